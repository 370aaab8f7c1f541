/// An element of an IATI file with all that is in it.
public struct IATIElement: Sendable, Hashable {
    /// With a prefix where it is not one of the standard's own.
    public var name: String
    /// By their names; `xml:lang` has its prefix.
    public var attributes: [String: String]
    public var children: [IATIElement]
    /// What stands in an element that has no others in it.
    public var text: String
    /// Where it begins in its file, from 1; 0 for what was read from none.
    public var line: Int

    public init(
        _ name: String, _ attributes: [String: String] = [:], _ children: [IATIElement] = [], text: String = "",
        line: Int = 0
    ) {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.text = text
        self.line = line
    }

    public subscript(_ attribute: String) -> String? { attributes[attribute] }

    /// Those of the name that stand directly in it.
    public func all(_ name: String) -> [IATIElement] { children.filter { $0.name == name } }
    public func first(_ name: String) -> IATIElement? { children.first { $0.name == name } }

    /// The text of its first narrative.
    public var narrative: String? { first("narrative").map(\.text).flatMap { $0.isEmpty ? nil : $0 } }
}
