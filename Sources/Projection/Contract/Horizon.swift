public import CanonicalJSON
public import Journal

/// How far a reader looks: up to a day on which things happened, and up to a moment at which the ledger knew of them.
public struct Horizon: Hashable, Sendable {
    /// Up to when the ledger knew.
    public enum KnownAt: Hashable, Sendable {
        /// With the event at this position.
        case position(Int64)
        /// With what was recorded at this moment.
        case instant(Instant)
    }

    /// The last day that counts, by `effective_on`; nil for all days.
    public var asOf: CalendarDate?
    /// Nil for all that is recorded.
    public var knownAt: KnownAt?

    public init(asOf: CalendarDate? = nil, knownAt: KnownAt? = nil) {
        self.asOf = asOf
        self.knownAt = knownAt
    }

    public var isUnlimited: Bool { asOf == nil && knownAt == nil }

    public func reaches(_ event: RecordedEvent) -> Bool {
        reaches(event.effectiveOn, event.position, event.recordedAt)
    }

    public func reaches(_ event: EventRecord) -> Bool {
        reaches(event.effectiveOn, event.position, event.recordedAt)
    }

    public func reaches(_ moved: MovedMoney) -> Bool { reaches(moved.effectiveOn, moved.position, moved.recordedAt) }

    private func reaches(_ effectiveOn: CalendarDate, _ position: Int64, _ recordedAt: Instant) -> Bool {
        if let asOf, effectiveOn > asOf { return false }
        switch knownAt {
        case .position(let known): return position <= known
        case .instant(let known): return recordedAt <= known
        case nil: return true
        }
    }
}

extension Horizon {
    /// The end of the part of a log that can count, when the log has `recorded` events.
    public func end(recorded: Int64) -> Int64 {
        if case .position(let known) = knownAt, known < recorded { known + 1 } else { recorded }
    }
}
