import Assistance
import CanonicalJSON
import Testing

/// A test of a decision in three steps: given what is on record, when something is asked, then these events or this refusal.
func given(_ requests: [any Request] = [], _ more: any Request...) throws -> Given {
    var record = Record()
    for request in requests + more {
        record.take(try request.decide(on: record.booksNeeded(for: request)), by: Asked.actor(of: request))
    }
    return Given(record: record)
}

struct Given {
    let record: Record

    /// The decision, made on books that hold only what the request says it needs.
    func when(_ request: any Request, sourceLocation: SourceLocation = #_sourceLocation) throws -> Outcome {
        let lean = try Outcome(of: request, on: record.booksNeeded(for: request), record: record)
        let full = Outcome(of: request, on: record.fullBooks(for: request), record: record)
        #expect(lean.summary == full.summary, "needs() leaves out what decide() reads", sourceLocation: sourceLocation)
        return lean
    }
}

struct Outcome {
    let request: any Request
    let record: Record
    let result: Result<[DecidedEvent], Refusal>

    init(of request: any Request, on books: Books, record: Record) {
        self.request = request
        self.record = record
        do {
            result = .success(try request.decide(on: books))
        } catch {
            result = .failure(error)
        }
    }

    /// All of the outcome, in a form that can be compared.
    var summary: [String] {
        switch result {
        case .success(let decided):
            decided.map { "\($0.stream) \($0.expectedVersion) \($0.effectiveOn) \($0.event) \($0.postings)" }
        case .failure(let refusal):
            ["\(refusal.code) \(refusal.field ?? "-") \(refusal.description) \(refusal.remedy)"]
        }
    }

    /// Exactly this event comes of it, and moves exactly this, in yuan. What is null in its data need not be named.
    func then(
        _ type: String, of stream: String, data: [String: JSONValue], moves: [String: Int64] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let decided = try result.get()
        try #require(decided.count == 1, sourceLocation: sourceLocation)
        let event = decided[0]
        let payload = event.event.payload
        #expect(Swift.type(of: payload).type == type, sourceLocation: sourceLocation)
        #expect(event.stream.description == stream, sourceLocation: sourceLocation)
        #expect(
            payload.data.filter { $0.value != .null } == data.filter { $0.value != .null },
            sourceLocation: sourceLocation)
        #expect(event.effectiveOn == request.effectiveOn, sourceLocation: sourceLocation)
        #expect(event.expectedVersion == (record.streams[event.stream] ?? []).count, sourceLocation: sourceLocation)
        #expect(event.postings.reduce(0) { $0 + $1.amount.minorUnits } == 0, sourceLocation: sourceLocation)
        #expect(event.postings.allSatisfy { !$0.amount.isZero }, sourceLocation: sourceLocation)
        let moved = event.postings.map { ($0.account.description, $0.amount.minorUnits) }
        #expect(
            Set(moved.map(\.0)).count == moved.count, "an account is posted to twice", sourceLocation: sourceLocation)
        #expect(
            Dictionary(moved, uniquingKeysWith: +) == moves.mapValues { $0 * 100 }, sourceLocation: sourceLocation)
    }

    /// It is refused for this reason, blaming this field, in a sentence that contains these words or figures.
    func thenRefused(
        _ code: Refusal.Code, field: String, saying parts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let refusal = try #require(throws: Refusal.self, sourceLocation: sourceLocation) { try result.get() }
        #expect(refusal.code == code, "\(refusal)", sourceLocation: sourceLocation)
        #expect(refusal.field == field, "\(refusal)", sourceLocation: sourceLocation)
        for part in parts { #expect(refusal.description.contains(part), sourceLocation: sourceLocation) }
        #expect(!refusal.remedy.isEmpty, sourceLocation: sourceLocation)
    }
}
