import ArgumentParser
import Journal

/// Which events of the log are meant.
struct LogFilter: ParsableArguments {
    @Option(
        name: .customLong("stream"),
        help: ArgumentHelp("Only events of this stream; may be given again for others.", valueName: "stream"))
    var streams: [String] = []

    @Option(
        name: .customLong("type"),
        help: ArgumentHelp("Only events of this type; may be given again for others.", valueName: "type"))
    var types: [String] = []

    var isEmpty: Bool { streams.isEmpty && types.isEmpty }

    /// - Parameter limit: the most events; nil for all.
    func selection(
        from: Int64? = nil, direction: LogSelection.Direction = .forward, limit: Int? = nil
    ) -> LogSelection {
        LogSelection(
            from: from, direction: direction, limit: limit, streams: streams.isEmpty ? nil : Set(streams),
            types: types.isEmpty ? nil : Set(types))
    }

    /// Tells somebody who finds nothing what was looked for, as a name that is not quite right finds nothing either.
    func noteNothingFound(quiet: Bool) {
        guard !isEmpty else { return }
        func words(_ noun: String, _ names: [String]) -> String? {
            names.isEmpty ? nil : noun + " " + names.map { "\"\($0)\"" }.joined(separator: " or ")
        }
        let wanted = [words("stream", streams), words("type", types)].compactMap { $0 }.joined(separator: " and ")
        Terminal.note(
            "note: no event of \(wanted) was found; streams and types are written as in `pairledger log show`",
            quiet: quiet)
    }
}
