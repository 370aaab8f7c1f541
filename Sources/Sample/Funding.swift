import Assistance

/// The money of one agreement, as it is planned.
struct Funding {
    let pair: PlannedPair
    let year: Int
    let agreement: Identifier
    var instrument: Instrument
    var irregularity: Irregularity?
    var projects: [ProjectDraft] = []
    /// What goes to a region outside the pairing, where something does, in minor units.
    static let offPair: Int64 = 50_000_000
    /// What is sent and never arrives, in minor units.
    var lost: Int64 = 0
    /// The number of the answer that a payment was made twice, where one was.
    var copied: Int?
    /// The number of the answer that its money is for no livelihoods, where that is so.
    var misdirected: Int?
    /// The number of the answer that the promise is not kept, where it is not.
    var shortfall: Int?

    init(pair: PlannedPair, year: Int, agreement: Identifier, instrument: Instrument) {
        self.pair = pair
        self.year = year
        self.agreement = agreement
        self.instrument = instrument
    }
}

extension Irregularity {
    /// Whether it can be put into the money of an agreement, and is ripe before the sample ends.
    ///
    /// - Parameter number: of the agreement among the pairing's of the year, from 1.
    func suits(_ pair: PlannedPair, number: Int, in year: Int) -> Bool {
        switch self {
        case .idle, .late, .unused, .unverified, .implausible, .neglected: year <= 2022
        case .retained: year <= 2023 && pair.recipient.tier != .county
        case .shortfall, .mismatch, .offPair, .duplicate, .diversion, .overspend, .splitContract, .personalAccount,
            .repeatedPayout, .stranger,
            .unfounded, .rush, .lateEntry, .undisclosed, .bankMismatch:
            year <= 2023
        // All of the pairing's money of the year.
        case .misdirected: year <= 2023 && number == 1
        }
    }
}
