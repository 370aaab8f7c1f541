import CPostgres

/// Whether a server takes connections, found out without logging in.
public enum ServerState: Hashable, Sendable {
    case accepting
    /// The server is there, but is starting up, recovering or shutting down.
    case rejecting
    case noAnswer
    /// The options cannot be right, so nobody was asked.
    case misconfigured

    /// Blocks for at most the connect timeout (rounded up to whole seconds, of which libpq takes two at least).
    public static func probe(_ options: ConnectionOptions) -> ServerState {
        let seconds = max(2, (options.connectTimeoutMilliseconds + 999) / 1000)
        let answer = unsafe try? options.withParameters(extra: [("connect_timeout", String(seconds))]) {
            keywords, values in
            unsafe PQpingParams(keywords, values, 1)
        }
        return switch answer {
        case PQPING_OK?: .accepting
        case PQPING_REJECT?: .rejecting
        case PQPING_NO_RESPONSE?: .noAnswer
        default: .misconfigured
        }
    }
}
