import Assistance
import CanonicalJSON
import Testing

@Suite("A project pays")
struct SpendingTests {
    private func data(_ payment: JSONValue, _ amount: Int64) -> [String: JSONValue] {
        [
            "payment": payment, "instrument": "fiscal", "amount": .integer(amount * 100), "currency": "CNY",
            "payee": "项目施工单位", "category": "construction", "amount_text": nil,
        ]
    }

    @Test("a payment moves money from the project to what it has spent")
    func spent() throws {
        try given(Story.upToAllocation).when(Story.spending()).then(
            "FundsSpent", of: "project/K1", data: data("P1", 120), moves: ["project:K1": -120, "spent:K1": 120])
    }

    @Test("all that is left may be paid out")
    func all() throws {
        try given(Story.upToSpending).when(Story.spending("P2", amount: yuan(180))).then(
            "FundsSpent", of: "project/K1", data: data("P2", 180), moves: ["project:K1": -180, "spent:K1": 180])
    }

    @Test("a project that is not on record is refused")
    func unknown() throws {
        try given(Story.upToAllocation).when(Story.spending(project: "K9"))
            .thenRefused(.unknown, field: "project", saying: "no project K9")
    }

    @Test("nothing and less than nothing are refused", arguments: [0, -1] as [Int64])
    func notPositive(amount: Int64) throws {
        try given(Story.upToAllocation).when(Story.spending(amount: fen(amount)))
            .thenRefused(.amount, field: "amount", saying: fen(amount).description)
    }

    @Test("a payment before the approval is refused with both dates")
    func beforeApproval() throws {
        try given(Story.upToAllocation).when(Story.spending(on: "2014-01-09"))
            .thenRefused(.dates, field: "paid_on", saying: "2014-01-09", "2014-01-10")
    }

    @Test("more than the project has is refused with both figures")
    func insufficient() throws {
        try given(Story.upToSpending).when(Story.spending("P2", amount: fen(18_001)))
            .thenRefused(.insufficient, field: "amount", saying: "180.01 CNY", "180.00 CNY", "project:K1")
        try given(Story.upToSpending).when(Story.spending("P2", in: .centralEnterprise, amount: fen(1)))
            .thenRefused(
                .insufficient, field: "amount", saying: "0.01 CNY", "0.00 CNY", "project:K1/central-enterprise")
    }
}
