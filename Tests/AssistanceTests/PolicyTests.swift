import Assistance
import CanonicalJSON
import Testing

@Suite("A policy sets what a rule compares with")
struct PolicyTests {
    private static func set(
        _ rule: String = "R01", from: String = "2015-01-01", programme: String? = nil,
        _ parameters: [String: Int64] = ["idle_days": 180],
        lists: [String: [String]] = [:], basis: String = "联席会议纪要 2014"
    ) -> State<PolicySet> {
        State(
            PolicySet(
                from: day(from), programme: programme.map(id), parameters: parameters, lists: lists, basis: basis),
            of: id(rule), on: day("2014-12-20"))
    }

    private static func value(
        _ name: String = "idle_days", of rule: String = "R01", on date: String, programme: String? = nil,
        given requests: [any Request]
    ) throws -> Policy.InForce<Int64> {
        let parameter = try #require(PolicyRule.with(id(rule))?.parameter(name))
        let policy = try given(requests).record.fullBooks().policies[id(rule)] ?? Policy()
        return policy.value(of: parameter, on: day(date), programme: programme.map(id))
    }

    @Test("what is set goes on record, and what is left out is absent")
    func parameters() throws {
        try given().when(Self.set()).then(
            "PolicySet", of: "policy/R01",
            data: [
                "effective_from": "2015-01-01", "programme": nil, "parameters": ["idle_days": 180], "lists": nil,
                "basis": "联席会议纪要 2014",
            ])
    }

    @Test("lists and parameters can be set for one programme")
    func programme() throws {
        try given([Story.programme()]).when(
            Self.set(
                "R09", programme: "XJ", ["livelihood_share": 8_500], lists: ["livelihood_purposes": ["education"]])
        ).then(
            "PolicySet", of: "policy/R09",
            data: [
                "effective_from": "2015-01-01", "programme": "XJ", "parameters": ["livelihood_share": 8_500],
                "lists": ["livelihood_purposes": ["education"]], "basis": "联席会议纪要 2014",
            ])
    }

    @Test("a programme that is not on record is refused")
    func unknownProgramme() throws {
        try given().when(Self.set(programme: "XJ")).thenRefused(.unknown, field: "programme", saying: "no programme XJ")
    }

    @Test("an unknown rule is refused", arguments: ["R00", "R24", "R1", "r01", "idle"])
    func unknownRule(rule: String) throws {
        try given().when(Self.set(rule)).thenRefused(.unknown, field: "policy", saying: "no rule \(rule)", "23")
    }

    @Test("an unknown parameter or list is refused with those that there are")
    func unknownNames() throws {
        let parameter = try given().when(Self.set("R01", ["idle_day": 180]))
        try parameter.thenRefused(.unknown, field: "parameters", saying: "R01 has no parameter \"idle_day\"")
        #expect(try Self.remedy(of: parameter) == "its parameters are: idle_days, severe_days")
        let list = try given().when(Self.set("R08", [:], lists: ["categories": ["x"]]))
        try list.thenRefused(.unknown, field: "lists", saying: "R08 has no list \"categories\"")
        #expect(try Self.remedy(of: list) == "its lists are: negative_categories")
        let none = try given().when(Self.set("R06", ["days": 1]))
        try none.thenRefused(.unknown, field: "parameters", saying: "R06")
        #expect(try Self.remedy(of: none) == "it compares exactly and has nothing to set")
    }

    private static func remedy(of outcome: Outcome) throws -> String {
        try #require(throws: Refusal.self) { try outcome.result.get() }.remedy
    }

    @Test("a policy that sets nothing is refused")
    func nothing() throws {
        try given().when(Self.set("R01", [:])).thenRefused(
            .value, field: "parameters", saying: "nothing is set of rule R01")
    }

    @Test("a value out of its bounds is refused with them, and those at the bounds are not")
    func bounds() throws {
        for rule in PolicyRule.all {
            for parameter in rule.parameters {
                let bounds = parameter.bounds
                for value in [bounds.lowerBound, bounds.upperBound, parameter.standard] {
                    let outcome = try given().when(Self.set(rule.id.description, [parameter.name: value]))
                    #expect(try outcome.result.get().count == 1, "\(rule.id) \(parameter.name) \(value)")
                }
                for value in [bounds.lowerBound - 1, bounds.upperBound + 1] {
                    let outcome = try given().when(Self.set(rule.id.description, [parameter.name: value]))
                    try outcome.thenRefused(
                        .value, field: "parameters", saying: parameter.name, parameter.unit.text(value))
                    #expect(try Self.remedy(of: outcome).contains(parameter.unit.text(bounds.upperBound)))
                }
            }
        }
    }

    @Test("a list must be of words, each once, and of its vocabulary where it has one; it may be empty")
    func lists() throws {
        for words in [[""], ["a", " "], ["a\n"]] {
            try given().when(Self.set("R08", [:], lists: ["negative_categories": words]))
                .thenRefused(.text, field: "lists", saying: "lists")
        }
        try given().when(Self.set("R08", [:], lists: ["negative_categories": ["a", "b", "a"]]))
            .thenRefused(.value, field: "lists", saying: "twice in negative_categories")
        try given().when(Self.set("R09", [:], lists: ["livelihood_purposes": ["education", "roads"]]))
            .thenRefused(.value, field: "lists", saying: "\"roads\" cannot stand in livelihood_purposes")
        #expect(try given().when(Self.set("R08", [:], lists: ["negative_categories": []])).result.get().count == 1)
    }

