public import CanonicalJSON

/// What happened, of one type: what stands in an entry's `data`, with a meaning.
public protocol EventPayload: Hashable, Sendable {
    /// The entry's `type`.
    static var type: String { get }
    /// The newest form of the data, the entry's `v`.
    static var version: Int { get }
    /// - Throws: `EventFormError` when a field is missing or does not have its form.
    init(_ fields: EventFields) throws(EventFormError)
    /// The members of the entry's `data`.
    var data: [String: JSONValue] { get }
}

/// Any event of paired assistance.
public enum AssistanceEvent: Hashable, Sendable {
    case programmeEstablished(ProgrammeEstablished)
    case pairingFormed(PairingFormed)
    case fundsCommitted(FundsCommitted)
    case fundsTransferred(FundsTransferred)
    case fundsReceived(FundsReceived)
    case fundsForwarded(FundsForwarded)
    case projectApproved(ProjectApproved)
    case fundsAllocated(FundsAllocated)
    case fundsSpent(FundsSpent)
    case workReported(WorkReported)
    case fundsReleased(FundsReleased)
    case fundsReturned(FundsReturned)

    /// The event of this type and version whose data this is.
    ///
    /// - Throws: `UnknownEventError` for a type or version that this program does not know, `EventFormError` for data that does
    ///   not have the form of its type.
    public init(type: String, version: Int, data: JSONValue) throws {
        func read<Payload: EventPayload>(_ payload: Payload.Type) throws -> Payload {
            guard version == Payload.version else { throw UnknownEventError(type: type, version: version) }
            return try Payload(EventFields(data, of: type))
        }
        self =
            switch type {
            case ProgrammeEstablished.type: .programmeEstablished(try read(ProgrammeEstablished.self))
            case PairingFormed.type: .pairingFormed(try read(PairingFormed.self))
            case FundsCommitted.type: .fundsCommitted(try read(FundsCommitted.self))
            case FundsTransferred.type: .fundsTransferred(try read(FundsTransferred.self))
            case FundsReceived.type: .fundsReceived(try read(FundsReceived.self))
            case FundsForwarded.type: .fundsForwarded(try read(FundsForwarded.self))
            case ProjectApproved.type: .projectApproved(try read(ProjectApproved.self))
            case FundsAllocated.type: .fundsAllocated(try read(FundsAllocated.self))
            case FundsSpent.type: .fundsSpent(try read(FundsSpent.self))
            case WorkReported.type: .workReported(try read(WorkReported.self))
            case FundsReleased.type: .fundsReleased(try read(FundsReleased.self))
            case FundsReturned.type: .fundsReturned(try read(FundsReturned.self))
            default: throw UnknownEventError(type: type, version: version)
            }
    }

    public var payload: any EventPayload {
        switch self {
        case .programmeEstablished(let payload): payload
        case .pairingFormed(let payload): payload
        case .fundsCommitted(let payload): payload
        case .fundsTransferred(let payload): payload
        case .fundsReceived(let payload): payload
        case .fundsForwarded(let payload): payload
        case .projectApproved(let payload): payload
        case .fundsAllocated(let payload): payload
        case .fundsSpent(let payload): payload
        case .workReported(let payload): payload
        case .fundsReleased(let payload): payload
        case .fundsReturned(let payload): payload
        }
    }
}

/// An event of a type or version that this program does not know: the ledger was written by a newer one.
public struct UnknownEventError: Error, Hashable, Sendable, CustomStringConvertible {
    public let type: String
    public let version: Int

    public var description: String {
        "this program does not know events of type \(type), version \(version): a newer pairledger wrote them; upgrade"
    }
}
