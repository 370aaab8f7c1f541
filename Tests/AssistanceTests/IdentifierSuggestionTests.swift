import Assistance
import Testing

@Suite("Identifiers that somebody may have meant")
struct IdentifierSuggestionTests {
    @Test(
        "differ by a slip or two: a character missing, too much, mistaken, swapped, or of the other size",
        arguments: ["KZ14-00", "KZ14-0011", "KZ14-007", "KZ41-001", "kz14-001", "KZ14001"])
    func slips(written: String) {
        #expect(id(written).suggestions(from: [id("SH-YN-2021"), id("KZ14-001")]) == [id("KZ14-001")])
    }

    @Test("come nearest first, then by name, and are three at most")
    func order() {
        let others = ["K104", "K102", "K1001", "K103", "K101"].map(id)
        #expect(id("K10").suggestions(from: others) == ["K101", "K102", "K103"].map(id))
        #expect(id("K1000").suggestions(from: others).first == id("K1001"))
    }

    @Test("are none where all others are further away, and where every character would be another")
    func far() {
        #expect(id("project").suggestions(from: ["agreement", "proj", "objects"].map(id)) == [])
        #expect(id("A1").suggestions(from: ["B2", "A2"].map(id)) == [id("A2")])
        #expect(id("A").suggestions(from: ["B"].map(id)) == [])
    }
}
