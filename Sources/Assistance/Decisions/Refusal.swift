/// Why the ledger's rules do not let something be recorded.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// A thing that the request names is not on record.
        case unknown
        /// The thing is on record already.
        case exists
        /// A region's code is not known, or not valid on the date.
        case region
        /// A text that says nothing, or cannot be shown.
        case text
        /// Dates in an order that cannot be.
        case dates
        /// An amount that is zero or negative where something must move.
        case amount
        /// More money than there is.
        case insufficient
        /// More than was sent, planned or reported before.
        case exceeds
        /// Not possible with a thing of this kind, or in its present state.
        case kind
        /// One who may not do it: it takes another person or organisation than the one before.
        case person
        /// Nothing proves what takes a document to be believed.
        case evidence
        /// A figure, a word or a list that is not among those that there can be.
        case value
        /// A number that cannot be what it stands for: a count below zero, a percentage of something counted one by one.
        case figure
        /// Parts of the request that do not go together.
        case form
        /// The same request identifier was used for something else.
        case conflict
    }

    public let code: Code
    /// One sentence: what is wrong, with the figures that disagree.
    public let description: String
    /// What to do about it.
    public let remedy: String
    /// Which field of the request is to blame, by its name in commands and files; nil when it is none in particular.
    public let field: String?

    public init(_ code: Code, _ description: String, remedy: String, field: String? = nil) {
        self.code = code
        self.description = description
        self.remedy = remedy
        self.field = field
    }
}
