import Interchange

extension CommandFailure {
    /// All that is wrong with a file of which nothing was recorded, a problem after the other.
    ///
    /// - Parameter most: how many are told; the others are counted.
    init(_ problems: [InputProblem], of file: String, most: Int = .max) {
        if let only = problems.first, problems.count == 1, only.code == .unreadable {
            self.init(.usage, verbatim: only.description)
            return
        }
        let more = problems.count - min(problems.count, most)
        let errors = "\(problems.count) error\(problems.count == 1 ? "" : "s")"
        self.init(
            .refused,
            verbatim: problems.prefix(most).map(\.description).joined(separator: "\n")
                + (more > 0 ? "\n(and \(more) more)" : "")
                + "\npairledger: error: \(file) has \(errors); nothing of it was recorded")
    }
}
