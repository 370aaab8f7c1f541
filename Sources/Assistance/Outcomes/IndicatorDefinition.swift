public import CanonicalJSON

/// What is to be reached was laid down: a measure with its baseline and target, of one project or of one region (绩效目标).
///
/// Its values are whole numbers on the scale of its measure: of the unit, basis points of a percentage, or grades.
public struct IndicatorDefined: Statement {
    public static let type = "IndicatorDefined"
    public static let version = 1
    public static let kind = StreamName.Kind.indicator
    public static let turn = Turn.first

    /// The project whose result it measures. Either this or `region`.
    public let project: Identifier?
    /// The region whose development it measures, by its GB/T 2260 code.
    public let region: RegionCode?
    /// In English. IATI: `indicator/title`.
    public let name: String
    /// The official name.
    public let nameZH: String?
    /// IATI: `indicator/@measure`, code list IndicatorMeasure.
    public let measure: IndicatorMeasure
    /// What one stands for, or what the percentage is of: persons, households with tap water.
    public let unit: String
    /// Whether more is better. IATI: `indicator/@ascending`.
    public let ascending: Bool
    /// Where it stood before (基期值), on the scale of the measure. IATI: `baseline/@value`.
    public let baseline: Int64?
    /// The day for which the baseline holds. IATI: `baseline/@iso-date`.
    public let baselineOn: CalendarDate?
    /// What is to be reached (目标值), on the scale of the measure. IATI: `period/target/@value`.
    public let target: Int64
    /// The day by which it is to be reached. IATI: `period/period-end`.
    public let dueOn: CalendarDate
    /// How many persons can benefit at most, by the plan.
    public let eligiblePopulation: Int64?

    public init(
        project: Identifier? = nil, region: RegionCode? = nil, name: String, nameZH: String? = nil,
        measure: IndicatorMeasure, unit: String, ascending: Bool = true, baseline: Int64? = nil,
        baselineOn: CalendarDate? = nil, target: Int64, dueOn: CalendarDate, eligiblePopulation: Int64? = nil
    ) {
        self.project = project
        self.region = region
        self.name = name
        self.nameZH = nameZH
        self.measure = measure
        self.unit = unit
        self.ascending = ascending
        self.baseline = baseline
        self.baselineOn = baselineOn
        self.target = target
        self.dueOn = dueOn
        self.eligiblePopulation = eligiblePopulation
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        project = try fields.identifierIfPresent("project")
        region = try fields.regionIfPresent("region")
        name = try fields.text("name")
        nameZH = try fields.textIfPresent("name_zh")
        measure = try fields.choice("measure")
        unit = try fields.text("unit")
        ascending = try fields.boolean("ascending")
        baseline = try fields.integerIfPresent("baseline")
        baselineOn = try fields.dateIfPresent("baseline_on")
        target = try fields.integer("target")
        dueOn = try fields.date("due_on")
        eligiblePopulation = try fields.integerIfPresent("eligible_population")
    }

    public var data: [String: JSONValue] {
        [
            "project": JSONValue(project), "region": JSONValue(region), "name": .string(name),
            "name_zh": JSONValue(nameZH), "measure": JSONValue(measure), "unit": .string(unit),
            "ascending": .bool(ascending), "baseline": JSONValue(baseline), "baseline_on": JSONValue(baselineOn),
            "target": .integer(target), "due_on": JSONValue(dueOn),
            "eligible_population": JSONValue(eligiblePopulation),
        ]
    }

    public var event: AssistanceEvent { .indicatorDefined(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.indicators[occurrence.identifier] = Indicator(self, definedOn: occurrence.date)
    }

    public func needs(for thing: Identifier, knowing books: Books) -> Needs {
        Needs(streams: Set(project.map { [StreamName(.project, $0)] } ?? []))
    }
}
