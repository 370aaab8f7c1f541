import Assistance
import CanonicalJSON
import Testing

@Suite("Cooperation without money in the balances")
struct CooperationTests {
    static let common: [String: JSONValue] = ["pairing": "JS-KZ", "direction": "to-recipient", "region": "653001"]

    static func here(
        _ region: String = "653001", direction: Direction = .toRecipient, pairing: String = "JS-KZ"
    ) -> Cooperation {
        Cooperation(pairing: id(pairing), direction: direction, region: AssistanceTests.region(region))
    }

    static func training(
        _ cooperation: Cooperation = here(), topic: String = "school management", persons: Int64 = 45, days: Int64 = 14,
        on date: String = "2014-07-07"
    ) -> State<TrainingHeld> {
        State(TrainingHeld(cooperation, topic: topic, persons: persons, days: days), of: id("C1"), on: day(date))
    }

    static func purchase(
        goods: String = "figs and dates", amount: Money = yuan(860_000)
    ) -> State<ConsumptionPurchased> {
        State(
            ConsumptionPurchased(here(), buyer: .tradeUnions, goods: goods, amount: amount), of: id("C1"),
            on: day("2014-11-20"))
    }

    static func placement(
        persons: Int64 = 320, poor: Int64 = 180, wage: Money? = yuan(3_500)
    ) -> State<LabourPlaced> {
        State(
            LabourPlaced(
                here(), persons: persons, registeredPoor: poor, workplace: .partnerProvince, industry: .manufacturing,
                monthlyWage: wage), of: id("C1"), on: day("2014-03-01"))
    }

    static func investment(
        _ investor: String = "a textile company", committed: Money = yuan(50_000), paidIn: Money = yuan(32_000),
        jobs: Int64 = 210, households: Int64 = 96
    ) -> State<IndustryInvested> {
        State(
            IndustryInvested(
                here(), investor: investor, committed: committed, paidIn: paidIn, industry: .manufacturing, jobs: jobs,
                linkedHouseholds: households), of: id("C1"), on: day("2014-09-15"))
    }

    private static let each: [any Request] = [
        SecondmentTests.secondment(), placement(), investment(), purchase(), training(),
    ]

    @Test("training goes on record with its topic, persons and days")
    func trained() throws {
        try given(Story.upToPairing).when(Self.training()).then(
            "TrainingHeld", of: "cooperation/C1",
            data: Self.common.merging(["topic": "school management", "persons": 45, "days": 14]) { own, _ in own })
    }

    @Test("a purchase goes on record and moves no money")
    func purchased() throws {
        try given(Story.upToPairing).when(Self.purchase()).then(
            "ConsumptionPurchased", of: "cooperation/C1",
            data: Self.common.merging([
                "buyer_kind": "trade-unions", "goods": "figs and dates", "amount": 86_000_000, "currency": "CNY",
            ]) { own, _ in own })
    }

    @Test("workers placed in jobs go on record, with their wage where it is known")
    func placed() throws {
        for (wage, figure) in [(yuan(3_500), 350_000), (nil, nil)] as [(Money?, JSONValue)] {
            try given(Story.upToPairing).when(Self.placement(wage: wage)).then(
                "LabourPlaced", of: "cooperation/C1",
                data: Self.common.merging([
                    "persons": 320, "registered_poor": 180, "workplace": "partner-province",
                    "industry": "manufacturing", "monthly_wage": figure, "currency": "CNY",
                ]) { own, _ in own })
        }
    }

    @Test("an investment goes on record and moves no money")
    func invested() throws {
        try given(Story.upToPairing).when(Self.investment()).then(
            "IndustryInvested", of: "cooperation/C1",
            data: Self.common.merging([
                "investor": "a textile company", "committed": 5_000_000, "paid_in": 3_200_000, "currency": "CNY",
                "industry": "manufacturing", "jobs": 210, "linked_households": 96,
            ]) { own, _ in own })
    }

    @Test("what the recipient's side does for the donor's goes on record with a region of the donor")
    func otherWay() throws {
        let outcome = try given(Story.upToPairing).when(Self.training(Self.here("320583", direction: .toDonor)))
        #expect(try outcome.result.get()[0].event.payload.data["direction"] == "to-donor")
    }

    @Test("a pairing that is not on record is refused", arguments: each.indices)
    func unknownPairing(index: Int) throws {
        try given([Story.programme()]).when(Self.each[index])
            .thenRefused(.unknown, field: "pairing", saying: "no pairing JS-KZ")
    }

