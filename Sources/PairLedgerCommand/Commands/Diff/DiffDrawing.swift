import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Journal
import Projection
import TransparencyLog

/// Draws a report at two points, and finds the events between them.
struct DiffDrawing {
    let ledger: LedgerName
    let options: LedgerOptions

    // MARK: Points

    func resolve(_ point: DiffPoint?) async throws -> DiffPoint.Resolved {
        switch point {
        case nil: return .init(name: "head")
        case .known(.position(let position)):
            let recorded = try await journal().nextPosition()
            guard position < recorded else {
                throw CommandFailure(
                    .usage, "the ledger has no position \(position)", remedy: "its last is \(recorded - 1)")
            }
            return .init(name: "\(position)", knownAt: .position(position))
        case .known(.instant(let instant)): return .init(name: "\(instant)", knownAt: .instant(instant))
        case .published(let id): return try await published(id)
        case .file(let file):
            guard let seal = try point?.seal() else { return .init(name: file) }
            return try sealed(file, seal)
        }
    }

    private func published(_ id: Identifier) async throws -> DiffPoint.Resolved {
        let journal = try await journal()
        let stream = StreamName(.report, id).description
        guard let event = try await journal.read(LogSelection(limit: 1, streams: [stream])).first,
            case .reportPublished(let published) = try AssistanceEvent(
                type: event.type, version: event.v, data: event.data)
        else {
            let others = try await journal.streams(ofKind: "report").compactMap {
                Identifier(String($0.dropFirst("report/".count)))
            }
            let near = id.suggestions(from: others).map { "report/\($0)" }
            throw CommandFailure(
                .usage, "no report \(id) was published, by what is on record",
                remedy: near.isEmpty
                    ? "\(others.count) were: pairledger log show --type ReportPublished"
                    : "did you mean \(near.joined(separator: " or "))?")
        }
        return .init(
            name: stream, knownAt: .position(published.knownAt - 1), words: [published.name.description],
            period: Period(from: published.startsOn, to: published.endsOn))
    }

    private func sealed(_ file: String, _ seal: ReportSeal) throws -> DiffPoint.Resolved {
        var knownAt = Horizon.KnownAt.position(seal.checkpoint.checkpoint.size - 1)
        if let index = seal.parameters.firstIndex(of: "--known-at"), index + 1 < seal.parameters.count {
            knownAt = try Parse.knownAt(seal.parameters[index + 1])
        } else if let word = seal.parameters.first(where: { $0.hasPrefix("--known-at=") }) {
            knownAt = try Parse.knownAt(String(word.dropFirst("--known-at=".count)))
        }
        return .init(name: file, knownAt: knownAt, words: seal.parameters, seal: seal)
    }

    /// The words of the report that is compared where nobody says which.
    func words(_ points: DiffPoint.Resolved..., more: [String]) -> [String] {
        (points.map(\.words).first { !$0.isEmpty } ?? ["position"]) + more
    }

    // MARK: Drawing

    func draw(_ words: [String], at point: DiffPoint.Resolved) async throws -> ReportTaking.Taken {
        let names = ReportCommand.configuration.subcommands.filter {
            $0 != ReportCommand.Publish.self && $0 != ReportCommand.Reproduce.self
        }.map { $0._commandName }
        guard let name = words.first, names.contains(name) else {
            throw CommandFailure(
                .usage, "there is no report \"\(words.first ?? "")\"",
                remedy: "there are \(names.joined(separator: ", "))")
        }
        var arguments = words + ["--ledger", "\(ledger)", "--output", "/dev/null"]
        if let url = options.database.databaseUrl { arguments += ["--database-url", url] }
        if options.database.quiet { arguments.append("--quiet") }
        let taking = ReportTaking(knownAt: point.knownAt)
        var command = try ReportCommand.parseAsRoot(arguments)
        if var drawing = command as? any AsyncParsableCommand {
            try await ReportTaking.$current.withValue(taking) { try await drawing.run() }
        } else {
            // The help, which the words asked for.
            try command.run()
        }
        guard let taken = taking.result else {
            throw CommandFailure(
                .usage, "report \(name) cannot be compared",
                remedy: "compare another, such as --report position")
        }
        if let seal = point.seal, words == seal.parameters { try check(taken, seal, point.name) }
        return taken
    }

    /// The file must say what history says, or else there is nothing to compare with.
    private func check(_ taken: ReportTaking.Taken, _ seal: ReportSeal, _ file: String) throws {
        let text = JSONRenderer().render(taken.report.worded(in: taken.request.language))
        guard Digest(of: Array(text.utf8)) == seal.digest else {
            throw CommandFailure(
                .no, "\(file) is not what history gives at its checkpoint",
                remedy: "see where: pairledger report reproduce \(file) --trust KEYS")
        }
    }

    /// For each changed row the events behind it between the two points.
    func events(
        _ difference: ReportDifference, _ before: ReportTaking.Taken, _ after: ReportTaking.Taken
    ) async throws -> [[BasisEvent]] {
        guard !difference.isEmpty, before.knownTo < after.knownTo else { return difference.rows.map { _ in [] } }
        let bases = difference.rows.map { $0.basis ?? .positions([]) }
        return try await after.drawing.events(bases, after.request, from: before.knownTo).map { events in
            events.filter { $0.position < after.knownTo }
        }
    }

    private func journal() async throws -> Journal {
        let database = try await Database.open(options.database)
        return Journal(ledger, on: try await database.connectCurrent(.inspect, quiet: options.database.quiet))
    }
}
