import Assistance
import CanonicalJSON

/// The publication of a report that rests on all that is on record when it is published, however much that is.
struct PublishReport: Request {
    private let published: ReportPublished
    private let report: Identifier
    private let day: CalendarDate

    init(_ published: ReportPublished, of report: Identifier, on day: CalendarDate) {
        self.published = published
        self.report = report
        self.day = day
    }

    /// The same where so many events are on record.
    func resting(on events: Int64) -> PublishReport {
        PublishReport(
            ReportPublished(
                name: published.name, title: published.title, startsOn: published.startsOn, endsOn: published.endsOn,
                knownAt: events, sha256: published.sha256, publishedBy: published.publishedBy), of: report, on: day)
    }

    private var state: State<ReportPublished> { State(published, of: report, on: day) }

    var identity: String? { state.identity }
    var effectiveOn: CalendarDate { day }
    var facts: [String: JSONValue] { state.facts }
    func needs(knowing books: Books) -> Needs { state.needs(knowing: books) }
    func decide(on books: Books) throws(Refusal) -> [DecidedEvent] { try state.decide(on: books) }
}
