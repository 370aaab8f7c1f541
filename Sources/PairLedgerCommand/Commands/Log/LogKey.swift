import ArgumentParser
import Glibc
import TransparencyLog

struct LogKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The keys that sign checkpoints of logs.",
        subcommands: [Create.self, Show.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Make a signing key, and print the verifier key that belongs to it.",
            discussion: """
                The signing key goes into a file that only its owner may read, never into the database. Keep a copy where the \
                database's administrator has none. The verifier key is for everybody who is to check checkpoints: hand it out on \
                another way than those. The name says whose key it is, and which log it signs for: a URL without https://.

                Examples:
                  pairledger log key create audit.example/east-west --ledger east-west
                  pairledger log key create witness.example/court-of-audit --witness --key witness.key
                """)

        @Argument(
            help: ArgumentHelp("Whose key it is, such as audit.example/east-west.", valueName: "name"),
            transform: { text in
                guard let name = KeyName(text) else {
                    throw ValidationError(
                        "\"\(text)\" is no name of a key: it has no white space and no plus sign, and at most 255 bytes"
                    )
                }
                return name
            })
        var name: KeyName
        @Flag(help: "A key that cosigns the checkpoints of other logs.") var witness = false
        @OptionGroup var signing: SigningOptions
        @OptionGroup var seals: SealOptions
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            let path = try signing.path(seals, try ledger.name())
            let key = SigningKey(name: name, kind: witness ? .cosignature : .note)
            try KeyFile.create(key, at: path)
            Terminal.note("the signing key is in \(path); the verifier key:", quiet: ledger.database.quiet)
            try Terminal.out("\(key.verifier)\n")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Print the verifier key of a signing key.",
            discussion: """
                Examples:
                  pairledger log key show --ledger east-west
                  pairledger log key show --key witness.key
                """)

        @OptionGroup var signing: SigningOptions
        @OptionGroup var seals: SealOptions
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            try Terminal.out("\(try signing.read(seals, try ledger.name()).verifier)\n")
        }
    }
}
