import Assistance
import CanonicalJSON
import Testing

/// A finding about idle money in Artux, step by step.
private enum Audit {
    static let inspector = "provincial audit office"
    static let bureau = Asked.clerk

    static func content(
        rule: String? = "R01", about: String = "holding:653001", statement: String = "Idle for two years",
        expected: Int64? = 0, found: Int64? = 10_000, unit: FigureUnit? = .minorUnits, by: String = "省审计厅",
        due: String = "2016-03-31", positions: [Int64] = [3, 5]
    ) throws -> FindingRaised {
        FindingRaised(
            rule: rule.map(id), about: try #require(FindingSubject(about)), severity: .severe, statement: statement,
            expected: expected, found: found, unit: unit, raisedBy: by, dueOn: day(due), positions: positions)
    }

    static func raise(_ content: FindingRaised? = nil, _ name: String = "Q1", on: String = "2016-01-15") throws
        -> any Request
    {
        State(try content ?? self.content(), of: id(name), on: day(on)).by(inspector)
    }

    /// What the bureau shows, with what it does.
    static let papers = [digest("c"), digest("d")]

    static func answer(
        by actor: String = bureau, text: String = "The tender was late", documents: [DocumentDigest] = papers,
        on: String = "2016-02-01"
    ) -> any Request {
        State(FindingAnswered(by: "阿图什市财政局", text: text, documents: documents), of: id("Q1"), on: day(on)).by(actor)
    }

    static func rectify(
        by actor: String = bureau, text: String = "Allocated to the school", recovered: Money = .zero(),
        documents: [DocumentDigest] = papers, on: String = "2016-02-20"
    ) -> any Request {
        State(FindingRectified(text: text, recovered: recovered, documents: documents), of: id("Q1"), on: day(on)).by(
            actor)
    }

    static func close(
        by actor: String = inspector, remark: String = "Seen", documents: [DocumentDigest] = [],
        on: String = "2016-03-01"
    ) -> any Request {
        State(FindingClosed(remark: remark, documents: documents), of: id("Q1"), on: day(on)).by(actor)
    }

    static func reopen(reason: String = "It lies there again", on: String = "2016-06-01") -> any Request {
        State(FindingReopened(reason: reason), of: id("Q1"), on: day(on)).by(inspector)
    }

    static func upToOpen() throws -> [any Request] { Story.upToProject + [try raise()] }

    /// A record on which the finding is in the state.
    static func upTo(_ state: Finding.State) throws -> [any Request] {
        switch state {
        case .open: try upToOpen()
        case .answered: try upToOpen() + [answer()]
        case .rectified: try upToOpen() + [answer(), rectify()]
        case .closed: try upToOpen() + [answer(), rectify(), close()]
        }
    }

    static func finding(after requests: [any Request]) throws -> Finding {
        try #require(given(requests).record.fullBooks().findings[id("Q1")])
    }
}

@Suite("A finding is raised")
struct FindingRaisedTests {
    @Test("it goes on record with its figures and the events that prove it")
    func raised() throws {
        try given(Story.upToProject).when(Audit.raise()).then(
            "FindingRaised", of: "finding/Q1",
            data: [
                "rule": "R01", "about": "holding:653001", "severity": "severe", "statement": "Idle for two years",
                "expected": 0, "found": 10_000, "unit": "minor-units", "raised_by": "省审计厅", "due_on": "2016-03-31",
                "positions": [3, 5],
            ])
    }

    @Test("rule, figures and positions may be left out")
    func least() throws {
        let content = try Audit.content(rule: nil, expected: nil, found: nil, unit: nil, positions: [])
        let decided = try given(Story.upToProject).when(Audit.raise(content)).result.get()
        let data = try #require(decided.first).event.payload.data
        #expect(["rule", "expected", "found", "unit", "positions"].allSatisfy { data[$0] == .some(.null) })
    }

    @Test(
        "it may be about anything that is on record, any region, rule, payment or account",
        arguments: [
            "project/K1", "transfer/T1", "agreement/A1", "pairing/JS-KZ", "programme/XJ", "region/653022",
            "region/110221", "policy/R09", "payment/P9", "donor:320000", "donor:000000",
            "holding:653001/social-donation",
            "committed:A1", "transit:F1", "project:K1", "spent:K1/social-donation",
        ])
    func subjects(about: String) throws {
        let decided = try given(Story.upToProject).when(Audit.raise(Audit.content(about: about))).result.get()
        #expect(decided.first?.event.payload.data["about"] == .string(about))
    }

