import Accountability
import ArgumentParser
import Assistance
import Projection
import TransparencyLog

/// A point at which a report is drawn.
enum DiffPoint {
    case known(Horizon.KnownAt)
    case published(Identifier)
    case file(String)

    /// - Throws: `ValidationError` for `report/` without an identifier.
    init(_ text: String) throws {
        if let known = try? Parse.knownAt(text) {
            self = .known(known)
        } else if text.hasPrefix("report/") {
            self = .published(try Parse.identifier(String(text.dropFirst("report/".count))))
        } else {
            self = .file(text)
        }
    }

    /// The seal of a file; nil where the point is none.
    func seal() throws -> ReportSeal? {
        guard case .file(let file) = self else { return nil }
        let text = String(decoding: try InputFile.bytes(file), as: UTF8.self)
        do throws(NoteError) {
            return try ReportSeal(of: text)
        } catch {
            throw CommandFailure(
                .usage, "\(file): \(error)",
                remedy: "give a position, an instant, report/ID, or a file that pairledger report … --seal has written")
        }
    }

    /// Where the log is looked at, and what is known of the report there.
    struct Resolved {
        let name: String
        /// Nil for the head of the log.
        var knownAt: Horizon.KnownAt?
        /// The words of the command that drew the report behind `report`.
        var words: [String] = []
        /// That of a publication.
        var period: Period?
        var seal: ReportSeal?
    }
}
