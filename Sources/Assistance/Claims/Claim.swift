public import CanonicalJSON

/// A figure was published; the day on which it happened is that of the publication. It is a claim to be held against transactions
/// and moves no money.
public struct ClaimPublished: Statement {
    public static let type = "ClaimPublished"
    public static let version = 1
    public static let kind = StreamName.Kind.claim
    public static let turn = Turn.first

    /// The organisation that says so, such as a provincial news site or an audit office.
    public let claimant: String
    public let measure: ClaimMeasure
    /// An amount for a measure of money, a number for any other.
    public let figure: ClaimFigure
    public let scope: ClaimScope
    public let time: ClaimTime
    /// The title of what it stands in, such as a notice or an article.
    public let source: String
    /// Where the source can be read.
    public let url: String?
    /// The words of the source, such as 33亿元.
    public let wording: String?

    public init(
        claimant: String, measure: ClaimMeasure, figure: ClaimFigure, scope: ClaimScope = ClaimScope(), time: ClaimTime,
        source: String, url: String? = nil, wording: String? = nil
    ) {
        self.claimant = claimant
        self.measure = measure
        self.figure = figure
        self.scope = scope
        self.time = time
        self.source = source
        self.url = url
        self.wording = wording
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        claimant = try fields.text("claimant")
        measure = try fields.choice("measure")
        figure = measure.isMoney ? .amount(try fields.money("amount")) : .count(try fields.integer("count"))
        scope = ClaimScope(
            programme: try fields.identifierIfPresent("programme"), pairing: try fields.identifierIfPresent("pairing"),
            donor: try fields.regionIfPresent("donor"), recipient: try fields.regionIfPresent("recipient"),
            instrument: try fields.choiceIfPresent("instrument"))
        if let from = try fields.dateIfPresent("period_from") {
            time = .period(from: from, to: try fields.date("period_to"))
        } else {
            time = .fiscalYear(Int(try fields.integer("fiscal_year")))
        }
        source = try fields.text("source")
        url = try fields.textIfPresent("url")
        wording = try fields.textIfPresent("wording")
    }

    public var data: [String: JSONValue] {
        var data: [String: JSONValue] = [
            "claimant": .string(claimant), "measure": JSONValue(measure), "programme": JSONValue(scope.programme),
            "pairing": JSONValue(scope.pairing), "donor": scope.donor.map { JSONValue($0) } ?? .null,
            "recipient": scope.recipient.map { JSONValue($0) } ?? .null,
            "instrument": scope.instrument.map { JSONValue($0) } ?? .null, "source": .string(source),
            "url": JSONValue(url), "wording": JSONValue(wording),
        ]
        switch figure {
        case .amount(let amount):
            data["amount"] = JSONValue(amount)
            data["currency"] = JSONValue(amount.currency)
        case .count(let count): data["count"] = .integer(count)
        }
        switch time {
        case .fiscalYear(let year): data["fiscal_year"] = .integer(Int64(year))
        case .period(let from, let to):
            data["period_from"] = JSONValue(from)
            data["period_to"] = JSONValue(to)
        }
        return data
    }

    public var event: AssistanceEvent { .claimPublished(self) }

    /// Nothing is decided on a claim.
    public func apply(to books: inout Books, _ occurrence: Occurrence) {}
}
