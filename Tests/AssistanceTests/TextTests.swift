import Assistance
import CanonicalJSON
import Testing

@Suite("Names and remarks")
struct TextTests {
    /// One place for words: which field it is, what is on record before, and the request with these words in it.
    private struct Place: Sendable, CustomTestStringConvertible {
        let field: String
        let before: [any Request]
        /// The request without the words, where they may be left out.
        let without: (any Request)?
        let asking: @Sendable (String) -> any Request

        init(
            _ field: String, after before: [any Request] = [], without: (any Request)? = nil,
            _ asking: @escaping @Sendable (String) -> any Request
        ) {
            self.field = field
            self.before = before
            self.without = without
            self.asking = asking
        }

        var testDescription: String { "\(field) of \(type(of: asking("x")))" }
    }

    private static let places: [Place] = [
        Place("name") { varied(Story.programme(), \.name, $0) },
        Place("name_zh", without: varied(Story.programme(), \.nameZH, nil)) { varied(Story.programme(), \.nameZH, $0) },
        Place("legal_basis", without: varied(Story.programme(), \.legalBasis, nil)) {
            varied(Story.programme(), \.legalBasis, $0)
        },
        Place("name") { varied(Story.project(), \.asked.name, $0) },
        Place("name_zh", without: varied(Story.project(), \.asked.nameZH, nil)) {
            varied(Story.project(), \.asked.nameZH, $0)
        },
        Place("payee", after: Story.upToAllocation) { varied(Story.spending(), \.payee, $0) },
        Place("category", after: Story.upToAllocation, without: varied(Story.spending(), \.category, nil)) {
            varied(Story.spending(), \.category, $0)
        },
        Place("reason", after: Story.upToSpending, without: varied(Story.release(), \.reason, nil)) {
            varied(Story.release(), \.reason, $0)
        },
        Place("reason", after: Story.upToSpending, without: varied(Story.return_(), \.reason, nil)) {
            varied(Story.return_(), \.reason, $0)
        },
    ]

    private static func varied<Asked, Value>(
        _ request: Asked, _ path: WritableKeyPath<Asked, Value>, _ value: Value
    ) -> Asked {
        var request = request
        request[keyPath: path] = value
        return request
    }

    @Test(
        "words that say nothing are refused, and those with control characters in them",
        arguments: places,
        [
            "", " ", "\u{A0}\u{3000}", "\n", "\t", "村\n小学", "村\t小学", "x\r\n", "\u{0}", "x\u{1B}y", "x\u{7F}",
            "x\u{85}y",
        ])
    private func refused(place: Place, words: String) throws {
        try given(place.before).when(place.asking(words))
            .thenRefused(.text, field: place.field, saying: "\"\(place.field)\"", "empty", "control characters")
    }

    @Test(
        "any others are taken as they are",
        arguments: places, ["x", "7", " x ", "村小学", "（一）　二期", "naïve \"O'Neil\" & Söhne", "e\u{301}", "🏫", "-"])
    private func taken(place: Place, words: String) throws {
        let decided = try given(place.before).when(place.asking(words)).result.get()
        #expect(decided.map { $0.event.payload.data[place.field] } == [.string(words)])
    }

    @Test("what need not be said may be left out", arguments: places.filter { $0.without != nil })
    private func leftOut(place: Place) throws {
        let decided = try given(place.before).when(#require(place.without)).result.get()
        #expect(decided.map { $0.event.payload.data[place.field] } == [.null])
    }
}