    @Test(
        "what is not on record is no subject",
        arguments: [
            ("project/K9", "project K9"), ("finding/Q9", "finding Q9"), ("region/653099", "region 653099"),
            ("region/XJ", "region XJ"), ("policy/R99", "policy R99"), ("committed:A9", "agreement A9"),
            ("transit:T9", "transfer T9"), ("project:K9", "project K9"), ("spent:K9", "project K9"),
            ("holding:999999", "region 999999"), ("holding:XJ", "region XJ"),
        ])
    func unknownSubjects(about: String, name: String) throws {
        try given(Story.upToProject).when(Audit.raise(Audit.content(about: about)))
            .thenRefused(.unknown, field: "about", saying: "no \(name)")
    }

    @Test(
        "what is neither a thing nor an account is no subject",
        arguments: ["", "K1", "road/K1", "project/", "project/a b", "held:K1"])
    func malformedSubjects(text: String) {
        #expect(FindingSubject(text) == nil)
    }

    @Test("an identifier that is taken is refused")
    func exists() throws {
        try given(Audit.upToOpen()).when(Audit.raise()).thenRefused(.exists, field: "finding", saying: "finding Q1")
    }

    @Test("a rule that there is not is refused")
    func unknownRule() throws {
        try given(Story.upToProject).when(Audit.raise(Audit.content(rule: "R24")))
            .thenRefused(.unknown, field: "rule", saying: "no rule R24")
    }

    @Test("statement and body must say something", arguments: ["", "\u{0}x", "  "])
    func texts(text: String) throws {
        try given(Story.upToProject).when(Audit.raise(Audit.content(statement: text)))
            .thenRefused(.text, field: "statement", saying: "statement")
        try given(Story.upToProject).when(Audit.raise(Audit.content(by: text)))
            .thenRefused(.text, field: "raised_by", saying: "raised_by")
    }

    @Test("a due date before the finding is refused with both, and the same day is not")
    func due() throws {
        try given(Story.upToProject).when(Audit.raise(Audit.content(due: "2016-01-14")))
            .thenRefused(.dates, field: "due_on", saying: "2016-01-14", "2016-01-15")
        #expect(
            try given(Story.upToProject).when(Audit.raise(Audit.content(due: "2016-01-15"))).result.get().count == 1)
    }

    @Test("figures come all three or not at all")
    func figures() throws {
        let parts: [(Int64?, Int64?, FigureUnit?)] = [
            (1, nil, nil), (nil, 1, nil), (nil, nil, .days), (1, 2, nil), (1, nil, .days), (nil, 2, .days),
        ]
        for (expected, found, unit) in parts {
            let content = try Audit.content(expected: expected, found: found, unit: unit)
            try given(Story.upToProject).when(Audit.raise(content))
                .thenRefused(.value, field: "found", saying: "of the figures only")
        }
    }

    @Test("positions are ascending, each once, a hundred at most, and events of the log")
    func positions() throws {
        let before = try given(Story.upToProject)
        let count = Int64(before.record.entries.count)
        for (positions, code, words) in [
            ([5, 3], .value, "position 3 stands behind position 5"),
            ([3, 3], .value, "position 3 stands behind position 3"), (Array(0...100), .value, "101 positions"),
            ([count], .unknown, "no event at position \(count)"), ([-1, 2], .unknown, "no event at position -1"),
        ] as [([Int64], Refusal.Code, String)] {
            try before.when(Audit.raise(Audit.content(positions: positions)))
                .thenRefused(code, field: "positions", saying: words)
        }
        #expect(try before.when(Audit.raise(Audit.content(positions: [0, count - 1]))).result.get().count == 1)
        let hundred = Array(0..<100).map { Story.report(aid: fen($0 + 1)) as any Request }
        let many = try given(Story.upToProject + hundred)
        #expect(try many.when(Audit.raise(Audit.content(positions: Array(0..<100)))).result.get().count == 1)
    }
}

