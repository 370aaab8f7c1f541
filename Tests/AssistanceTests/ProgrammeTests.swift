import Assistance
import CanonicalJSON
import Testing

@Suite("A programme is established")
struct ProgrammeTests {
    @Test("a new programme goes on record and moves no money")
    func established() throws {
        try given().when(Story.programme(to: "2020-12-31")).then(
            "ProgrammeEstablished", of: "programme/XJ",
            data: [
                "name": "Paired assistance to Xinjiang", "name_zh": "对口支援新疆", "legal_basis": "Conference of 2010",
                "starts_on": "2010-03-01", "ends_on": "2020-12-31",
            ])
    }

    @Test("what is not known of it stands as null")
    func bare() throws {
        let request = EstablishProgramme(programme: id("XJ"), name: "Aid", startsOn: day("2010-03-01"))
        try given().when(request).then(
            "ProgrammeEstablished", of: "programme/XJ",
            data: ["name": "Aid", "name_zh": nil, "legal_basis": nil, "starts_on": "2010-03-01", "ends_on": nil])
    }

    @Test("it may last a single day")
    func singleDay() throws {
        let outcome = try given().when(Story.programme(from: "2010-03-01", to: "2010-03-01"))
        #expect(try outcome.result.get().count == 1)
    }

    @Test("an identifier that is taken is refused")
    func exists() throws {
        try given([Story.programme()]).when(Story.programme(from: "2011-01-01"))
            .thenRefused(.exists, field: "programme", saying: "programme XJ is on record already")
    }

    @Test("an end before the start is refused with both dates")
    func endsBeforeStart() throws {
        try given().when(Story.programme(from: "2010-03-01", to: "2010-02-28"))
            .thenRefused(.dates, field: "ends_on", saying: "2010-02-28", "2010-03-01")
    }
}
