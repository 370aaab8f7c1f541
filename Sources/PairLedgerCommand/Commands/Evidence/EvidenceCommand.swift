import ArgumentParser
import Assistance

struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Documents that prove what is on record, known by their SHA-256.",
        discussion: """
            A document stays where it is kept; the ledger has its digest, size, type and title. Whoever holds the file can \
            show at any time that it is the one.
            """,
        subcommands: [EvidenceAttach.self, EvidenceCheck.self, EvidenceList.self])
}

extension Parse {
    static func stream(_ text: String) throws -> StreamName {
        guard let stream = StreamName(text) else {
            let kinds = StreamName.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError(
                "\"\(text)\" names nothing in the ledger: write a kind and an identifier, as project/P1; kinds are \(kinds)"
            )
        }
        return stream
    }

    static func mediaType(_ text: String) throws -> MediaType {
        guard let type = MediaType(text) else {
            throw ValidationError("\"\(text)\" is not a media type: write one such as application/pdf")
        }
        return type
    }
}
