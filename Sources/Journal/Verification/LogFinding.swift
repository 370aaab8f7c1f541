/// Something about a log that is not as it was recorded, or not as it was sealed.
public struct LogFinding: Hashable, Sendable {
    /// What is wrong, as one word for programs.
    public enum Kind: String, Sendable, CaseIterable {
        /// There is no entry at a position that must have one.
        case missing
        /// What stands there is not an entry in the canonical form.
        case damaged
        /// The entry says another position, ledger or stream's version than its place has.
        case misplaced
        /// A column says something else than the entry beside it.
        case column
        /// The stored leaf hash is not that of the entry.
        case leaf
        /// It was recorded before the one in front of it.
        case time
        /// The postings do not sum to zero.
        case postings
        /// A guarded account is below zero after it.
        case overdrawn
        /// It is not the entry that was sealed.
        case changed
        /// A tile of the seals is not what it was.
        case tile
        /// A checkpoint is of another history than the log's.
        case checkpoint
        /// A checkpoint is not signed by a key that is trusted.
        case signature
        /// The ledger's head does not agree with its entries.
        case head
        /// A balance is not what the entries come to.
        case balance
    }

    public let kind: Kind
    /// Of the first entry that it is about; nil when it is about none.
    public let position: Int64?
    public let description: String
    /// The size of the first checkpoint that has the entry: the change came after that was signed. Nil when none has.
    public let sealed: Int64?
    /// The hashes that disagree, as `its leaf hash is …, not …`; nil where there are none.
    public let hashes: String?

    init(
        _ kind: Kind, at position: Int64? = nil, sealed: Int64? = nil, _ description: String, hashes: String? = nil
    ) {
        self.kind = kind
        self.position = position
        self.description = description
        self.sealed = sealed
        self.hashes = hashes
    }
}

/// What is wrong with a log: all of it counted, and the first of it named.
public struct LogFindings: Sendable {
    public private(set) var first: [LogFinding] = []
    public private(set) var count = 0

    /// How many are named at most.
    public static let named = 100

    mutating func add(_ finding: LogFinding) {
        count += 1
        if first.count < LogFindings.named { first.append(finding) }
    }

    public var isEmpty: Bool { count == 0 }
}
