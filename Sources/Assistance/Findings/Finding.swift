public import CanonicalJSON

/// What an inspector or auditor found wrong, and what became of it.
public struct Finding: Hashable, Sendable {
    public let raised: FindingRaised
    public let raisedOn: CalendarDate
    public private(set) var state = State.open
    /// The day of the last step.
    public private(set) var lastStepOn: CalendarDate
    /// Whether a document about what was done came with a step since it was last opened.
    public private(set) var isProven = false
    /// What the rectifications recovered in all.
    public private(set) var recovered = Money.zero()
    /// Who answered or rectified, and so must not be the one who closes it.
    private var respondents: Set<String> = []

    init(_ raised: FindingRaised, on date: CalendarDate) {
        self.raised = raised
        raisedOn = date
        lastStepOn = date
    }

    /// How far a finding has come.
    public enum State: String, CaseIterable, Sendable {
        /// 待答复: nobody has answered yet, or it was opened again.
        case open
        /// 已答复
        case answered
        /// 已整改: the body concerned says that it is put right.
        case rectified
        /// 已销号: looked at again, and settled.
        case closed

        public var chinese: String {
            switch self {
            case .open: "待答复"
            case .answered: "已答复"
            case .rectified: "已整改"
            case .closed: "已销号"
            }
        }
    }

    /// What can be done about a finding.
    enum Step: String {
        case answer, rectify, close, reopen

        /// The state that it leads to.
        var result: State {
            switch self {
            case .answer: .answered
            case .rectify: .rectified
            case .close: .closed
            case .reopen: .open
            }
        }
    }

    /// What can be done in each state. A rectification may come in parts; an answer that explains all may close a finding, and one
    /// that does not satisfy may open it again.
    static let steps: [State: [Step]] = [
        .open: [.answer],
        .answered: [.rectify, .close, .reopen],
        .rectified: [.rectify, .close, .reopen],
        .closed: [.reopen],
    ]

    /// How many days it is past its due date without having been rectified; 0 when it is not.
    public func overdueDays(on date: CalendarDate) -> Int {
        state == .open || state == .answered ? max(0, raised.dueOn.days(until: date)) : 0
    }

    mutating func take(
        _ step: Step, _ occurrence: Occurrence, recovering amount: Money = .zero(), documents: [DocumentDigest] = []
    ) {
        state = step.result
        isProven = step != .reopen && (isProven || !documents.isEmpty)
        lastStepOn = occurrence.date
        recovered = recovered.adding(amount) ?? recovered
        if step == .answer || step == .rectify { respondents.insert(occurrence.actor) }
    }

    /// The step must be one of those in this state, not before the last one, and closing is for somebody else, with a document about
    /// what was done.
    func check(_ step: Step, _ occurrence: Occurrence, documents: [DocumentDigest] = []) throws(Refusal) {
        let possible = Finding.steps[state] ?? []
        guard possible.contains(step) else {
            let commands = possible.map { "pairledger finding \($0.rawValue) \(occurrence.identifier) …" }
            throw Refusal(
                .kind,
                "finding \(occurrence.identifier) is \(state.rawValue) (\(state.chinese)), so there is nothing to \(step.rawValue)",
                remedy: "what can be done now: " + commands.joined(separator: ", "), field: "finding")
        }
        try occurrence.date.mustNotPrecede(lastStepOn, "this", "the last step", field: "on")
        guard step != .close || !respondents.contains(occurrence.actor) else {
            throw Refusal(
                .person,
                "\(occurrence.actor) answered or rectified finding \(occurrence.identifier), and cannot close it too",
                remedy: "let the one who raised it, or another inspector, close it", field: "actor")
        }
        guard step != .close || isProven || !documents.isEmpty else {
            throw Refusal(
                .evidence, "no document says what was done about finding \(occurrence.identifier) since it was opened",
                remedy:
                    "give one with --evidence FILE, here or with `pairledger finding rectify \(occurrence.identifier) …`",
                field: "documents")
        }
    }
}

extension Books {
    func finding(_ id: Identifier) throws(Refusal) -> Finding {
        guard let finding = findings[id] else { throw unknown(.finding, id) }
        return finding
    }
}
