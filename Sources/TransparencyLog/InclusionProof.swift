/// That entries stand in a tree at their positions: the fewest hashes from which, together with their leaves, the root can be computed.
///
/// The tree is split as RFC 6962 splits it. A part in which no proved entry stands gives one hash; the hashes stand from left to
/// right. For a single entry they are those of its audit path (RFC 6962, section 2.1.1), in that order.
public struct InclusionProof: Hashable, Sendable {
    /// Of the proved entries, ascending and without gaps between the numbers of a range; never empty, and none touches the next.
    public let positions: [Range<Int64>]
    /// How many leaves the tree has.
    public let size: Int64
    public let hashes: [Digest]

    public init(positions: [Range<Int64>], size: Int64, hashes: [Digest]) {
        self.positions = positions
        self.size = size
        self.hashes = hashes
    }

    /// Ranges without order or with overlaps as a proof needs them.
    public static func normalised(_ positions: some Sequence<Range<Int64>>) -> [Range<Int64>] {
        var ranges: [Range<Int64>] = []
        for range in positions.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }

    /// The parts of the tree whose hashes a proof consists of, from left to right.
    ///
    /// - Parameter positions: ``normalised(_:)``, all below `size`.
    public static func parts(positions: [Range<Int64>], size: Int64) -> [Range<Int64>] {
        var parts: [Range<Int64>] = []
        var rest = positions[...]
        visit(0..<size, &rest, proved: { _ in }, other: { parts.append($0) })
        return parts
    }

    /// The root that follows from the proof and the leaves.
    ///
    /// - Parameter leaves: the hashes of the proved entries, in order.
    /// - Returns: nil when it is not a proof for so many leaves.
    public func root(leaves: some Sequence<Digest>) -> Digest? {
        guard size > 0, let last = positions.last, last.upperBound <= size,
            InclusionProof.normalised(positions) == positions, positions[0].lowerBound >= 0
        else { return nil }
        var (hashes, leaves, rest) = (hashes.makeIterator(), leaves.makeIterator(), positions[...])
        // Parts come from left to right, each as large as RFC 6962 splits the tree.
        var open: [(part: Range<Int64>, hash: Digest)] = []
        var isComplete = true
        InclusionProof.visit(
            0..<size, &rest,
            proved: { position in
                guard let leaf = leaves.next() else { return isComplete = false }
                open.append((position..<position + 1, leaf))
            },
            other: { part in
                guard let hash = hashes.next() else { return isComplete = false }
                open.append((part, hash))
            },
            both: { left, right in
                guard isComplete, let second = open.popLast(), let first = open.popLast() else { return }
                open.append((left.lowerBound..<right.upperBound, Digest(left: first.hash, right: second.hash)))
            })
        guard isComplete, hashes.next() == nil, leaves.next() == nil else { return nil }
        return open.first?.hash
    }

    /// Goes through the tree from left to right: the proved entries, the parts without any, and where two halves meet.
    private static func visit(
        _ part: Range<Int64>, _ rest: inout ArraySlice<Range<Int64>>, proved: (Int64) -> Void,
        other: (Range<Int64>) -> Void, both: (Range<Int64>, Range<Int64>) -> Void = { _, _ in }
    ) {
        while let first = rest.first, first.upperBound <= part.lowerBound { rest.removeFirst() }
        guard let first = rest.first, first.lowerBound < part.upperBound else { return other(part) }
        if part.upperBound - part.lowerBound == 1 { return proved(part.lowerBound) }
        let half = middle(of: part)
        visit(part.lowerBound..<half, &rest, proved: proved, other: other, both: both)
        visit(half..<part.upperBound, &rest, proved: proved, other: other, both: both)
        both(part.lowerBound..<half, half..<part.upperBound)
    }
}
