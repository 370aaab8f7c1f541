import Assistance
import CanonicalJSON
import Testing

@Suite("Personnel is seconded")
struct SecondmentTests {
    static func secondment(
        persons: Int64 = 12, to: String? = "2015-08-31", on date: String = "2014-09-01"
    ) -> State<PersonnelSeconded> {
        State(
            PersonnelSeconded(
                CooperationTests.here(), profession: .doctors, persons: persons, endsOn: to.map(day)), of: id("C1"),
            on: day(date))
    }

    private static func end(_ reason: String? = nil, of name: String = "C1", on date: String) -> State<SecondmentEnded>
    {
        State(SecondmentEnded(reason: reason), of: id(name), on: day(date))
    }

    private static let seconded = Story.upToPairing + [secondment()]

    @Test("persons sent go on record, with the end where one is set")
    func seconded() throws {
        for (end, text) in [("2015-08-31", "2015-08-31"), (nil, nil)] as [(String?, JSONValue)] {
            try given(Story.upToPairing).when(Self.secondment(to: end)).then(
                "PersonnelSeconded", of: "cooperation/C1",
                data: CooperationTests.common.merging([
                    "profession": "doctors", "persons": 12, "ends_on": text,
                ]) { own, _ in own })
        }
    }

    @Test("an end before the beginning is refused with both dates, and one on the same day is not")
    func endsBefore() throws {
        let pairing = try given(Story.upToPairing)
        try pairing.when(Self.secondment(to: "2014-08-31"))
            .thenRefused(.dates, field: "ends_on", saying: "2014-08-31", "2014-09-01")
        _ = try pairing.when(Self.secondment(to: "2014-09-01")).result.get()
    }

    @Test("no persons are refused")
    func nobody() throws {
        try given(Story.upToPairing).when(Self.secondment(persons: 0))
            .thenRefused(.amount, field: "persons", saying: "0")
    }

    @Test("the end goes on record, on the first day at the earliest, and after the one set at any time")
    func ended() throws {
        for date in ["2014-09-01", "2016-01-31"] {
            try given(Self.seconded).when(Self.end("promoted", on: date))
                .then("SecondmentEnded", of: "cooperation/C1", data: ["reason": "promoted"])
        }
    }

    @Test("an end before the beginning of the secondment is refused with both dates")
    func endedBefore() throws {
        try given(Self.seconded).when(Self.end(on: "2014-08-31"))
            .thenRefused(.dates, field: "on", saying: "2014-08-31", "2014-09-01")
    }

    @Test("a second end is refused with the day of the first")
    func endedTwice() throws {
        try given(Self.seconded, Self.end(on: "2015-06-30")).when(Self.end(on: "2015-08-31"))
            .thenRefused(.exists, field: "cooperation", saying: "C1", "2015-06-30")
    }

    @Test("the end of what is not on record is refused, and of what is no secondment")
    func noSecondment() throws {
        try given(Self.seconded).when(Self.end(of: "C2", on: "2015-08-31"))
            .thenRefused(.unknown, field: "cooperation", saying: "no cooperation C2")
        try given(Story.upToPairing, CooperationTests.training()).when(Self.end(on: "2015-08-31"))
            .thenRefused(.unknown, field: "cooperation", saying: "C1", "not a secondment")
    }

    @Test("a reason that says nothing is refused")
    func reason() throws {
        try given(Self.seconded).when(Self.end(" ", on: "2015-08-31")).thenRefused(.text, field: "reason")
    }
}
