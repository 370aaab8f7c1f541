/// One step of ``Session/pipeline(_:file:line:)``.
public enum PipelineStep: Sendable {
    case query(String, [Parameter] = [])
    case queryPrepared(String, [Parameter] = [])
    /// Ends a segment: what was sent since the last one is committed as one transaction, or, inside a transaction,
    /// merely answered.
    case sync

    var isSync: Bool {
        if case .sync = self { true } else { false }
    }

    var sql: String {
        switch self {
        case .query(let sql, _): sql
        case .queryPrepared(let name, _): "the prepared statement \(name)"
        case .sync: ""
        }
    }
}
