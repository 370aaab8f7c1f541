public import CanonicalJSON

/// Why a region code was not accepted. Every message is one sentence that ends with what to do.
public enum RegionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text is not a code of GB/T 2260 at all.
    case malformedCode(String)
    /// No revision has this code; the suggestions are codes in force on the date that differ from it least.
    case unknownCode(RegionCode, suggestions: [Region])
    /// Revisions have this code, but not the one in force on the date.
    ///
    /// `name` is the name it had in the nearest revision, `periods` are all its rows, and `successors` are codes in
    /// force on the date with the same name, or else with the same name apart from its kind (昌平县, 昌平区).
    case notValidOn(
        RegionCode, date: CalendarDate, name: String, periods: [RegionPeriod], successors: [Region])

    public var description: String {
        switch self {
        case .malformedCode(let text):
            return
                "\"\(text)\" is not a region code: write the six digits of GB/T 2260 (of a longer township or village "
                + "code, its first six), or \(RegionCode.central) for the central government"
        case .unknownCode(let code, let suggestions):
            let remedy =
                suggestions.isEmpty
                ? "look the region up by its name" : "did you mean \(Self.list(suggestions))?"
            return
                "no GB/T 2260 revision from \(Regions.firstRevision) to \(Regions.lastRevision) has the code \(code): "
                + remedy
        case .notValidOn(let code, let date, let name, let periods, let successors):
            let revision = Regions.revision(inForceOn: date).month
            let remedy =
                successors.isEmpty
                ? "use the code of the region that had its place then, or a date of that time"
                : "use \(Self.list(successors))"
            return
                "\(code) \(name) is not in the GB/T 2260 revision of \(revision), which applies on \(date), but in "
                + "\(Self.list(periods)): \(remedy)"
        }
    }

    private static func list(_ regions: [Region]) -> String {
        let names = regions.map { "\($0.code) \($0.nameZH)" }
        guard let last = names.last, names.count > 1 else { return names.joined() }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func list(_ periods: [RegionPeriod]) -> String {
        let names = Set(periods.map(\.nameZH))
        return periods.map { period in
            let from = period.revisions.lowerBound
            let to = period.revisions.upperBound
            let name = names.count > 1 ? " (\(period.nameZH))" : ""
            return (from == to ? "that of \(from)" : "those of \(from) to \(to)") + name
        }.joined(separator: ", ")
    }
}
