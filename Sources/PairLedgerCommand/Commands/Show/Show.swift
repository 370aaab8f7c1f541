import ArgumentParser
import Assistance

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one thing with its whole history: what it is, its money, and every event about it.",
        discussion: """
            A later event may change what a thing is, such as a pairing's last day; "Said at" is the position of the event that \
            a fact comes from. With --as-of or --known-at only the events up to then count, and the money is that of then.

            Exit status 3 when there is no such thing on record; similar identifiers are named.

            Examples:
              pairledger show project/KZ14-001
              pairledger show transfer/JS-KZ-2014-T1 --format json
              pairledger show region/653001 --unit wan
              pairledger show agreement/JS-KZ-2014 --as-of 2014-06-30
            """)

    @Argument(help: ArgumentHelp("What it is: kind/identifier.", valueName: "thing"), transform: Parse.thing)
    var thing: ThingName
    @OptionGroup var options: ShowOptions

    func run() async throws { try await options.show(thing) }
}

/// A kind of thing whose command can show one.
protocol ShowableNoun {
    static var kind: StreamName.Kind { get }
    /// The identifier in the help's example.
    static var example: String { get }
}

enum ProgrammeNoun: ShowableNoun {
    static let kind = StreamName.Kind.programme
    static let example = "aid-xinjiang"
}

enum PairingNoun: ShowableNoun {
    static let kind = StreamName.Kind.pairing
    static let example = "JS-KZ"
}

enum AgreementNoun: ShowableNoun {
    static let kind = StreamName.Kind.agreement
    static let example = "JS-KZ-2014"
}

enum ProjectNoun: ShowableNoun {
    static let kind = StreamName.Kind.project
    static let example = "KZ14-001"
}

enum FindingNoun: ShowableNoun {
    static let kind = StreamName.Kind.finding
    static let example = "AUD-2016-07"
}

enum ClaimNoun: ShowableNoun {
    static let kind = StreamName.Kind.claim
    static let example = "ZJ-SC-2021"
}

/// `pairledger project show K1` for `pairledger show project/K1`.
struct ShowThing<Noun: ShowableNoun>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show", abstract: "Show one with its whole history.",
            discussion: """
                The same as `pairledger show \(Noun.kind)/…`.

                Example:
                  pairledger \(Noun.kind) show \(Noun.example)
                """)
    }

    @Argument(help: "Its identifier.", transform: Parse.identifier) var identifier: Identifier
    @OptionGroup var options: ShowOptions

    func run() async throws {
        try await options.show(ThingName(kind: Noun.kind.rawValue, identifier: identifier))
    }
}
