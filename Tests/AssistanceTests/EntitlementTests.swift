import Assistance
import CanonicalJSON
import Testing

@Suite("Who is entitled to payments is recorded")
struct EntitlementTests {
    private static func entitle(
        _ persons: [DocumentDigest] = [digest("b"), digest("a")], from: String = "2014-01-01",
        until: String = "2014-12-31", project: String = "K1"
    ) -> any Request {
        State(
            PayeesEntitled(persons: persons, startsOn: day(from), endsOn: day(until)), of: id(project),
            on: day("2014-02-01"))
    }

    private static func persons(_ count: Int) -> [DocumentDigest] {
        (0..<count).compactMap { number in
            let digits = String(number, radix: 16)
            return DocumentDigest(String(repeating: "0", count: 64 - digits.count) + digits)
        }
    }

    @Test("a list goes on record in order, and moves no money")
    func listed() throws {
        try given(Story.upToProject).when(Self.entitle()).then(
            "PayeesEntitled", of: "project/K1",
            data: [
                "persons": [.string(digest("a").description), .string(digest("b").description)],
                "starts_on": "2014-01-01", "ends_on": "2014-12-31",
            ])
    }

    @Test("a second list is added to the first, and an entry has room for the longest", arguments: [1, 500])
    func bounds(count: Int) throws {
        let decided = try given(Story.upToProject, Self.entitle()).when(Self.entitle(Self.persons(count))).result.get()
        let bytes = try JSONValue.object(decided[0].event.payload.data).canonicalText().utf8.count
        #expect(bytes < 40_000)
    }

    @Test("nobody, too many and anybody twice are refused")
    func refused() throws {
        for (persons, words) in [
            ([], "0 persons"), (Self.persons(501), "501 persons"), ([digest("a"), digest("a")], "given twice"),
        ] as [([DocumentDigest], String)] {
            try given(Story.upToProject).when(Self.entitle(persons))
                .thenRefused(.value, field: "persons", saying: words)
        }
    }

    @Test("a project that is not on record and a period that ends before it begins are refused")
    func project() throws {
        try given(Story.upToProject).when(Self.entitle(project: "K9"))
            .thenRefused(.unknown, field: "project", saying: "no project K9")
        try given(Story.upToProject).when(Self.entitle(from: "2014-06-01", until: "2014-05-31"))
            .thenRefused(.dates, field: "ends_on", saying: "2014-05-31", "2014-06-01")
        #expect(
            try given(Story.upToProject).when(Self.entitle(from: "2014-06-01", until: "2014-06-01")).result.get().count
                == 1)
    }
}
