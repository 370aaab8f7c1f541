public import CanonicalJSON

/// The fields of an event's data, read by name and with their meaning; each error names the field.
public struct EventFields: Sendable {
    private let type: String
    private let members: Members
    private let reading: FieldReading?

    /// - Throws: `EventFormError` when the data is not an object.
    public init(_ data: JSONValue, of type: String) throws(EventFormError) {
        try self.init(data, of: type, reading: nil)
    }

    /// - Parameter reading: is told of every field that is read.
    init(_ data: JSONValue, of type: String, reading: FieldReading?) throws(EventFormError) {
        guard let members = data.objectValue else {
            throw EventFormError(type: type, field: nil, expected: "an object")
        }
        self.type = type
        self.members = .tree(members)
        self.reading = reading
    }

    /// Of data as it stands in its entry: each field is made of its bytes when it is read.
    ///
    /// - Throws: `EventFormError` when the data is not an object.
    init(_ data: CanonicalValue, of type: String) throws(EventFormError) {
        guard data.isObject else { throw EventFormError(type: type, field: nil, expected: "an object") }
        self.type = type
        members = .entry(data)
        reading = nil
    }

    func text(_ name: String) throws(EventFormError) -> String {
        guard let text = string(name) else { throw wrong(name, "a string") }
        reading?.note(name, .text(text))
        return text
    }

    func textIfPresent(_ name: String) throws(EventFormError) -> String? {
        isAbsent(name) ? nil : try text(name)
    }

    func integer(_ name: String) throws(EventFormError) -> Int64 {
        guard let integer = number(name), integer.magnitude <= Money.minorUnitsMax.magnitude else {
            throw wrong(name, "an integer within bounds")
        }
        reading?.note(name, .integer(integer))
        return integer
    }

    func boolean(_ name: String) throws(EventFormError) -> Bool {
        guard let boolean = value(name)?.boolValue else { throw wrong(name, "true or false") }
        reading?.note(name, .boolean(boolean))
        return boolean
    }

    /// Figures; none when the field is absent.
    func figuresIfPresent(_ name: String) throws(EventFormError) -> [Int64] {
        if isAbsent(name) { return [] }
        guard let elements = value(name)?.arrayValue else { throw wrong(name, "a list of integers") }
        let figures = elements.compactMap(\.integerValue)
        guard figures.count == elements.count else { throw wrong(name, "a list of integers") }
        return figures
    }

    /// A list whose elements have a meaning; it must be there.
    func list<Element>(
        _ name: String, of what: String, _ read: (JSONValue) -> Element?
    ) throws(EventFormError) -> [Element] {
        guard let values = value(name)?.arrayValue else { throw wrong(name, what) }
        let elements = values.compactMap(read)
        guard elements.count == values.count else { throw wrong(name, what) }
        return elements
    }

    /// Figures by their names; none when the field is absent.
    func figuresByName(_ name: String) throws(EventFormError) -> [String: Int64] {
        if isAbsent(name) { return [:] }
        guard let elements = value(name)?.objectValue else { throw wrong(name, "an object of integers") }
        let figures = elements.compactMapValues(\.integerValue)
        guard figures.count == elements.count else { throw wrong(name, "an object of integers") }
        return figures
    }

    /// Lists of texts by their names; none when the field is absent.
    func textsByName(_ name: String) throws(EventFormError) -> [String: [String]] {
        if isAbsent(name) { return [:] }
        guard let elements = value(name)?.objectValue else { throw wrong(name, "an object of lists of strings") }
        let texts = elements.compactMapValues { element in
            element.arrayValue.flatMap { list in
                let texts = list.compactMap(\.stringValue)
                return texts.count == list.count ? texts : nil
            }
        }
        guard texts.count == elements.count else { throw wrong(name, "an object of lists of strings") }
        return texts
    }

    /// What the field `currency` names.
    func currency() throws(EventFormError) -> Currency {
        guard let currency = Currency(try text("currency")) else { throw wrong("currency", "a currency of the ledger") }
        reading?.pass(over: "currency")
        return currency
    }

    /// An amount of minor units, in the currency that the field `currency` names.
    func money(_ name: String) throws(EventFormError) -> Money {
        let currency = try currency()
        guard let money = Money(minorUnits: try integer(name), currency: currency) else {
            throw wrong(name, "an amount within bounds")
        }
        reading?.note(name, .money(money))
        return money
    }

    func date(_ name: String) throws(EventFormError) -> CalendarDate {
        guard let date = CalendarDate(try text(name)) else { throw wrong(name, "a date") }
        reading?.note(name, .date(date))
        return date
    }

    func dateIfPresent(_ name: String) throws(EventFormError) -> CalendarDate? {
        isAbsent(name) ? nil : try date(name)
    }

    func region(_ name: String) throws(EventFormError) -> RegionCode {
        guard let code = RegionCode(try text(name)) else { throw wrong(name, "a region's code") }
        reading?.note(name, .region(code))
        return code
    }

    func identifier(_ name: String) throws(EventFormError) -> Identifier {
        guard let identifier = Identifier(try text(name)) else { throw wrong(name, "an identifier") }
        reading?.note(name, .identifier(identifier))
        return identifier
    }

    func identifierIfPresent(_ name: String) throws(EventFormError) -> Identifier? {
        isAbsent(name) ? nil : try identifier(name)
    }

    func choice<Choice: RawRepresentable<String>>(_ name: String) throws(EventFormError) -> Choice {
        guard let choice = Choice(rawValue: try text(name)) else { throw wrong(name, "one of the known values") }
        if let reading {
            let names = choice as? any Bilingual
            reading.note(name, .choice(choice.rawValue, english: names?.english, chinese: names?.chinese))
        }
        return choice
    }

