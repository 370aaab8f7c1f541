public import Assistance
import CanonicalJSON

/// The activities or organisations of an IATI file of version 2.01, 2.02 or 2.03, one after another: only one of them is in memory at a
/// time, however large the file is.
public final class IATIReader {
    /// One activity or organisation.
    public struct Item: Sendable {
        public let isActivity: Bool
        /// What is in another namespace has that before its name, as `{urn:…}event`.
        public let element: IATIElement
    }

    private let path: String
    private let reader: XMLReader
    public private(set) var standard = IATIStandard.version203
    /// IATI: `generated-datetime`; nil where the file does not say it.
    public private(set) var generatedAt: String?
    private var isOpen = false

    /// Larger ones are no activity, but a file that somebody did not divide.
    private static let itemBytesMax = 32 << 20
    private static let limits = XMLReader.Limits(depth: 24, textBytes: 1 << 18, fileBytes: 1 << 31)

    /// - Parameter path: `-` for standard input.
    /// - Throws: `InputProblem` when the file cannot be opened.
    public init(path: String) throws(InputProblem) {
        self.path = path
        reader = try XMLReader(path: path, limits: IATIReader.limits)
    }

    /// The next one; nil at the end of the file.
    ///
    /// - Throws: `InputProblem` for what is not XML, no file of the standard, or beyond the limits. Nothing can be read after it.
    public func next() throws(InputProblem) -> Item? {
        while let item = try reader.next() {
            guard case .start(let start) = item else { continue }
            guard isOpen else {
                try open(start)
                continue
            }
            let element = try read(start)
            if element.name == "iati-activity" || element.name == "iati-organisation" {
                return Item(isActivity: element.name == "iati-activity", element: element)
            }
        }
        return nil
    }

    private func open(_ root: XMLElement) throws(InputProblem) {
        guard root.name == "iati-activities" || root.name == "iati-organisations", root.namespace.isEmpty else {
            throw InputProblem(
                .header, file: path, line: root.line,
                message: "the file begins with <\(root.name)>, and is no file of activities or organisations of IATI",
                remedy: "read are files that begin with <iati-activities> or <iati-organisations>")
        }
        let version = root.attributes["version"] ?? ""
        guard let standard = IATIStandard(rawValue: version) else {
            throw InputProblem(
                .header, file: path, line: root.line,
                message: version.isEmpty ? "the file does not say its version" : "the file is of version \(version)",
                remedy: "read are versions " + IATIStandard.allCases.map(\.rawValue).joined(separator: ", "))
        }
        self.standard = standard
        generatedAt = root.attributes["generated-datetime"]
        isOpen = true
    }

    private func read(_ start: XMLElement) throws(InputProblem) -> IATIElement {
        var stack = [IATIReader.element(start)]
        var bytes = 0
        while let item = try reader.next() {
            switch item {
            case .start(let child):
                if !child.textBefore.isEmpty {
                    stack[stack.count - 1].children.append(
                        IATIElement("#text", text: String(child.textBefore.trimmed), line: child.line))
                }
                stack.append(IATIReader.element(child))
                bytes +=
                    child.name.utf8.count + child.attributes.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
            case .end(_, let text, let line):
                guard var ended = stack.popLast() else { break }
                let kept = String(text.trimmed)
                bytes += kept.utf8.count + 64
                if ended.children.isEmpty {
                    ended.text = kept
                } else if !kept.isEmpty {
                    ended.children.append(IATIElement("#text", text: kept, line: line))
                }
                guard !stack.isEmpty else { return ended }
                stack[stack.count - 1].children.append(ended)
            }
            guard bytes <= IATIReader.itemBytesMax else {
                throw InputProblem(
                    .tooLong, file: path, line: start.line,
                    message: "<\(start.name)> has more than \(IATIReader.itemBytesMax >> 20) MiB",
                    remedy: "no activity is so large: the file was put together wrongly")
            }
        }
        throw InputProblem(.syntax, file: path, line: start.line, message: "<\(start.name)> does not end")
    }

    private static func element(_ start: XMLElement) -> IATIElement {
        IATIElement(
            start.namespace.isEmpty ? start.name : "{\(start.namespace)}\(start.name)", start.attributes,
            line: start.line)
    }
}
