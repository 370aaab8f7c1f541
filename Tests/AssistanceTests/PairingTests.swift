import Assistance
import CanonicalJSON
import Testing

@Suite("A pairing is formed")
struct PairingTests {
    @Test("a new pairing goes on record and moves no money")
    func formed() throws {
        try given([Story.programme()]).when(Story.pairing(to: nil)).then(
            "PairingFormed", of: "pairing/JS-KZ",
            data: [
                "programme": "XJ", "donor": "320000", "recipient": "653000", "starts_on": "2010-03-30", "ends_on": nil,
            ])
    }

    @Test("the central government may give")
    func centralDonor() throws {
        let outcome = try given([Story.programme()]).when(Story.pairing(donor: "000000"))
        #expect(try outcome.result.get()[0].event.payload.data["donor"] == "000000")
    }

    @Test("an identifier that is taken is refused")
    func exists() throws {
        try given(Story.upToPairing).when(Story.pairing(donor: "310000"))
            .thenRefused(.exists, field: "pairing", saying: "pairing JS-KZ is on record already")
    }

    @Test("a programme that is not on record is refused")
    func unknownProgramme() throws {
        try given([Story.programme()]).when(Story.pairing(programme: "TB"))
            .thenRefused(.unknown, field: "programme", saying: "no programme TB")
    }

    @Test("a start before the programme's is refused with both dates")
    func beforeProgramme() throws {
        try given([Story.programme()]).when(Story.pairing(from: "2010-02-28"))
            .thenRefused(.dates, field: "starts_on", saying: "2010-02-28", "programme XJ", "2010-03-01")
    }

    @Test("a start after the programme's end is refused with both dates, and one on its last day is not")
    func afterProgramme() throws {
        let programme = Story.programme(to: "2020-12-31")
        try given([programme]).when(Story.pairing(from: "2021-01-01", to: nil))
            .thenRefused(.dates, field: "starts_on", saying: "2021-01-01", "programme XJ", "2020-12-31")
        for end in [nil, "2020-12-31", "2025-12-31"] {
            let decided = try given([programme]).when(Story.pairing(from: "2020-12-31", to: end)).result.get()
            #expect(decided.map(\.effectiveOn) == [day("2020-12-31")])
        }
    }

    @Test("an end before the start is refused with both dates")
    func endsBeforeStart() throws {
        try given([Story.programme()]).when(Story.pairing(from: "2010-03-30", to: "2010-03-29"))
            .thenRefused(.dates, field: "ends_on", saying: "2010-03-29", "2010-03-30")
    }

    @Test(
        "a region whose code is not valid on the first day is refused, as donor and as recipient",
        arguments: ["110221", "999999"])
    func invalidRegion(code: String) throws {
        let start = "2014-01-01"
        try given([Story.programme()]).when(Story.pairing(donor: code, from: start))
            .thenRefused(.region, field: "donor", saying: code)
        try given([Story.programme()]).when(Story.pairing(recipient: code, from: start))
            .thenRefused(.region, field: "recipient", saying: code)
    }

    @Test("the code of 昌平县 is taken in its time and refused after it")
    func codeOfItsTime() throws {
        let programme = Story.programme(from: "1990-01-01")
        let outcome = try given([programme]).when(Story.pairing(donor: "110221", from: "1995-06-30"))
        #expect(try outcome.result.get().count == 1)
        try given([programme]).when(Story.pairing(donor: "110221", from: "2014-06-30"))
            .thenRefused(.region, field: "donor", saying: "2014-06-30", "use 110114 昌平区")
    }

    @Test("a region is not paired with itself")
    func withItself() throws {
        try given([Story.programme()]).when(Story.pairing(donor: "653000"))
            .thenRefused(.region, field: "recipient", saying: "653000", "itself")
    }

    @Test("the central government does not receive")
    func centralRecipient() throws {
        try given([Story.programme()]).when(Story.pairing(recipient: "000000"))
            .thenRefused(.region, field: "recipient", saying: "central government")
    }
}
