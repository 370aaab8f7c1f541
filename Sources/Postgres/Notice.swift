/// A notice or warning that the server sent beside an answer, as by `RAISE NOTICE`.
public struct Notice: Sendable {
    /// `NOTICE`, `WARNING`, `INFO`, `LOG` or `DEBUG`.
    public let severity: String
    public let sqlState: SQLState?
    public let message: String
    public let detail: String?
    public let hint: String?
}
