/// A JSON value of somebody else's making. Numbers are kept as they were written, and the members of an object in their order.
enum JSONNode: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([Member])

    struct Member: Sendable, Hashable {
        let name: String
        let value: JSONNode
    }

    /// A member of an object; nil where there is none, or it is null.
    subscript(name: String) -> JSONNode? {
        guard case .object(let members) = self, let member = members.first(where: { $0.name == name }),
            member.value != .null
        else { return nil }
        return member.value
    }

    /// The text of a string, or the digits of a number, as identifiers may be either.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    /// The elements of an array; of anything else none.
    var elements: [JSONNode] { if case .array(let elements) = self { elements } else { [] } }

    /// Calls `body` with the path of every value that has no others in it and is not null, such as `contracts[].value.amount`.
    func forEachLeaf(_ path: String = "", _ body: (String) -> Void) {
        switch self {
        case .null: break
        case .bool, .number, .string: body(path)
        case .array(let elements): for element in elements { element.forEachLeaf(path + "[]", body) }
        case .object(let members):
            for member in members {
                member.value.forEachLeaf(path.isEmpty ? member.name : "\(path).\(member.name)", body)
            }
        }
    }
}
