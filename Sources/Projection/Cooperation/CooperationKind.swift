public import Assistance

/// What one side of a pairing does for the other beside giving money.
public enum CooperationKind: String, CaseIterable, ColumnValue {
    /// Persons are sent to work there for a time.
    case secondment
    /// Workers from there are placed in jobs.
    case placement
    /// An enterprise invests there.
    case investment
    /// Goods or services from there are bought.
    case purchase
    /// People from there are trained.
    case training
}

extension Direction: ColumnValue {}
extension Profession: ColumnValue {}
extension Workplace: ColumnValue {}
extension Industry: ColumnValue {}
extension Buyer: ColumnValue {}
