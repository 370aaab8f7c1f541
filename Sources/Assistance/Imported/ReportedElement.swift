public import CanonicalJSON

/// An element of somebody else's XML file, word for word, so that what has no counterpart in the ledger is kept all the same.
///
/// In entries it is a list: its name, its attributes (each name before its value, by their names), its text, and the elements in it.
/// Texts are in normal form C, as all texts of the log.
public struct ReportedElement: Hashable, Sendable {
    public let name: String
    /// Names and values by turns.
    public let attributes: [String]
    public let text: String
    public let children: [ReportedElement]

    public init(_ name: String, attributes: [String], text: String, children: [ReportedElement]) {
        self.name = name
        self.attributes = attributes
        self.text = text
        self.children = children
    }

    public init?(_ value: JSONValue) {
        guard let parts = value.arrayValue, parts.count == 4, let name = parts[0].stringValue, !name.isEmpty,
            let attributes = parts[1].arrayValue, attributes.count.isMultiple(of: 2),
            let text = parts[2].stringValue, let children = parts[3].arrayValue
        else { return nil }
        let names = attributes.compactMap(\.stringValue)
        let elements = children.compactMap(ReportedElement.init)
        guard names.count == attributes.count, elements.count == children.count else { return nil }
        self.init(name, attributes: names, text: text, children: elements)
    }

    public var data: JSONValue {
        [
            .string(name), .array(attributes.map(JSONValue.string)), .string(text), .array(children.map(\.data)),
        ]
    }

    public subscript(_ attribute: String) -> String? {
        var index = 0
        while index < attributes.count {
            if attributes[index] == attribute { return attributes[index + 1] }
            index += 2
        }
        return nil
    }

    public func first(_ name: String) -> ReportedElement? { children.first { $0.name == name } }
}

/// An element with the SHA-256 of its canonical JSON, by which a later edition of the same thing knows it again.
public struct ReportedItem: Hashable, Sendable {
    public let sha256: DocumentDigest
    /// Nil for one that is too large for an entry: only its digest, name and size are on record.
    public let element: ReportedElement?
    public let name: String
    /// How long its canonical JSON is.
    public let bytes: Int64

    public init(_ sha256: DocumentDigest, _ element: ReportedElement, bytes: Int64) {
        self.sha256 = sha256
        self.bytes = bytes
        name = element.name
        self.element = bytes <= ReportedItem.bytesMax ? element : nil
    }

    /// An entry has 65,535 bytes: what is beyond these leaves no room for the rest of it.
    public static let bytesMax: Int64 = 40_000

    init?(_ value: JSONValue) {
        guard let members = value.objectValue, let name = members["name"]?.stringValue,
            let digest = members["sha256"]?.stringValue.flatMap({ DocumentDigest($0) }),
            let bytes = members["bytes"]?.integerValue
        else { return nil }
        sha256 = digest
        self.name = name
        self.bytes = bytes
        guard let value = members["element"] else {
            element = nil
            return
        }
        guard let element = ReportedElement(value) else { return nil }
        self.element = element
    }

    var data: JSONValue {
        var members: [String: JSONValue] = [
            "sha256": JSONValue(sha256), "name": .string(name), "bytes": .integer(bytes),
        ]
        members["element"] = element?.data
        return .object(members)
    }
}

/// What one edition of a thing has that the one before did not have, and the other way round.
public struct ReportedChange: Hashable, Sendable {
    public let added: [ReportedItem]
    /// By their digests; one that stood there twice and is gone twice stands here twice.
    public let withdrawn: [DocumentDigest]

    public init(added: [ReportedItem], withdrawn: [DocumentDigest]) {
        self.added = added
        self.withdrawn = withdrawn
    }

    init(_ fields: EventFields) throws(EventFormError) {
        added = try fields.list("added", of: "a list of elements with their digests") { ReportedItem($0) }
        withdrawn = try fields.list("withdrawn", of: "a list of digests") {
            $0.stringValue.flatMap { DocumentDigest($0) }
        }
    }

    var data: [String: JSONValue] {
        ["added": .array(added.map(\.data)), "withdrawn": .array(withdrawn.map { JSONValue($0) })]
    }

    var isEmpty: Bool { added.isEmpty && withdrawn.isEmpty }
}

/// What is on record of an activity or organisation that somebody else reported.
public struct ReportedThing: Hashable, Sendable {
    /// As it was reported: its identifier in the words of its file, and the attributes of its element.
    public internal(set) var identifier = ""
    public internal(set) var attributes: [String] = []
    /// How often each element stands in it.
    public private(set) var elements: [DocumentDigest: Int] = [:]

    mutating func take(_ change: ReportedChange) {
        for item in change.added { elements[item.sha256, default: 0] += 1 }
        for digest in change.withdrawn {
            let count = (elements[digest] ?? 0) - 1
            elements[digest] = count > 0 ? count : nil
        }
    }
}
