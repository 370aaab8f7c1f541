public import CanonicalJSON

/// A policy set what a rule compares with, for all programmes or for one, from a day on.
public struct PolicySet: Statement {
    public static let type = "PolicySet"
    public static let version = 1
    public static let kind = StreamName.Kind.policy
    public static let turn = Turn.any

    /// The first day on which it applies; it goes on until another one sets the same.
    public let effectiveFrom: CalendarDate
    /// The programme for which it applies, before what applies to all; nil for all.
    public let programme: Identifier?
    /// Figures by the names of the rule's parameters, in their units; what is left out stays as it is.
    public let parameters: [String: Int64]
    /// Words by the names of the rule's lists, each list whole; what is left out stays as it is.
    public let lists: [String: [String]]
    /// 依据: the decision, plan or law that sets it.
    public let basis: String

    public init(
        from effectiveFrom: CalendarDate, programme: Identifier? = nil, parameters: [String: Int64] = [:],
        lists: [String: [String]] = [:], basis: String
    ) {
        self.effectiveFrom = effectiveFrom
        self.programme = programme
        self.parameters = parameters
        self.lists = lists
        self.basis = basis
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        effectiveFrom = try fields.date("effective_from")
        programme = try fields.identifierIfPresent("programme")
        parameters = try fields.figuresByName("parameters")
        lists = try fields.textsByName("lists")
        basis = try fields.text("basis")
    }

    public var data: [String: JSONValue] {
        [
            "effective_from": JSONValue(effectiveFrom), "programme": JSONValue(programme),
            "parameters": parameters.isEmpty ? .null : .object(parameters.mapValues(JSONValue.integer)),
            "lists": lists.isEmpty ? .null : .object(lists.mapValues { .array($0.map(JSONValue.string)) }),
            "basis": .string(basis),
        ]
    }

    public var event: AssistanceEvent { .policySet(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.policies[occurrence.identifier, default: Policy()].versions
            .append(.init(number: occurrence.version, content: self))
    }

    public func needs(for thing: Identifier, knowing books: Books) -> Needs {
        Needs(streams: Set([programme.map { StreamName(.programme, $0) }].compactMap { $0 }))
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let rule = try occurrence.identifier.policyRule(field: "policy")
        if let programme { _ = try books.programme(programme) }
        guard !parameters.isEmpty || !lists.isEmpty else {
            throw Refusal(
                .value, "nothing is set of rule \(rule.id)", remedy: rule.offer, field: "parameters")
        }
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) { try rule.check(value, of: name) }
        for (name, words) in lists.sorted(by: { $0.key < $1.key }) { try rule.check(words, of: name) }
        try basis.mustBeText(field: "basis")
        let versions = books.policies[occurrence.identifier]?.versions ?? []
        if let taken = versions.first(where: {
            $0.content.programme == programme && $0.content.effectiveFrom == effectiveFrom
        }) {
            throw Refusal(
                .exists,
                "version \(taken.number) of rule \(rule.id) applies from \(effectiveFrom) already"
                    + (programme.map { " for programme \($0)" } ?? ""),
                remedy: "give another first day", field: "effective_from")
        }
    }
}

extension PolicyRule {
    /// What there is to set, for somebody who named something else.
    public var offer: String {
        func names(_ what: String, _ names: [String]) -> String? {
            names.isEmpty ? nil : "its \(what): " + names.joined(separator: ", ")
        }
        let offers = [names("parameters are", parameters.map(\.name)), names("lists are", lists.map(\.name))]
            .compactMap { $0 }
        return offers.isEmpty
            ? "it compares exactly and has nothing to set" : offers.joined(separator: "; ")
    }

    fileprivate func check(_ value: Int64, of name: String) throws(Refusal) {
        guard let parameter = parameter(name) else {
            throw Refusal(.unknown, "rule \(id) has no parameter \"\(name)\"", remedy: offer, field: "parameters")
        }
        guard parameter.bounds.contains(value) else {
            let text = parameter.unit.text
            throw Refusal(
                .value, "\(name) of rule \(id) cannot be \(text(value))",
                remedy: "give \(text(parameter.bounds.lowerBound)) to \(text(parameter.bounds.upperBound))",
                field: "parameters")
        }
    }

    fileprivate func check(_ words: [String], of name: String) throws(Refusal) {
        guard let list = list(name) else {
            throw Refusal(.unknown, "rule \(id) has no list \"\(name)\"", remedy: offer, field: "lists")
        }
        for word in words { try word.mustBeText(field: "lists") }
        guard Set(words).count == words.count else {
            throw Refusal(.value, "a word stands twice in \(name)", remedy: "leave one of them out", field: "lists")
        }
        guard let vocabulary = list.vocabulary, let wrong = words.first(where: { !vocabulary.contains($0) }) else {
            return
        }
        throw Refusal(
            .value, "\"\(wrong)\" cannot stand in \(name) of rule \(id)",
            remedy: "its words are " + vocabulary.joined(separator: ", "), field: "lists")
    }
}
