import Assistance
import CanonicalJSON
import Journal
public import Projection

/// What lies in every account after the entries of a log, added up from their bytes alone: no database is needed, and no event
/// type but the postings has to be known.
public struct BalanceFold: Sendable {
    private let horizon: Horizon
    private var table = AccountTable()
    /// Minor units, by the index of the account.
    private var amounts: [Int64] = []
    private var entry: [UInt8] = []
    private var postings: [MovedMoney.Posting] = []
    private var ledgerName: [UInt8] = []
    private let currency = Array(Currency.cny.code.utf8)

    /// The position that the next entry must have: the number of entries taken.
    public private(set) var nextPosition: Int64 = 0

    public init(horizon: Horizon = Horizon()) { self.horizon = horizon }

    /// The ledger that all entries belong to; nil before the first.
    public var ledger: String? { nextPosition == 0 ? nil : String(decoding: ledgerName, as: UTF8.self) }

    /// Only accounts in which something lies.
    public var balances: AccountBalances {
        AccountBalances(zip(table.accounts, amounts).filter { $0.1 != 0 })
    }

    /// Takes the next entry of the log up. Afterwards an entry that was refused is half taken, and the fold is of no more use.
    ///
    /// - Throws: ``LogDefect`` for anything that is not the next entry of a ledger.
    public mutating func take(_ bytes: RawSpan) throws(LogDefect) {
        entry.removeAll(keepingCapacity: true)
        bytes.withUnsafeBytes { entry.append(contentsOf: $0) }
        let moved: MovedMoney
        do {
            var reader = CanonicalReader(entry)
            moved = try MovedMoney(&reader, postings: &postings)
        } catch {
            throw LogDefect(error)
        }
        if nextPosition == 0 { ledgerName = Array(entry[moved.ledger]) }
        guard holds(ledgerName, at: moved.ledger) else {
            let other = String(decoding: entry[moved.ledger], as: UTF8.self)
            throw LogDefect("the entry belongs to ledger \"\(other)\", those before it to \"\(ledger ?? "")\"")
        }
        guard moved.position == nextPosition else {
            throw LogDefect("position \(moved.position) is here, where position \(nextPosition) must be")
        }
        nextPosition += 1
        try add(isCounted: horizon.reaches(moved))
    }

    /// Checks the postings, and adds them up if they count.
    private mutating func add(isCounted: Bool) throws(LogDefect) {
        var sum: Int128 = 0
        for posting in postings {
            let index = try index(of: posting)
            sum += Int128(posting.amount)
            guard isCounted else { continue }
            let (balance, overflow) = amounts[index].addingReportingOverflow(posting.amount)
            guard !overflow else { throw LogDefect("no amount is as large as what \(table.accounts[index]) now holds") }
            amounts[index] = balance
        }
        guard sum == 0 else { throw LogDefect("the postings sum to \(sum) 分, where a movement of money sums to 0") }
    }

    /// Whether the entry has these bytes there.
    private func holds(_ bytes: [UInt8], at place: Range<Int>) -> Bool {
        guard place.count == bytes.count else { return false }
        for index in bytes.indices where entry[place.lowerBound + index] != bytes[index] { return false }
        return true
    }

    private mutating func index(of posting: MovedMoney.Posting) throws(LogDefect) -> Int {
        guard holds(currency, at: posting.currency) else {
            let currency = String(decoding: entry[posting.currency], as: UTF8.self)
            throw LogDefect("the ledger keeps no currency \"\(currency)\"", at: posting.currency.lowerBound)
        }
        guard posting.amount != 0 else { throw LogDefect("a posting moves nothing", at: posting.account.lowerBound) }
        let index = entry.withUnsafeBytes { table.index(of: UnsafeRawBufferPointer(rebasing: $0[posting.account])) }
        guard let index else {
            let name = String(decoding: entry[posting.account], as: UTF8.self)
            throw LogDefect("\"\(name)\" is no account of the ledger", at: posting.account.lowerBound)
        }
        if index == amounts.count { amounts.append(0) }
        return index
    }
}

/// Why bytes are not the next entry of a log.
public struct LogDefect: Error, Hashable, Sendable, CustomStringConvertible {
    /// In bytes of the entry, from 0; nil when it is about the entry as a whole.
    public let offset: Int?
    /// What is wrong, without a full stop.
    public let description: String

    init(_ description: String, at offset: Int? = nil) {
        self.offset = offset
        self.description = description
    }

    init(_ error: CanonicalJSONError) { self.init(error.message, at: error.offset) }
}
