import Assistance
import Projection

extension InspectedLedger {
    func place(of payment: Payment) -> RegionCode? { projects[payment.project]?.place }
    func purpose(of payment: Payment) -> Purpose? { projects[payment.project]?.purpose }

    /// The donors of a project's money.
    func donors(of project: String) -> Set<RegionCode> {
        Set(given.filter { $0.value.contains { $0.project == project } }.compactMap { pairings[$0.key.pairing]?.donor })
    }
}

extension InspectedLedger.Payment {
    /// What a hit on it is about.
    var subject: String { "payment/\(payment)" }
}
