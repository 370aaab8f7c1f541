import ArgumentParser

/// How many rows are shown.
struct LimitOption: ParsableArguments {
    @Option(help: ArgumentHelp("The most rows to show; 0 for all.", valueName: "n")) var limit = 50

    /// Nil for all.
    var most: Int? { limit == 0 ? nil : limit }

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit is 0, for all, or more") }
    }
}
