/// What kind of file a document is, such as `application/pdf` (RFC 6838).
public struct MediaType: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Nil when the text does not have the form: two names of at most 127 letters, digits and `!#$&-^_.+`, a letter or digit
    /// first, with a `/` between them. Capitals become small letters.
    public init?(_ text: String) {
        let names = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard names.count == 2, names.allSatisfy(MediaType.isName) else { return nil }
        description = text.lowercased()
    }

    private init(checked description: String) { self.description = description }

    /// The type that the ending of a file's name promises; bytes of an unknown kind where it says nothing.
    public init(ofFileNamed name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let ending = parts.count > 1 ? parts.last?.lowercased() : nil
        self.init(checked: ending.flatMap { MediaType.byEnding[$0] } ?? "application/octet-stream")
    }

    private static let byEnding = [
        "csv": "text/csv", "txt": "text/plain", "html": "text/html", "xml": "application/xml",
        "json": "application/json", "pdf": "application/pdf",
        // GB/T 33190, the form of official electronic documents and invoices in China.
        "ofd": "application/ofd",
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "tif": "image/tiff", "tiff": "image/tiff",
        "heic": "image/heic", "mp4": "video/mp4", "zip": "application/zip",
        "doc": "application/msword", "xls": "application/vnd.ms-excel",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    ]

    private static func isName(_ name: Substring.UTF8View.SubSequence) -> Bool {
        guard let first = name.first, isAlphanumeric(first), name.count <= 127 else { return false }
        return name.allSatisfy { isAlphanumeric($0) || "!#$&-^_.+".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
