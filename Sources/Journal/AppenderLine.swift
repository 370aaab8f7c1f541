import FoundationEssentials
import Synchronization

/// Who waits in an ``Appender``, in the order of arrival. Anybody may leave; nobody overtakes.
struct AppenderLine {
    /// What somebody in the line is known by.
    struct Ticket: Hashable, Sendable {
        private static let count = Atomic(0)
        private let number = Ticket.count.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// Who waits until there is room for his events.
    typealias Door = CheckedContinuation<Result<Void, JournalError>, Never>

    /// How far somebody has come.
    enum Stage {
        case outside(Door)
        /// There is room, and he prepares his events.
        case inside
        case ready(AppendRequest)
    }

    /// How many events those who are not outside may have; somebody who has more gets in when nobody else is there.
    private let capacity: Int
    private(set) var eventsInside = 0

    /// Those who left are in it until it is their turn.
    private var order: [Ticket] = []
    /// In `order`: who is first, and the first who may be outside.
    private var (start, door) = (0, 0)
    private var places: [Ticket: (events: Int, stage: Stage)] = [:]

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Takes a place at the end, outside.
    mutating func join(_ ticket: Ticket, events: Int, _ door: Door) {
        order.append(ticket)
        places[ticket] = (events, .outside(door))
    }

    /// Says that somebody inside has prepared his events; false when he has no place any more.
    mutating func prepare(_ ticket: Ticket, _ request: AppendRequest) -> Bool {
        guard places[ticket] != nil else { return false }
        places[ticket]?.stage = .ready(request)
        return true
    }

    /// Gives up a place; nil when nobody has it, or not any more.
    mutating func leave(_ ticket: Ticket) -> Stage? {
        guard let (events, stage) = places.removeValue(forKey: ticket) else { return nil }
        if case .outside = stage { return stage }
        eventsInside -= events
        return stage
    }

    /// Lets in those for whom there is room, to be told so.
    mutating func admit() -> [Door] {
        var doors: [Door] = []
        while door < order.count {
            if let (events, stage) = places[order[door]], case .outside(let waiting) = stage {
                guard eventsInside == 0 || eventsInside + events <= capacity else { break }
                eventsInside += events
                places[order[door]]?.stage = .inside
                doors.append(waiting)
            }
            door += 1
        }
        return doors
    }

    /// Whether the first in the line is ready.
    var isReady: Bool {
        mutating get {
            while start < door {
                if case .ready? = places[order[start]]?.stage { return true }
                guard places[order[start]] == nil else { return false }
                start += 1
            }
            return false
        }
    }

    /// Takes what goes into the next call: all who are ready, up to the first who is not, or as many of them as one call holds.
    /// Whoever does not fit into any call goes alone.
    ///
    /// No identifier stands in it twice: a repetition waits until the first is answered, and gets the same answer.
    mutating func next() -> [AppendRequest] {
        var requests: [AppendRequest] = []
        var size = AppendSize()
        var ids: Set<UUID> = []
        while isReady, case .ready(let request)? = places[order[start]]?.stage {
            size = size + request.size
            let isNew = request.events.allSatisfy { ids.insert($0.event.id).inserted }
            guard requests.isEmpty || isNew && size.fits(in: .ofOneCall) else { break }
            requests.append(request)
            _ = leave(order[start])
            if !isNew { break }
        }
        forget()
        return requests
    }

    /// Drops the part of `order` that is done once it is the larger one, so that on the whole each place is moved once at most.
    private mutating func forget() {
        guard start > order.count / 2 else { return }
        order.removeFirst(start)
        (start, door) = (0, door - start)
    }
}
