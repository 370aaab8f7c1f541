import ArgumentParser
import Assistance
import CanonicalJSON

struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Projects that aid pays for, from the proposal to the closing.",
        subcommands: [
            Propose.self, Approve.self, ReviseBudget.self, Contract.self, Start.self, Milestone.self, Progress.self,
            Entitle.self,
            Suspend.self, Resume.self, Complete.self, Inspect.self, Cancel.self, Close.self,
            ShowThing<ProjectNoun>.self,
        ])
}

/// Which project.
struct ProjectArgument: ParsableArguments {
    @Argument(help: "The project's identifier.", transform: Parse.identifier) var project: Identifier
}

/// Why.
struct ReasonOption: ParsableArguments {
    @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
}

/// What a project is to be.
struct PlanOptions: ParsableArguments {
    @Option(help: "Its name in English.") var name: String?
    @Option(help: "Its official name.") var nameZh: String?
    @Option(help: ArgumentHelp("The region it is in.", valueName: "code"), transform: Parse.region)
    var place: RegionCode?
    @Option(help: "own: the region's own departments; joint (共同实施): several of its parts together (default: own).")
    var scope: Place.Scope?
    @Option(help: "What it is for.") var purpose: Purpose?
    @Option(help: "What it is for, more closely.") var sector: Sector?
    @Option(help: ArgumentHelp("Who carries it out, such as the county's education bureau.", valueName: "name"))
    var implementer: String?
    @Option(help: ArgumentHelp("What all sources are to pay.", valueName: "money"), transform: Parse.money)
    var plannedTotal: Money?
    @Option(help: ArgumentHelp("What the aid is to pay.", valueName: "money"), transform: Parse.money)
    var plannedAid: Money?
    @Option(help: ArgumentHelp("When work is to begin.", valueName: "date"), transform: Parse.date)
    var plannedStart: CalendarDate?
    @Option(help: ArgumentHelp("When work is to be done.", valueName: "date"), transform: Parse.date)
    var plannedEnd: CalendarDate?

    /// Nil when none of it was given.
    func plan() throws -> ProjectPlan? {
        guard let name, let place, let purpose, let plannedTotal, let plannedAid else {
            let given: [Any?] = [
                name, nameZh, place, scope, purpose, sector, implementer, plannedTotal, plannedAid, plannedStart,
                plannedEnd,
            ]
            guard given.allSatisfy({ $0 == nil }) else {
                throw ValidationError(
                    "a plan takes --name, --place, --purpose, --planned-total and --planned-aid; leave all of it out to approve "
                        + "what was proposed")
            }
            return nil
        }
        return ProjectPlan(
            name: name, nameZH: nameZh, place: Place(region: place, scope: scope ?? .own), purpose: purpose,
            sector: sector, implementer: implementer, plannedTotal: plannedTotal, plannedAid: plannedAid,
            plannedStart: plannedStart, plannedEnd: plannedEnd)
    }
}
