import CPostgres

/// Where a connection stands with respect to transactions.
public enum TransactionStatus: Hashable, Sendable {
    /// No transaction is open.
    case idle
    /// A statement is being executed.
    case active
    /// A transaction is open and healthy.
    case inTransaction
    /// A transaction is open and has failed; only a rollback is possible.
    case failed
    /// The connection is lost.
    case unknown

    init(_ status: PGTransactionStatusType) {
        self =
            switch status {
            case PQTRANS_IDLE: .idle
            case PQTRANS_ACTIVE: .active
            case PQTRANS_INTRANS: .inTransaction
            case PQTRANS_INERROR: .failed
            default: .unknown
            }
    }
}