    func regionIfPresent(_ name: String) throws(EventFormError) -> RegionCode? {
        isAbsent(name) ? nil : try region(name)
    }

    func choiceIfPresent<Choice: RawRepresentable<String>>(_ name: String) throws(EventFormError) -> Choice? {
        isAbsent(name) ? nil : try choice(name)
    }

    func integerIfPresent(_ name: String) throws(EventFormError) -> Int64? {
        isAbsent(name) ? nil : try integer(name)
    }

    func moneyIfPresent(_ name: String) throws(EventFormError) -> Money? {
        isAbsent(name) ? nil : try money(name)
    }

    func digest(_ name: String) throws(EventFormError) -> DocumentDigest {
        guard let digest = DocumentDigest(try text(name)) else { throw wrong(name, "64 small hexadecimal digits") }
        return digest
    }

    func digestIfPresent(_ name: String) throws(EventFormError) -> DocumentDigest? {
        isAbsent(name) ? nil : try digest(name)
    }

    /// Digests, ascending; none when the field is absent.
    func digestsIfPresent(_ name: String) throws(EventFormError) -> [DocumentDigest] {
        isAbsent(name) ? [] : try digests(name)
    }

    /// Digests, ascending; the field must be there.
    func digests(_ name: String) throws(EventFormError) -> [DocumentDigest] {
        try list(name, of: "a list of digests") { $0.stringValue.flatMap(DocumentDigest.init) }.sorted()
    }

    /// An event inside this one: the fields with `_type`, `_v` and `_data` behind the name.
    func event(_ name: String) throws(EventFormError) -> AssistanceEvent {
        let type = try text("\(name)_type")
        let version = try integer("\(name)_v")
        guard let data = value("\(name)_data"), data.objectValue != nil else {
            throw wrong("\(name)_data", "an object")
        }
        guard AssistanceEvent.catalogue[type] != nil else { throw wrong("\(name)_type", "a type of events") }
        do {
            let event = try AssistanceEvent(type: type, version: Int(version), data: data)
            reading?.note(name, .text(type))
            reading?.pass(over: "\(name)_type", "\(name)_v", "\(name)_data")
            return event
        } catch {
            guard error is EventFormError else { throw wrong("\(name)_v", "a version of \(type)") }
            throw wrong("\(name)_data", "the data of \(type)")
        }
    }

    /// A value in the scale that the field `scale` names.
    func figure(_ name: String) throws(EventFormError) -> Figure {
        Figure(checked: try integer(name), try choice("scale"))
    }

    func stream(_ name: String) throws(EventFormError) -> StreamName {
        guard let stream = StreamName(try text(name)) else { throw wrong(name, "the name of a thing of the ledger") }
        return stream
    }

    func mediaType(_ name: String) throws(EventFormError) -> MediaType {
        guard let type = MediaType(try text(name)) else { throw wrong(name, "a media type") }
        return type
    }

    private enum Members: Sendable {
        case tree([String: JSONValue])
        case entry(CanonicalValue)
    }

    private func value(_ name: String) -> JSONValue? {
        switch members {
        case .tree(let members): members[name]
        case .entry(let data): data[name]
        }
    }

    private func string(_ name: String) -> String? {
        switch members {
        case .tree(let members): members[name]?.stringValue
        case .entry(let data): data.text(name)
        }
    }

    private func number(_ name: String) -> Int64? {
        switch members {
        case .tree(let members): members[name]?.integerValue
        case .entry(let data): data.integer(name)
        }
    }

    private func isAbsent(_ name: String) -> Bool {
        switch members {
        case .tree(let members): members[name] ?? .null == .null
        case .entry(let data): !data.says(name)
        }
    }

    func wrong(_ name: String, _ expected: String) -> EventFormError {
        EventFormError(type: type, field: name, expected: expected)
    }
}

/// An event whose data does not have the form of its type and version.
public struct EventFormError: Error, Hashable, Sendable, CustomStringConvertible {
    public let type: String
    public let field: String?
    public let expected: String

    public var description: String {
        guard let field else { return "the data of \(type) is not \(expected)" }
        return "the field \"\(field)\" of \(type) is not \(expected)"
    }
}

extension JSONValue {
    init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
    init(_ date: CalendarDate?) { self = date.map { .string($0.description) } ?? .null }
    init(_ identifier: Identifier?) { self = identifier.map { .string($0.description) } ?? .null }
    init(_ region: RegionCode) { self = .string(region.description) }
    init(_ choice: some RawRepresentable<String>) { self = .string(choice.rawValue) }
    init(_ choice: (some RawRepresentable<String>)?) { self = choice.map { .string($0.rawValue) } ?? .null }
    init(_ region: RegionCode?) { self = region.map { .string($0.description) } ?? .null }
    init(_ money: Money?) { self = money.map { .integer($0.minorUnits) } ?? .null }
    init(_ integer: Int64?) { self = integer.map(JSONValue.integer) ?? .null }
    init(_ digest: DocumentDigest?) { self = digest.map { .string($0.description) } ?? .null }
    /// Nothing for none.
    init(_ digests: [DocumentDigest]) {
        self = digests.isEmpty ? .null : .array(digests.map { .string($0.description) })
    }
    init(_ money: Money) { self = .integer(money.minorUnits) }
    init(_ currency: Currency?) { self = currency.map { .string($0.code) } ?? .null }
    init(_ currency: Currency) { self = .string(currency.code) }
}
