public import FoundationEssentials

/// Which events of a log are meant, and in which order. By itself it is all of them, in the order of their positions.
public struct LogSelection: Hashable, Sendable {
    public enum Direction: Hashable, Sendable {
        /// From the first event to the last.
        case forward
        /// From the last event to the first.
        case backward
    }

    /// The position to begin at, counted from 0; nil for the end of the log where the direction begins.
    public var from: Int64?
    public var direction: Direction
    /// The most events; nil for all.
    public var limit: Int?
    /// Only events of these streams.
    public var streams: Set<String>?
    /// Only events of these types.
    public var types: Set<String>?
    /// Only events with these identifiers.
    public var ids: Set<UUID>?

    public init(
        from: Int64? = nil, direction: Direction = .forward, limit: Int? = nil, streams: Set<String>? = nil,
        types: Set<String>? = nil, ids: Set<UUID>? = nil
    ) {
        self.from = from
        self.direction = direction
        self.limit = limit
        self.streams = streams
        self.types = types
        self.ids = ids
    }

    /// Whether events are left out between the first and the last, so that their positions have gaps.
    public var isFiltered: Bool { streams != nil || types != nil || ids != nil }

    /// The positions in question in a log of `recorded` events: where nothing is left out, exactly those of the answer.
    func positions(recorded: Int64) -> Range<Int64> {
        let most = isFiltered ? nil : limit.map { Int64(max(0, $0)) }
        switch direction {
        case .forward:
            let start = min(max(0, from ?? 0), recorded)
            return start..<start + min(most ?? .max, recorded - start)
        case .backward:
            let last = max(-1, min(from ?? .max, recorded - 1))
            return last + 1 - min(most ?? .max, last + 1)..<last + 1
        }
    }

    /// Where to begin for what comes after this selection's answer.
    ///
    /// - Parameters:
    ///   - count: how many events the answer had.
    ///   - last: the position of the last of them.
    func continuation(of positions: Range<Int64>, count: Int, last: Int64?) -> Int64 {
        // With events left out, a full answer may end anywhere; one that is not full has seen all there was.
        if isFiltered, count == max(0, limit ?? .max) {
            guard let last else { return direction == .forward ? positions.lowerBound : positions.upperBound - 1 }
            return direction == .forward ? last + 1 : last - 1
        }
        return direction == .forward ? max(from ?? 0, positions.upperBound) : positions.lowerBound - 1
    }
}
