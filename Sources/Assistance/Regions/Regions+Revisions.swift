public import CanonicalJSON

/// The revision that answers for a date, and whether it is truly the one of that time.
public struct RevisionInForce: Sendable, Hashable {
    /// How the date lies to the revisions that are kept.
    public enum Coverage: String, Sendable, Hashable {
        /// The date lies within the revisions kept.
        case covered
        /// The date is before the first revision kept, which stands in.
        case beforeFirst
        /// The date is after the month of the last revision kept, which is taken to be still in force.
        case afterLast
    }

    /// The month of the revision.
    public let month: RevisionMonth
    /// Whether the revision is of the date's time or only stands in.
    public let coverage: Coverage

    /// A sentence for the reader where the revision only stands in; `nil` where it does not.
    public var note: String? {
        switch coverage {
        case .covered: nil
        case .beforeFirst: "region codes before \(month) are read as those of \(month), the earliest revision kept"
        case .afterLast: "region codes after \(month) are read as those of \(month), the latest revision kept"
        }
    }
}

extension Regions {
    /// The earliest revision kept, December 1990.
    public static let firstRevision = RevisionMonth(number: 199_012)

    /// The latest revision kept, April 2019.
    public static let lastRevision = RevisionMonth(number: 201_904)

    /// The months of all 62 revisions, ascending: each December from 1990 to 2014 but that of 2012, each month from
    /// January 2015 to January 2018, and April 2019.
    ///
    /// They are written out as a rule because six of them cannot be told from the table. 2015-01, 2015-04, 2016-01,
    /// 2016-02, 2017-02 and 2017-03 open no row and close none: they repeat the revision before them, except that in
    /// the first two 130103 has just been dropped.
    public static let revisions: [RevisionMonth] =
        (1990...2014).filter { $0 != 2012 }.map { RevisionMonth(number: $0 * 100 + 12) }
        + (2015...2017).flatMap { year in (1...12).map { RevisionMonth(number: year * 100 + $0) } }
        + [RevisionMonth(number: 201_801), lastRevision]

    /// The latest revision whose month is not after that of the date; before the first one, the first.
    ///
    /// Revisions are dated by month only, so a revision answers for the whole of its month.
    public static func revision(inForceOn date: CalendarDate) -> RevisionInForce {
        let month = RevisionMonth(number: Int32(date.year * 100 + date.month))
        if month < firstRevision { return RevisionInForce(month: firstRevision, coverage: .beforeFirst) }
        if month > lastRevision { return RevisionInForce(month: lastRevision, coverage: .afterLast) }
        let revision = revisions.last { $0 <= month } ?? firstRevision
        return RevisionInForce(month: revision, coverage: .covered)
    }
}
