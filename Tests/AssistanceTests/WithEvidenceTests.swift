import Assistance
import CanonicalJSON
import Testing

@Suite("A request with its evidence")
struct WithEvidenceTests {
    private static let photograph = Story.document("b", bytes: 900, type: "image/jpeg", title: "site.jpg", kind: .other)

    @Test("is decided as without it, and attaches each document to its event in the same atom")
    func attached() throws {
        let plain = try given(Story.upToAllocation).when(Story.spending()).result.get()
        let request = WithEvidence(Story.spending(), [Story.contract, Self.photograph])
        let decided = try given(Story.upToAllocation).when(request).result.get()
        try #require(decided.count == 3)
        #expect(decided[0].event == plain[0].event && decided[0].postings == plain[0].postings)
        #expect(decided[0].stream == plain[0].stream && decided[0].expectedVersion == 2)
        let documents = [Story.contract, Self.photograph]
        for (event, document) in zip(decided.dropFirst(), documents) {
            let evidence = EvidenceAttached(document, about: stream("project/K1"), event: 3)
            #expect(event.event == .evidenceAttached(evidence))
            #expect(event.stream == StreamName(.document, Identifier(document.digest)) && event.expectedVersion == 0)
            #expect(event.effectiveOn == day("2014-06-12") && event.postings.isEmpty)
        }
    }

    @Test("can create what the evidence is about, and attach a document that is on record already")
    func created() throws {
        let record =
            Story.upToForward + [Story.receipt(of: "F1", on: "2014-04-01"), Story.evidence(about: "transfer/T1")]
        let decided = try given(record).when(WithEvidence(Story.project(), [Story.contract])).result.get()
        #expect(decided.map { "\($0.stream.kind) \($0.expectedVersion)" } == ["project 0", "document 1"])
        #expect(decided.last?.event.payload.data["about_event"] == 1)
    }

    @Test("is refused for what the request is refused for, and for its evidence")
    func refused() throws {
        try given(Story.upToAllocation).when(WithEvidence(Story.spending(amount: yuan(301)), [Story.contract]))
            .thenRefused(.insufficient, field: "amount", saying: "301.00", "300.00")
        try given(Story.upToAllocation).when(WithEvidence(Story.spending(), [Story.contract, Story.contract]))
            .thenRefused(.exists, field: "document", saying: "project/K1/3 already")
        try given(Story.upToAllocation).when(WithEvidence(Story.spending(), [Story.document(title: "\u{7}")]))
            .thenRefused(.text, field: "title")
    }

    @Test("is the same request with the same documents in any order and under any name, and another one with others")
    func facts() throws {
        func facts(_ documents: DocumentDescription...) throws -> String {
            try JSONValue.object(WithEvidence(Story.spending(), documents).facts).canonicalText()
        }
        let (a, b) = (Story.contract, Self.photograph)
        #expect(try facts() == JSONValue.object(Story.spending().facts).canonicalText())
        #expect(try facts(a, b) == facts(b, Story.document(type: "text/plain", title: "scan-1.pdf")))
        #expect(try Set([facts(), facts(a), facts(b), facts(a, b)]).count == 4)
        let request = WithEvidence(Story.spending(), [a])
        #expect(request.identity == "payment/P1" && request.effectiveOn == day("2014-06-12"))
        #expect(WithEvidence(Story.release(), [a]).identity == nil)
    }
}