@Suite("A finding goes its way")
struct FindingStepTests {
    @Test("each step goes on record with what it says, and moves no money")
    func steps() throws {
        try given(Audit.upTo(.open)).when(Audit.answer()).then(
            "FindingAnswered", of: "finding/Q1",
            data: ["by": "阿图什市财政局", "text": "The tender was late", "documents": Self.papers])
        try given(Audit.upTo(.answered)).when(Audit.rectify(recovered: yuan(60))).then(
            "FindingRectified", of: "finding/Q1",
            data: [
                "text": "Allocated to the school", "recovered": 6_000, "currency": "CNY", "documents": Self.papers,
            ])
        try given(Audit.upTo(.rectified)).when(Audit.close()).then(
            "FindingClosed", of: "finding/Q1", data: ["remark": "Seen"])
        try given(Audit.upTo(.closed)).when(Audit.reopen()).then(
            "FindingReopened", of: "finding/Q1", data: ["reason": "It lies there again"])
    }

    @Test(
        "what can be done in a state leads to the next, and all else is refused with what can",
        arguments: Finding.State.allCases)
    func table(state: Finding.State) throws {
        let last = "2016-07-01"
        let steps: [(name: String, request: any Request, from: Set<Finding.State>, to: Finding.State)] = [
            ("answer", Audit.answer(on: last), [.open], .answered),
            ("rectify", Audit.rectify(on: last), [.answered, .rectified], .rectified),
            ("close", Audit.close(on: last), [.answered, .rectified], .closed),
            ("reopen", Audit.reopen(on: last), [.answered, .rectified, .closed], .open),
        ]
        let before = try Audit.upTo(state)
        #expect(try Audit.finding(after: before).state == state)
        for step in steps {
            if step.from.contains(state) {
                #expect(try Audit.finding(after: before + [step.request]).state == step.to, "\(step.name)")
            } else {
                let outcome = try given(before).when(step.request)
                try outcome.thenRefused(
                    .kind, field: "finding", saying: "finding Q1 is \(state.rawValue)", "nothing to \(step.name)")
                let remedy = try #require(throws: Refusal.self) { try outcome.result.get() }.remedy
                let possible = steps.filter { $0.from.contains(state) }.map { "pairledger finding \($0.name) Q1 …" }
                #expect(remedy == "what can be done now: " + possible.joined(separator: ", "))
            }
        }
    }