    @Test("a day on which the pairing is not valid is refused with its days", arguments: each.indices)
    func invalidPairing(index: Int) throws {
        try given([Story.programme(), Story.pairing(to: "2012-12-31")]).when(Self.each[index])
            .thenRefused(.dates, field: "on", saying: "JS-KZ", "2010-03-30", "2012-12-31")
    }

    @Test("an identifier that is taken is refused, whatever kind of cooperation has it", arguments: each.indices)
    func exists(index: Int) throws {
        for other in Self.each {
            try given(Story.upToPairing, other).when(Self.each[index])
                .thenRefused(.exists, field: "cooperation", saying: "cooperation C1")
        }
    }

    @Test(
        "a region that is not on the side in question is refused with that side",
        arguments: [("320583", .toRecipient, "653000, the recipient"), ("653001", .toDonor, "320000, the donor")]
            as [(String, Direction, String)])
    func otherSide(region: String, direction: Direction, side: String) throws {
        try given(Story.upToPairing).when(Self.training(Self.here(region, direction: direction)))
            .thenRefused(.region, field: "region", saying: region, side)
    }

    @Test("a region whose code is not valid on the day is refused")
    func invalidRegion() throws {
        try given(Story.upToPairing).when(Self.training(Self.here("653099")))
            .thenRefused(.region, field: "region", saying: "653099")
    }

    @Test("numbers of persons and days below one are refused", arguments: [0, -3] as [Int64])
    func counts(number: Int64) throws {
        let pairing = try given(Story.upToPairing)
        try pairing.when(Self.training(persons: number)).thenRefused(.amount, field: "persons", saying: "\(number)")
        try pairing.when(Self.training(days: number)).thenRefused(.amount, field: "days", saying: "\(number)")
        try pairing.when(Self.placement(persons: number, poor: 0))
            .thenRefused(.amount, field: "persons", saying: "\(number)")
    }

    @Test("amounts that are not above zero are refused")
    func amounts() throws {
        let pairing = try given(Story.upToPairing)
        try pairing.when(Self.purchase(amount: fen(0))).thenRefused(.amount, field: "amount", saying: "0.00")
        try pairing.when(Self.placement(wage: fen(0))).thenRefused(.amount, field: "monthly_wage", saying: "0.00")
        try pairing.when(Self.investment(committed: fen(0))).thenRefused(.amount, field: "committed", saying: "0.00")
    }

    @Test("texts that say nothing are refused")
    func texts() throws {
        let pairing = try given(Story.upToPairing)
        try pairing.when(Self.training(topic: " ")).thenRefused(.text, field: "topic")
        try pairing.when(Self.purchase(goods: "\u{7}")).thenRefused(.text, field: "goods")
        try pairing.when(Self.investment("")).thenRefused(.text, field: "investor")
    }

    @Test("more persons from poor households than persons are refused with both figures, and as many are not")
    func poorOfAll() throws {
        let pairing = try given(Story.upToPairing)
        try pairing.when(Self.placement(persons: 20, poor: 21))
            .thenRefused(.exceeds, field: "registered_poor", saying: "21", "20")
        try pairing.when(Self.placement(poor: -1)).thenRefused(.amount, field: "registered_poor", saying: "-1")
        _ = try pairing.when(Self.placement(persons: 20, poor: 20)).result.get()
        _ = try pairing.when(Self.placement(persons: 20, poor: 0)).result.get()
    }

    @Test("more paid in than agreed is refused with both figures, and as much, or nothing, is not")
    func paidIn() throws {
        let pairing = try given(Story.upToPairing)
        try pairing.when(Self.investment(committed: fen(100), paidIn: fen(101)))
            .thenRefused(.exceeds, field: "paid_in", saying: "1.01", "1.00")
        try pairing.when(Self.investment(paidIn: fen(-1))).thenRefused(.amount, field: "paid_in", saying: "-0.01")
        _ = try pairing.when(Self.investment(committed: fen(100), paidIn: fen(100))).result.get()
        _ = try pairing.when(Self.investment(paidIn: fen(0), jobs: 0, households: 0)).result.get()
    }

    @Test("negative jobs and households are refused")
    func negative() throws {
        let pairing = try given(Story.upToPairing)
        try pairing.when(Self.investment(jobs: -1)).thenRefused(.amount, field: "jobs", saying: "-1")
        try pairing.when(Self.investment(households: -1))
            .thenRefused(.amount, field: "linked_households", saying: "-1")
    }
}