    @Test("a first day that is taken is refused with the version that has it, and another programme's is not")
    func taken() throws {
        let before = [Story.programme(), Story.programme("TB"), Self.set(), Self.set(programme: "XJ")] as [any Request]
        try given(before).when(Self.set("R01", ["severe_days": 500]))
            .thenRefused(.exists, field: "effective_from", saying: "version 1 of rule R01", "2015-01-01")
        try given(before).when(Self.set(programme: "XJ"))
            .thenRefused(.exists, field: "effective_from", saying: "version 2 of rule R01", "programme XJ")
        for other in [Self.set(from: "2015-01-02"), Self.set(programme: "TB"), Self.set("R02", ["forward_days": 20])] {
            #expect(try given(before).when(other).result.get().count == 1)
        }
    }

    @Test("a policy without a basis is refused", arguments: ["", " ", "a\r"])
    func basis(text: String) throws {
        try given().when(Self.set(basis: text)).thenRefused(.text, field: "basis", saying: "basis")
    }

    @Test("without a policy the standard applies, as version 0")
    func standard() throws {
        let value = try Self.value(on: "2015-01-01", given: [])
        #expect(value.value == 365 && value.version == 0 && value.since == nil && value.programme == nil)
    }

    @Test("a policy applies from its first day until the next one's, whichever was recorded first")
    func succession() throws {
        let set = [
            Self.set(from: "2018-01-01", ["idle_days": 90]), Self.set(from: "2015-01-01"),
            Self.set(from: "2016-01-01", ["severe_days": 300]),
        ]
        for (date, value, version) in [
            ("2014-12-31", 365, 0), ("2015-01-01", 180, 2), ("2017-12-31", 180, 2), ("2018-01-01", 90, 1),
            ("2030-01-01", 90, 1),
        ] as [(String, Int64, Int64)] {
            let found = try Self.value(on: date, given: set)
            #expect(found.value == value && found.version == version, "\(date): \(found)")
        }
        #expect(try Self.value("severe_days", on: "2018-01-01", given: set).version == 3)
    }

    @Test("the programme's own policy comes before a newer one for all, which comes before the standard")
    func precedence() throws {
        let set: [any Request] = [
            Story.programme(), Self.set(from: "2015-01-01", programme: "XJ", ["idle_days": 100]),
            Self.set(from: "2016-01-01"), Self.set(from: "2017-01-01", programme: "XJ", ["severe_days": 400]),
        ]
        let own = try Self.value(on: "2018-01-01", programme: "XJ", given: set)
        #expect(own.value == 100 && own.version == 1 && own.since == day("2015-01-01") && own.programme == id("XJ"))
        let others = try Self.value(on: "2018-01-01", programme: "TB", given: set)
        #expect(
            others.value == 180 && others.version == 2 && others.since == day("2016-01-01") && others.programme == nil)
        #expect(try Self.value(on: "2018-01-01", given: set) == others)
        #expect(try Self.value(on: "2014-01-01", programme: "XJ", given: set).version == 0)
        #expect(try Self.value("severe_days", on: "2018-01-01", given: set).value == 730)
    }

    @Test("lists are in force likewise, each whole")
    func wordsInForce() throws {
        let list = try #require(PolicyRule.with(id("R08"))?.list("negative_categories"))
        #expect(Policy().words(of: list, on: day("2015-01-01")).value == list.standard)
        let set = Self.set("R08", [:], lists: ["negative_categories": ["banquets"]])
        let policy = try #require(given([set]).record.fullBooks().policies[id("R08")])
        #expect(policy.words(of: list, on: day("2014-12-31")).value == list.standard)
        let words = policy.words(of: list, on: day("2015-01-01"))
        #expect(words.value == ["banquets"] && words.version == 1)
    }
}

@Suite("The rules that a policy sets")
struct PolicyRuleTests {
    @Test("are R01 to R23, each with names, and with parameters and lists of different names")
    func catalogue() {
        #expect(PolicyRule.all.map(\.id.description) == (1...23).map { $0 < 10 ? "R0\($0)" : "R\($0)" })
        for rule in PolicyRule.all {
            #expect(rule.english.isPresentable && rule.chinese.isPresentable)
            let names = rule.parameters.map(\.name) + rule.lists.map(\.name)
            #expect(Set(names).count == names.count, "\(rule.id)")
            for parameter in rule.parameters {
                #expect(parameter.bounds.contains(parameter.standard), "\(rule.id) \(parameter.name)")
                #expect(parameter.meaning.isPresentable)
            }
            for list in rule.lists {
                #expect(Set(list.standard).count == list.standard.count && list.meaning.isPresentable)
                #expect(list.standard.allSatisfy { list.vocabulary?.contains($0) ?? true }, "\(list.name)")
            }
        }
        #expect(Set(PolicyRule.all.map(\.english)).count == 23 && Set(PolicyRule.all.map(\.chinese)).count == 23)
    }

    @Test(
        "have the standards that inspectors go by",
        arguments: [
            ("R01", "idle_days", 365), ("R01", "severe_days", 730), ("R02", "forward_days", 30),
            ("R04", "receipt_days", 10), ("R09", "grassroots_share", 8_000), ("R09", "livelihood_share", 8_000),
            ("R11", "start_days", 180), ("R12", "grace_days", 90), ("R13", "use_days", 180), ("R16", "window_days", 90),
            ("R16", "tender_threshold", 400_000_000), ("R17", "top_share", 5_000), ("R17", "payments_min", 5),
            ("R18", "verification_days", 90), ("R19", "jump_factor", 5), ("R20", "backdating_days", 30),
            ("R20", "december_share", 4_000), ("R22", "disclosure_days", 20),
        ] as [(String, String, Int64)])
    func standards(rule: String, parameter: String, standard: Int64) {
        #expect(PolicyRule.with(id(rule))?.parameter(parameter)?.standard == standard)
    }
}