    @Test(
        "whoever answered or rectified does not close it, however long ago, and others may", arguments: [true, false])
    func twoHands(answered: Bool) throws {
        let (one, other) =
            answered ? (Audit.bureau, "county construction bureau") : ("county construction bureau", Audit.bureau)
        let before = try Audit.upToOpen() + [Audit.answer(by: one), Audit.rectify(by: other)]
        for actor in [one, other] {
            try given(before).when(Audit.close(by: actor))
                .thenRefused(.person, field: "actor", saying: actor, "finding Q1")
        }
        let again = before + [Audit.close(), Audit.reopen(), Audit.answer(by: "another bureau", on: "2016-06-10")]
        try given(again).when(Audit.close(by: one, on: "2016-06-20")).thenRefused(.person, field: "actor", saying: one)
        #expect(
            try given(again).when(Audit.close(by: "central audit office", on: "2016-06-20")).result.get().count == 1)
    }

    private static let papers = JSONValue.array(Audit.papers.map { .string($0.description) })

    @Test("it is not closed while no document says what was done since it was opened, whoever gives it")
    func evidence() throws {
        let bare = try Audit.upToOpen() + [Audit.answer(documents: []), Audit.rectify(documents: [])]
        try given(bare).when(Audit.close()).thenRefused(
            .evidence, field: "documents", saying: "no document", "finding Q1")
        for step in [Audit.rectify(on: "2016-02-25"), Audit.rectify(documents: [Audit.papers[0]], on: "2016-02-25")] {
            #expect(try given(bare + [step]).when(Audit.close()).result.get().count == 1)
        }
        try given(bare).when(Audit.close(documents: Audit.papers)).then(
            "FindingClosed", of: "finding/Q1", data: ["remark": "Seen", "documents": Self.papers])
        let again = try Audit.upTo(.closed) + [Audit.reopen(), Audit.answer(documents: [], on: "2016-06-10")]
        try given(again).when(Audit.close(on: "2016-06-20")).thenRefused(.evidence, field: "documents")
    }

    @Test("documents that are given with a step are named by it and attached to it, in one atom")
    func documents() throws {
        let documents = [Story.document("d"), Story.document("c")]
        let steps: [(any Request, by: String, from: Finding.State)] = [
            (Audit.answer(documents: []), Audit.bureau, .open), (Audit.rectify(documents: []), Audit.bureau, .answered),
            (Audit.close(), Audit.inspector, .rectified),
        ]
        for (step, actor, state) in steps {
            let request = WithEvidence(step, documents).by(actor)
            let decided = try given(Audit.upTo(state)).when(request).result.get()
            try #require(decided.count == 3)
            #expect(decided[0].event.payload.data["documents"] == Self.papers)
            let version = decided[0].expectedVersion + 1
            #expect(
                decided.dropFirst().map(\.event)
                    == documents.map {
                        .evidenceAttached(EvidenceAttached($0, about: stream("finding/Q1"), event: version))
                    })
        }
    }

    @Test("a step before the last one is refused with both days, and on the same day it is not")
    func order() throws {
        try given(Audit.upTo(.open)).when(Audit.answer(on: "2016-01-14"))
            .thenRefused(.dates, field: "on", saying: "2016-01-14", "2016-01-15")
        try given(Audit.upTo(.answered)).when(Audit.rectify(on: "2016-01-31"))
            .thenRefused(.dates, field: "on", saying: "2016-01-31", "2016-02-01")
        try given(Audit.upTo(.rectified)).when(Audit.close(on: "2016-02-19"))
            .thenRefused(.dates, field: "on", saying: "2016-02-19", "2016-02-20")
        try given(Audit.upTo(.closed)).when(Audit.reopen(on: "2016-02-29"))
            .thenRefused(.dates, field: "on", saying: "2016-02-29", "2016-03-01")
        #expect(try given(Audit.upTo(.open)).when(Audit.answer(on: "2016-01-15")).result.get().count == 1)
    }

    @Test("a finding that is not on record is refused")
    func unknown() throws {
        for request in [Audit.answer(), Audit.rectify(), Audit.close(), Audit.reopen()] {
            try given(Story.upToProject).when(request).thenRefused(.unknown, field: "finding", saying: "no finding Q1")
        }
    }

    @Test("each step must say something", arguments: ["", " ", "x\u{1B}"])
    func texts(text: String) throws {
        try given(Audit.upTo(.open)).when(Audit.answer(text: text)).thenRefused(.text, field: "text", saying: "text")
        let nobody = State(FindingAnswered(by: text, text: "x"), of: id("Q1"), on: day("2016-02-01"))
        try given(Audit.upTo(.open)).when(nobody).thenRefused(.text, field: "by", saying: "by")
        try given(Audit.upTo(.answered)).when(Audit.rectify(text: text)).thenRefused(
            .text, field: "text", saying: "text")
        try given(Audit.upTo(.rectified)).when(Audit.close(remark: text)).thenRefused(
            .text, field: "remark", saying: "remark")
        try given(Audit.upTo(.closed)).when(Audit.reopen(reason: text)).thenRefused(
            .text, field: "reason", saying: "reason")
    }

    @Test("what was recovered adds up over the parts, and less than nothing is refused")
    func recovered() throws {
        let parts = [Audit.rectify(recovered: yuan(60)), Audit.rectify(recovered: fen(1), on: "2016-02-25")]
        let finding = try Audit.finding(after: Audit.upTo(.answered) + parts)
        #expect(finding.recovered == fen(6_001) && finding.lastStepOn == day("2016-02-25"))
        try given(Audit.upTo(.answered)).when(Audit.rectify(recovered: fen(-1)))
            .thenRefused(.amount, field: "recovered", saying: "-0.01 CNY")
    }

    @Test("it is overdue from the day after its due date until it is rectified", arguments: Finding.State.allCases)
    func overdue(state: Finding.State) throws {
        let finding = try Audit.finding(after: Audit.upTo(state))
        let isWaiting = state == .open || state == .answered
        for (date, days) in [("2016-02-01", 0), ("2016-03-31", 0), ("2016-04-01", 1), ("2017-03-31", 365)] {
            #expect(finding.overdueDays(on: day(date)) == (isWaiting ? days : 0), "\(date)")
        }
    }
}
