import Assistance
import CanonicalJSON
import Foundation
import Testing

/// An event's data as some version of this program wrote it, kept for ever in `Examples/`: `FundsSpent.v1.full.json` has all
/// fields of that version, `FundsSpent.v1.least.json` only those that must be there. A stored example is never edited.
struct StoredExample {
    enum Extent: String { case full, least }

    let type: String
    let version: Int
    let extent: Extent
    let data: JSONValue

    var name: String { "\(type).v\(version).\(extent)" }
    var isNewest: Bool { AssistanceEvent.catalogue[type]?.version == version }

    func event() throws -> AssistanceEvent { try AssistanceEvent(type: type, version: version, data: data) }

    static func all() throws -> [StoredExample] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Examples")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }.map(StoredExample.init)
    }

    private init(_ file: URL) throws {
        let parts = file.lastPathComponent.split(separator: ".")
        try #require(parts.count == 4 && parts[1].hasPrefix("v") && parts[3] == "json", "\(file.lastPathComponent)")
        type = String(parts[0])
        version = try #require(Int(parts[1].dropFirst()))
        extent = try #require(Extent(rawValue: String(parts[2])))
        data = try JSONValue(canonical: Array(Data(contentsOf: file)))
    }
}
