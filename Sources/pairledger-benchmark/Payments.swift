import CanonicalJSON
import Journal
import PairLedgerTesting

/// Payments out of the projects of a ledger: what its log mostly holds. An entry takes about 660 bytes.
struct Payments: Sendable {
    private static let projects = (1...50).map { "SH-YN-2021-\(100 + $0)" }
    private static let payees = ["元阳县第二建筑工程公司", "红河州水利工程队", "the builder of Majie school", "勐腊县农机服务站"]
    private static let categories = ["第三期工程款", "materials, second delivery", "设备采购", "supervision of works"]

    private var maker: EventMaker
    private var count = 0

    init(seed: UInt64) { maker = EventMaker(seed: seed) }

    /// What gives the projects more than all payments can take, an event each.
    mutating func allocations() -> [NewEvent] {
        Self.projects.map {
            maker.move(90_000_000_000_000, from: "donor:310000", to: "project:\($0)", stream: "project/\($0)")
        }
    }

    mutating func next() -> NewEvent {
        count += 1
        let project = maker.choice(of: Self.projects)
        let amount = Int64.random(in: 1...90_000_000, using: &maker.generator)
        return maker.event(
            "FundsSpent", stream: "project/\(project)",
            data: [
                "amount": .integer(amount), "amount_text": .null,
                "category": .string(maker.choice(of: Self.categories)),
                "currency": "CNY", "instrument": "fiscal", "payee": .string(maker.choice(of: Self.payees)),
                "payment": .string("\(project)-\(maker.seed)-\(count)"),
            ], postings: EventMaker.postings(amount, from: "project:\(project)", to: "spent:\(project)"))
    }

    mutating func next(_ count: Int) -> [NewEvent] { (0..<count).map { _ in next() } }
}
