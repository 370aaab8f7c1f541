/// The releases of a file one after another: of a release package, of an array, or one after the other as in NDJSON.
struct ReleaseReader {
    enum Item: Sendable {
        /// A release, where it begins, and its path, such as `releases[3]`.
        case release(JSONNode, line: Int, path: String)
        /// What a package has beside its releases: a member, or without a name those that stand before them.
        case metadata(name: String, JSONNode)
    }

    private enum State: Hashable {
        case top
        /// In an array of releases, of which so many were read; in a package, or alone.
        case list(count: Int, inPackage: Bool)
        /// Between the members of an object, which is a package or, as its members so far allow, a release.
        case object(line: Int, isFirst: Bool)
    }

    private var text: JSONTextReader
    private var state = State.top
    private var members: [JSONNode.Member] = []
    private var isPackage = false
    private var topCount = 0

    /// - Throws: ``InputProblem/Code/unreadable``.
    init(path: String) throws(InputProblem) { text = try JSONTextReader(path: path) }

    /// - Throws: `InputProblem` for what is not JSON or no file of releases. Nothing can be read after it.
    mutating func next() throws(InputProblem) -> Item? {
        while true {
            switch state {
            case .top:
                text.resetRoom()
                guard try text.peekToken() != nil else { return nil }
                let line = text.line
                topCount += 1
                if try text.take("[") {
                    state = .list(count: 0, inPackage: false)
                } else if try text.take("{") {
                    state = .object(line: line, isFirst: true)
                    members = []
                    isPackage = false
                } else {
                    throw try text.unexpected("a release or a package of releases", "")
                }
            case .list(let count, let inPackage):
                text.resetRoom()
                if try text.take("]") {
                    state = inPackage ? .object(line: text.line, isFirst: false) : .top
                    continue
                }
                let path = "\(inPackage ? "releases" : "")[\(count)]"
                if count > 0 { try text.expect(",", path) }
                _ = try text.peekToken()
                let line = text.line
                let release = try text.value(path)
                state = .list(count: count + 1, inPackage: inPackage)
                return .release(release, line: line, path: path)
            case .object(let line, let isFirst):
                if let item = try member(line, isFirst) { return item }
            }
        }
    }

    /// Reads on in an object.
    private mutating func member(_ line: Int, _ isFirst: Bool) throws(InputProblem) -> Item? {
        if try text.take("}") {
            state = .top
            guard !isPackage else { return nil }
            return .release(.object(members), line: line, path: topCount > 1 ? "[\(topCount - 1)]" : "")
        }
        if !isFirst { try text.expect(",", "") }
        let name = try text.name("")
        state = .object(line: line, isFirst: false)
        switch name {
        case "releases":
            isPackage = true
            try text.expect("[", name)
            state = .list(count: 0, inPackage: true)
            let before = members
            members = []
            // What came before shows only now to be of a package.
            return before.isEmpty ? nil : .metadata(name: "", .object(before))
        case "records":
            throw text.problem(
                .header, "this is a record package, of processes put together from their releases",
                "get the release package of the same publisher, or name the releases in an array")
        default:
            let value = try text.value(name)
            if isPackage {
                text.resetRoom()
                return .metadata(name: name, value)
            }
            guard !members.contains(where: { $0.name == name }) else {
                throw text.problem(.syntax, "the name \"\(name)\" stands twice", nil)
            }
            members.append(.init(name: name, value: value))
            return nil
        }
    }
}
