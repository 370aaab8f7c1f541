/// A figure of pairledger's beside the limit that it is held against, both taken in turn in the same run.
struct Measurement: Sendable {
    /// What the ratio must be for the promise to hold.
    enum Bound: Sendable {
        case atLeast(Double)
        case atMost(Double)
    }

    let name: String
    /// Of both figures.
    let unit: String
    /// One or more samples a round, as are the limit's.
    let ours: [Double]
    /// What the limit is, in words.
    let limitName: String
    let limit: [Double]
    /// Nil where the ratio is only shown.
    let bound: Bound?

    /// Of the medians.
    var ratio: Double { ours.median / limit.median }

    var holds: Bool {
        switch bound {
        case .atLeast(let least): ratio >= least
        case .atMost(let most): ratio <= most
        case nil: true
        }
    }
}

extension [Double] {
    /// The middle one, or the mean of the middle two. The array must not be empty.
    var median: Double {
        precondition(!isEmpty, "there is no median of nothing")
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
