internal import CXML

/// What libxml2 calls while it reads: notes the elements, and stops at what is refused.
final class XMLParsing {
    enum Refusal: Sendable, Hashable {
        case documentType
        case depth
        case text
        case fileSize
        case malformed(String)
    }

    private let limits: XMLReader.Limits
    var context: xmlParserCtxtPtr?
    private(set) var refusal: Refusal?
    /// Where the parser stood at the first refusal.
    private(set) var refusedLine = 0
    private var items: [XMLReader.Item] = []
    private var taken = 0
    private var depth = 0
    private var text: [UInt8] = []

    init(_ limits: XMLReader.Limits) { self.limits = limits }

    static func at(_ data: UnsafeMutableRawPointer?) -> XMLParsing {
        guard let data else { preconditionFailure("the parser hands on what it was given") }
        return Unmanaged<XMLParsing>.fromOpaque(data).takeUnretainedValue()
    }

    /// Where the parser stands, or stood when it was stopped.
    var line: Int { refusal == nil ? currentLine : refusedLine }

    private var currentLine: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }

    /// The next item; after the last one nothing is kept.
    func take() -> XMLReader.Item? {
        guard taken < items.count else { return nil }
        defer {
            taken += 1
            if taken == items.count {
                items.removeAll(keepingCapacity: true)
                taken = 0
            }
        }
        return items[taken]
    }

    func refuse(_ reason: Refusal) {
        guard refusal == nil else { return }
        refusedLine = currentLine
        refusal = reason
        xmlStopParser(context)
    }

    func fail(_ reason: String) { refuse(.malformed(reason)) }

    func start(
        _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?, _ count: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard refusal == nil else { return }
        depth += 1
        guard depth <= limits.depth else { return refuse(.depth) }
        // Between elements only white space is usual.
        let isBlank = text.allSatisfy { $0 == 0x20 || 0x09...0x0D ~= $0 }
        let textBefore = isBlank ? "" : String(decoding: text, as: UTF8.self)
        text.removeAll(keepingCapacity: true)
        var named: [String: String] = [:]
        var byteCount = 0
        // Each attribute has five pointers: name, prefix, namespace, and the beginning and end of its value.
        for index in 0..<count {
            guard let attributes, let begin = attributes[5 * index + 3], let end = attributes[5 * index + 4] else {
                continue
            }
            let value = UnsafeBufferPointer(start: begin, count: end - begin)
            byteCount += value.count
            guard byteCount <= limits.textBytes else { return refuse(.text) }
            let prefix = XMLParsing.text(attributes[5 * index + 1])
            let name = XMLParsing.text(attributes[5 * index])
            named[prefix.isEmpty ? name : "\(prefix):\(name)"] = String(decoding: value, as: UTF8.self)
        }
        items.append(
            .start(
                XMLElement(
                    name: XMLParsing.text(name), namespace: XMLParsing.text(namespace), attributes: named,
                    textBefore: textBefore, line: currentLine)))
    }

    func end(_ name: UnsafePointer<xmlChar>?) {
        guard refusal == nil else { return }
        depth -= 1
        items.append(
            .end(name: XMLParsing.text(name), text: String(decoding: text, as: UTF8.self), line: currentLine))
        text.removeAll(keepingCapacity: true)
    }

    func append(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
        guard refusal == nil else { return }
        guard text.count + count <= limits.textBytes else { return refuse(.text) }
        text += UnsafeBufferPointer(start: bytes, count: count)
    }

    private static func text(_ pointer: UnsafePointer<xmlChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}
