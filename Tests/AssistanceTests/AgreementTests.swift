import Assistance
import CanonicalJSON
import Testing

@Suite("Money is promised")
struct AgreementTests {
    @Test("a promise moves money from the donor to the agreement")
    func committed() throws {
        try given(Story.upToPairing).when(Story.agreement()).then(
            "FundsCommitted", of: "agreement/A1",
            data: [
                "pairing": "JS-KZ", "fiscal_year": 2014, "instrument": "fiscal", "amount": 100_000, "currency": "CNY",
                "due_on": "2014-12-31", "amount_text": nil,
            ],
            moves: ["donor:320000": -1_000, "committed:A1": 1_000])
    }

    @Test("money of another instrument has accounts of its own", arguments: Instrument.allCases)
    func instrument(_ instrument: Instrument) throws {
        let suffix = instrument == .fiscal ? "" : "/\(instrument.rawValue)"
        var request = Story.agreement(in: instrument, due: nil)
        request.amountText = "1000.0000001"
        try given(Story.upToPairing).when(request).then(
            "FundsCommitted", of: "agreement/A1",
            data: [
                "pairing": "JS-KZ", "fiscal_year": 2014, "instrument": .string(instrument.rawValue), "amount": 100_000,
                "currency": "CNY", "due_on": nil, "amount_text": "1000.0000001",
            ],
            moves: ["donor:320000\(suffix)": -1_000, "committed:A1\(suffix)": 1_000])
    }

    @Test("an identifier that is taken is refused")
    func exists() throws {
        try given(Story.upToAgreement).when(Story.agreement(amount: yuan(1)))
            .thenRefused(.exists, field: "agreement", saying: "agreement A1 is on record already")
    }

    @Test("a pairing that is not on record is refused")
    func unknownPairing() throws {
        try given(Story.upToPairing).when(Story.agreement(pairing: "SH-YN"))
            .thenRefused(.unknown, field: "pairing", saying: "no pairing SH-YN")
    }

    @Test("a day on which the pairing is not valid is refused with its dates", arguments: ["2010-03-29", "2021-01-01"])
    func pairingNotValid(date: String) throws {
        try given(Story.upToPairing).when(Story.agreement(on: date, due: nil))
            .thenRefused(.dates, field: "agreed_on", saying: "from 2010-03-30 to 2020-12-31", "not on \(date)")
    }

    @Test("the first and the last day of the pairing are within it", arguments: ["2010-03-30", "2020-12-31"])
    func pairingValid(date: String) throws {
        let outcome = try given(Story.upToPairing).when(Story.agreement(on: date, due: nil))
        #expect(try outcome.result.get()[0].effectiveOn == day(date))
    }

    @Test("a pairing without an end is valid ever after, and not before its start")
    func openPairing() throws {
        let open = [Story.programme(), Story.pairing(to: nil)] as [any Request]
        let outcome = try given(open).when(Story.agreement(on: "2099-01-01", due: nil))
        #expect(try outcome.result.get().count == 1)
        try given(open).when(Story.agreement(on: "2010-03-29", due: nil))
            .thenRefused(.dates, field: "agreed_on", saying: "from 2010-03-30 on", "not on 2010-03-29")
    }

    @Test("nothing and less than nothing are refused", arguments: [0, -1] as [Int64])
    func notPositive(amount: Int64) throws {
        try given(Story.upToPairing).when(Story.agreement(amount: fen(amount)))
            .thenRefused(.amount, field: "amount", saying: fen(amount).description)
    }

    @Test("a due date before the agreement is refused with both dates")
    func dueBefore() throws {
        try given(Story.upToPairing).when(Story.agreement(on: "2014-02-20", due: "2014-02-19"))
            .thenRefused(.dates, field: "due_on", saying: "2014-02-19", "2014-02-20")
    }

    @Test("a year that is no fiscal year of paired assistance is refused", arguments: [1_978, 2_101, 14, -2_014])
    func fiscalYear(year: Int) throws {
        try given(Story.upToPairing).when(Story.agreement(year: year))
            .thenRefused(.dates, field: "fiscal_year", saying: "\(year)")
    }

    @Test("the first and the last fiscal year are taken", arguments: [1_979, 2_100])
    func fiscalYears(year: Int) throws {
        let outcome = try given(Story.upToPairing).when(Story.agreement(year: year))
        #expect(try outcome.result.get()[0].event.payload.data["fiscal_year"] == .integer(Int64(year)))
    }
}
