import ArgumentParser

/// Who puts something on record.
struct ActorOption: ParsableArguments {
    @Option(help: ArgumentHelp("Who says so (default: $PAIRLEDGER_ACTOR, else user@host).", valueName: "name"))
    var actor: String?

    func validate() throws { try actor.map { try Parse.mustBeText($0, "--actor") } }
}
