import Assistance
import CanonicalJSON
import Testing

@Suite("A figure is published")
struct ClaimTests {
    private static func claim(
        _ measure: ClaimMeasure = .committed, _ figure: ClaimFigure = .amount(yuan(330)),
        of scope: ClaimScope = ClaimScope(), in time: ClaimTime = .fiscalYear(2014), by claimant: String = "四川在线",
        source: String = "News of 2015", url: String? = nil, wording: String? = nil, on: String = "2015-04-09"
    ) -> State<ClaimPublished> {
        State(
            ClaimPublished(
                claimant: claimant, measure: measure, figure: figure, scope: scope, time: time, source: source,
                url: url, wording: wording), of: id("C1"), on: day(on))
    }

    @Test("an amount of a fiscal year goes on record with its scope and source, and moves no money")
    func amount() throws {
        let scope = ClaimScope(
            programme: id("XJ"), pairing: id("JS-KZ"), donor: region("320000"), recipient: region("653000"),
            instrument: .fiscal)
        try given(Story.upToPairing).when(
            Self.claim(of: scope, url: "https://example.org/1", wording: "3.3百元")
        ).then(
            "ClaimPublished", of: "claim/C1",
            data: [
                "claimant": "四川在线", "measure": "committed", "amount": 33_000, "currency": "CNY", "programme": "XJ",
                "pairing": "JS-KZ", "donor": "320000", "recipient": "653000", "instrument": "fiscal",
                "fiscal_year": 2014, "source": "News of 2015", "url": "https://example.org/1", "wording": "3.3百元",
            ])
    }

    @Test("a count of a period goes on record, and is read again as the same")
    func count() throws {
        let claim = Self.claim(.counties, .count(68), in: .period(from: day("2014-01-01"), to: day("2014-10-31")))
        let data: [String: JSONValue] = [
            "claimant": "四川在线", "measure": "counties", "count": 68, "programme": nil, "pairing": nil, "donor": nil,
            "recipient": nil, "instrument": nil, "period_from": "2014-01-01", "period_to": "2014-10-31",
            "source": "News of 2015", "url": nil, "wording": nil,
        ]
        try given().when(claim).then("ClaimPublished", of: "claim/C1", data: data)
        let read = try AssistanceEvent(type: "ClaimPublished", version: 1, data: .object(data))
        #expect(read == .claimPublished(claim.content))
    }

    @Test("every measure is either of money or of a number, and takes a figure of that kind only")
    func measures() throws {
        for measure in ClaimMeasure.allCases {
            let (right, wrong): (ClaimFigure, ClaimFigure) =
                measure.isMoney ? (.amount(yuan(1)), .count(1)) : (.count(1), .amount(yuan(1)))
            #expect(try given().when(Self.claim(measure, right)).result.get().count == 1)
            try given().when(Self.claim(measure, wrong))
                .thenRefused(.amount, field: measure.isMoney ? "count" : "amount", saying: measure.rawValue, "1")
        }
    }

    @Test("an amount that is not above zero is refused, and a count below zero, but not a count of zero")
    func bounds() throws {
        for amount in [yuan(0), yuan(-5)] {
            try given().when(Self.claim(.sent, .amount(amount))).thenRefused(
                .amount, field: "amount", saying: amount.text)
        }
        try given().when(Self.claim(.projects, .count(-1))).thenRefused(.amount, field: "count", saying: "-1")
        #expect(try given().when(Self.claim(.projects, .count(0))).result.get().count == 1)
    }

    @Test("a programme or pairing that is not on record is refused, and a pairing of another programme")
    func scope() throws {
        let record = Story.upToPairing + [Story.programme("TB")]
        try given(record).when(Self.claim(of: ClaimScope(programme: id("QH"))))
            .thenRefused(.unknown, field: "programme", saying: "QH")
        try given(record).when(Self.claim(of: ClaimScope(pairing: id("SH-YN"))))
            .thenRefused(.unknown, field: "pairing", saying: "SH-YN")
        try given(record).when(Self.claim(of: ClaimScope(programme: id("TB"), pairing: id("JS-KZ"))))
            .thenRefused(.unknown, field: "pairing", saying: "JS-KZ", "XJ")
    }

    @Test("a region that was none on the day of the publication is refused, and the centre as recipient")
    func regions() throws {
        try given().when(Self.claim(of: ClaimScope(donor: region("110221"))))
            .thenRefused(.region, field: "donor", saying: "110221", "2015-04-09")
        try given().when(Self.claim(of: ClaimScope(recipient: region("999999"))))
            .thenRefused(.region, field: "recipient", saying: "999999")
        try given().when(Self.claim(of: ClaimScope(recipient: region("000000"))))
            .thenRefused(.region, field: "recipient", saying: "central government")
        #expect(try given().when(Self.claim(of: ClaimScope(donor: region("000000")))).result.get().count == 1)
    }

    @Test(
        "a year that is none, a period that ends before it begins and one that begins after the publication are refused"
    )
    func time() throws {
        try given().when(Self.claim(in: .fiscalYear(201))).thenRefused(.dates, field: "fiscal_year", saying: "201")
        try given().when(Self.claim(in: .period(from: day("2014-02-01"), to: day("2014-01-31"))))
            .thenRefused(.dates, field: "period_to", saying: "2014-01-31", "2014-02-01")
        try given().when(Self.claim(in: .period(from: day("2015-04-10"), to: day("2015-12-31"))))
            .thenRefused(.dates, field: "published_on", saying: "2015-04-09", "2015-04-10")
    }

    @Test("words that cannot be shown are refused, and an address that is none")
    func texts() throws {
        try given().when(Self.claim(by: " ")).thenRefused(.text, field: "claimant")
        try given().when(Self.claim(source: "a\u{7}")).thenRefused(.text, field: "source")
        try given().when(Self.claim(wording: "")).thenRefused(.text, field: "wording")
        for url in ["", "example.org", "https://a b"] {
            try given().when(Self.claim(url: url)).thenRefused(.text, field: "url")
        }
    }

    @Test("an identifier that is taken is refused")
    func exists() throws {
        try given([Self.claim()]).when(Self.claim(.sent)).thenRefused(.exists, field: "claim", saying: "C1")
    }
}
