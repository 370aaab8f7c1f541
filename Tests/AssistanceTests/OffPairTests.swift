import Assistance
import CanonicalJSON
import Testing

@Suite("Money flows outside its pairing")
struct OffPairTests {
    private static let reason = "Flood relief"

    @Test("a promise after the pairing's last day is refused, unless a reason is put on record")
    func promise() throws {
        var late = Story.agreement(year: 2021, on: "2021-01-05", due: nil)
        try given(Story.upToPairing).when(late)
            .thenRefused(.dates, field: "agreed_on", saying: "2021-01-05", "2020-12-31")
        late.offPair = Self.reason
        let event = try given(Story.upToPairing).when(late).result.get()[0]
        #expect(event.event.payload.data["off_pair"] == .string(Self.reason))
    }

    @Test("so is a transfer")
    func transfer() throws {
        var late = Story.transfer(on: "2021-01-05")
        try given(Story.upToAgreement).when(late).thenRefused(.dates, field: "sent_on", saying: "2021-01-05")
        late.offPair = Self.reason
        let event = try given(Story.upToAgreement).when(late).result.get()[0]
        #expect(event.event.payload.data["off_pair"] == .string(Self.reason))
    }

    @Test("money goes to a place within the recipient; elsewhere only for a reason that is put on record")
    func elsewhere() throws {
        var request = Story.transfer()
        request.to = region("653001")
        #expect(try given(Story.upToAgreement).when(request).result.get()[0].event.payload.data["to"] == "653001")
        request.to = region("653101")
        try given(Story.upToAgreement).when(request)
            .thenRefused(.region, field: "to", saying: "653101", "653000")
        request.offPair = Self.reason
        let moved = try given(Story.upToAgreement).when(request).result.get()[0]
        #expect(moved.event.payload.data["to"] == "653101")
        #expect(moved.event.payload.data["off_pair"] == .string(Self.reason))
    }

    @Test("an unknown region, the centre and a reason that says nothing are refused")
    func refused() throws {
        var request = Story.transfer()
        request.offPair = " "
        try given(Story.upToAgreement).when(request).thenRefused(.text, field: "off_pair", saying: "empty")
        request.offPair = Self.reason
        request.to = region("110221")
        try given(Story.upToAgreement).when(request).thenRefused(.region, field: "to", saying: "110221")
        request.to = region("000000")
        try given(Story.upToAgreement).when(request).thenRefused(.region, field: "to", saying: "central government")
    }

    @Test("after a pairing's end is set anew, money is refused behind it and taken up to it")
    func ended() throws {
        let end = State(
            PairingEnded(endsOn: day("2014-03-18"), successor: id("SH-KZ"), reason: "Adjustment"), of: id("JS-KZ"),
            on: day("2014-03-01"))
        #expect(try given(Story.upToAgreement, end).when(Story.transfer()).result.get().count == 1)
        try given(Story.upToAgreement, end).when(Story.transfer(on: "2014-03-19"))
            .thenRefused(.dates, field: "sent_on", saying: "2014-03-19", "2014-03-18")
    }

    @Test("a pairing does not end before its start, and one that is not on record does not end")
    func badEnd() throws {
        let early = State(PairingEnded(endsOn: day("2010-03-29")), of: id("JS-KZ"), on: day("2014-03-01"))
        try given(Story.upToPairing).when(early)
            .thenRefused(.dates, field: "ends_on", saying: "2010-03-29", "2010-03-30")
        let unknown = State(PairingEnded(endsOn: day("2014-03-18")), of: id("P9"), on: day("2014-03-01"))
        try given(Story.upToPairing).when(unknown).thenRefused(.unknown, field: "pairing", saying: "no pairing P9")
        let empty = State(PairingEnded(endsOn: day("2014-03-18"), reason: ""), of: id("JS-KZ"), on: day("2014-03-01"))
        try given(Story.upToPairing).when(empty).thenRefused(.text, field: "reason", saying: "empty")
    }
}
