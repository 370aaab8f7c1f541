import ArgumentParser
import Projection

extension ProjectionCommand {
    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pause",
            abstract: "Let a projection stand still until it is resumed.",
            discussion: """
                Reports go on reading its rows as they are, and say so.

                Example:
                  pairledger projection pause funds --reason "the disk is being moved"
                """)

        @OptionGroup var projection: ProjectionArgument
        @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
        @OptionGroup var ledger: LedgerOptions

        func validate() throws { try Parse.mustBeText(reason, "--reason") }

        func run() async throws {
            try await Standstill.change(projection, ledger, "paused") { try await $0.pause($1, reason: reason) }
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume",
            abstract: "Let a projection go on, with the event that it stood before.",
            discussion: """
                After an event that could not be applied, use a program that knows it first.

                Example:
                  pairledger projection resume funds
                """)

        @OptionGroup var projection: ProjectionArgument
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            try await Standstill.change(projection, ledger, "goes on") { try await $0.resume($1) }
        }
    }

    struct Skip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "skip",
            abstract: "Let a projection do without the event that it stands before, because it cannot be applied.",
            discussion: """
                That stays on record, with the reason and the login that decided it. `status`, `projection list` and every report \
                drawn from the projection say so, until a rebuild can apply the event.

                Example:
                  pairledger projection skip funds --position 4711 --reason "recorded by a test program"
                """)

        @OptionGroup var projection: ProjectionArgument
        @Option(help: ArgumentHelp("The event's position.", valueName: "n")) var position: Int64
        @Option(help: ArgumentHelp("Why it may be left out.", valueName: "text")) var reason: String
        @OptionGroup var ledger: LedgerOptions

        func validate() throws { try Parse.mustBeText(reason, "--reason") }

        func run() async throws {
            try await Standstill.change(projection, ledger, "does without position \(position)") {
                try await $0.skip($1, position: position, reason: reason)
            }
        }
    }
}

extension Standstill {
    fileprivate static func change(
        _ projection: ProjectionArgument, _ ledger: LedgerOptions, _ done: String,
        _ change: (Standstill, any ReadModel.Type) async throws -> Void
    ) async throws {
        let model = try projection.model
        let journal = try await ProjectionDatabase.open(ledger).journal
        do {
            try await change(Standstill(journal), model)
        } catch let refusal as Standstill.Refusal {
            throw CommandFailure(refusal, model.name)
        }
        Terminal.note("\(model.name): \(done)", quiet: ledger.database.quiet)
    }
}

extension CommandFailure {
    fileprivate init(_ refusal: Standstill.Refusal, _ projection: String) {
        switch refusal {
        case .neverRan: self.init(ProjectionError.neverRan(projection: projection))
        case .notPaused: self.init(.refused, "projection \(projection) does not stand still")
        case .notStuck(let position, let next, let isStuck):
            self.init(
                .refused,
                isStuck
                    ? "projection \(projection) stands before position \(next), not before \(position)"
                    : "projection \(projection) does not stand before an event that cannot be applied",
                remedy: isStuck
                    ? "look at that event: pairledger log show \(next)"
                    : "nothing else is ever skipped; see pairledger projection list")
        }
    }
}
