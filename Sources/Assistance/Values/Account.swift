/// Where money can be: a kind of place and whose it is, such as `holding:653001` or `committed:SH-YN-2021`, with the instrument
/// behind a slash where it is not fiscal aid, so that money of different instruments does not mix.
public struct Account: Hashable, Sendable {
    public let kind: Kind
    /// A region's code for `donor` and `holding`, else the identifier of an agreement, transfer or project.
    public let owner: String
    public let instrument: Instrument

    public enum Kind: String, CaseIterable, Sendable {
        /// The source; its negative balance is what the region has given.
        case donor
        /// Promised by an agreement, not yet sent.
        case committed
        /// Sent, not yet confirmed by the recipient.
        case transit
        /// Received and not yet allocated, at whichever tier holds it.
        case holding
        /// Allocated to a project, unspent.
        case project
        /// Paid out by a project.
        case spent

        /// Whether the balance may never be below zero. Only a source has given more than it has, and only a final use may be
        /// corrected below nothing.
        public var isGuarded: Bool { self != .donor && self != .spent }
    }

    public static func donor(_ region: RegionCode, _ instrument: Instrument) -> Account {
        Account(kind: .donor, owner: region.description, instrument: instrument)
    }
    public static func committed(_ agreement: Identifier, _ instrument: Instrument) -> Account {
        Account(kind: .committed, owner: agreement.description, instrument: instrument)
    }
    public static func transit(_ transfer: Identifier, _ instrument: Instrument) -> Account {
        Account(kind: .transit, owner: transfer.description, instrument: instrument)
    }
    public static func holding(_ region: RegionCode, _ instrument: Instrument) -> Account {
        Account(kind: .holding, owner: region.description, instrument: instrument)
    }
    public static func project(_ project: Identifier, _ instrument: Instrument) -> Account {
        Account(kind: .project, owner: project.description, instrument: instrument)
    }
    public static func spent(_ project: Identifier, _ instrument: Instrument) -> Account {
        Account(kind: .spent, owner: project.description, instrument: instrument)
    }
}

extension Account: LosslessStringConvertible {
    /// As it stands in an entry's postings.
    public var description: String {
        "\(kind.rawValue):\(owner)" + (instrument == .fiscal ? "" : "/\(instrument.rawValue)")
    }

    public init?(_ description: String) {
        // By bytes: characters would have to be put together first, of very many names.
        let bytes = description.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let kind = Kind(rawValue: String(description[..<colon]))
        else { return nil }
        let rest = description[bytes.index(after: colon)...]
        guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            guard let owner = Identifier(String(rest)) else { return nil }
            self.init(kind: kind, owner: owner.description, instrument: .fiscal)
            return
        }
        guard let instrument = Instrument(rawValue: String(rest[bytes.index(after: slash)...])), instrument != .fiscal,
            let owner = Identifier(String(rest[..<slash]))
        else { return nil }
        self.init(kind: kind, owner: owner.description, instrument: instrument)
    }
}

/// One leg of a movement of money: an account gains what is positive and loses what is negative.
public struct Posting: Hashable, Sendable {
    public let account: Account
    public let amount: Money

    public init(_ account: Account, _ amount: Money) {
        self.account = account
        self.amount = amount
    }

    /// `amount` goes from one account to another.
    public static func move(_ amount: Money, from source: Account, to target: Account) -> [Posting] {
        [Posting(source, -amount), Posting(target, amount)]
    }
}
