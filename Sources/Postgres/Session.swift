/// The synchronous face of a connection, for the duration of one ``Connection/run(timeoutMilliseconds:_:)``.
///
/// Its methods wait for the server. While rows or COPY data are being delivered to a closure, no other method may be
/// called. After the run has ended every method throws ``PostgresError/Code/misuse``.
public final class Session {
    private let activeLink: Link
    private var isEnded = false

    init(_ link: Link) {
        activeLink = link
    }

    func end() {
        isEnded = true
    }

    /// - Throws: ``PostgresError/Code/misuse`` after the end of the run.
    func link(_ call: Call) throws(PostgresError) -> Link {
        guard !isEnded else {
            throw PostgresError(.misuse, "A session was used after its run had ended.", call: call)
        }
        return activeLink
    }

    public var transactionStatus: TransactionStatus {
        isEnded ? .unknown : activeLink.transactionStatus
    }

    /// Whether a statement was prepared under this name on the connection.
    public func isPrepared(_ name: String) -> Bool { !isEnded && activeLink.prepared[name] != nil }

    /// The answer to a question whose answer stays the same as long as the connection: it is asked once.
    public func answer(to question: String, _ ask: () throws -> Bool) throws -> Bool {
        if let known = activeLink.answers[question] { return known }
        let answer = try ask()
        activeLink.answers[question] = answer
        return answer
    }

    /// Such as 150018 for 15.18.
    public var serverVersion: Int { activeLink.serverVersion }

    public var backendProcessID: Int32 { activeLink.backendProcessID }
}

@available(*, unavailable)
extension Session: Sendable {}
