import Assistance
import Interchange
import Journal
import Projection
import Synchronization
import TransparencyLog

/// Gathers what an IATI file tells while the log is folded.
final class IATIObserver: FoldObserver {
    private let gathered = Mutex(IATILedger())

    var ledger: IATILedger { gathered.withLock { $0 } }

    func observe(_ events: [ProjectedEvent], _ movements: [Movement]) {
        gathered.withLock { ledger in
            var next = movements[...]
            for event in events {
                let record = event.record
                let moved = next.drop { $0.row.key.position < record.position }
                    .prefix { $0.row.key.position == record.position }
                next = movements[moved.endIndex...]
                // What cannot be understood stopped the fold before.
                guard let meaning = try? event.meaning(), let stream = StreamName(record.stream) else { continue }
                let source = IATISource(
                    position: record.position, leaf: record.leaf, effectiveOn: record.effectiveOn,
                    recordedAt: record.recordedAt, version: record.version)
                ledger.take(meaning, of: stream, source, moving: moved.compactMap(IATIMovement.init))
            }
        }
    }
}

extension IATIMovement {
    fileprivate init?(_ movement: Movement) {
        guard let source = Account(movement.row.source), let target = Account(movement.row.target) else { return nil }
        self.init(from: source, to: target, movement.row.amount, pairing: movement.row.pairing)
    }
}

extension EventRecord {
    fileprivate var leaf: SIMD32<UInt8> {
        withEntry { SIMD32(Digest(leaf: $0).bytes) }
    }
}
