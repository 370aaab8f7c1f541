import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON

struct RegionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "region", abstract: "Regions: codes and names by date, designations, yearly figures.",
        subcommands: [Show.self, List.self, Designate.self, Delist.self, Indicate.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one region, and when its code was in use.",
            discussion: """
                Example:
                  pairledger region show 653001 --on 2014-06-30
                """)

        @Argument(help: "Six digits.", transform: Parse.region) var code: RegionCode
        @OptionGroup var on: DateOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            do {
                let region = try Regions.lookup(code, on: on.date)
                try output.write(RegionCommand.report([region], on: on.date, periods: Regions.history(of: code)))
            } catch let error as RegionError {
                throw CommandFailure(.refused, error.description)
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the regions of a date: the provinces, those within a region, or those of a name.",
            discussion: """
                Examples:
                  pairledger region list
                  pairledger region list --within 653000 --on 2014-06-30
                  pairledger region list --name 阿图什
                """)

        @Option(help: ArgumentHelp("Those within this one.", valueName: "code"), transform: Parse.region)
        var within: RegionCode?
        @Option(help: ArgumentHelp("Those whose name has this in it.", valueName: "text")) var name: String?
        @OptionGroup var on: DateOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            let regions =
                if let name {
                    Regions.search(name: name, on: on.date).filter { region in within.map(region.code.isWithin) ?? true
                    }
                } else if let within {
                    Regions.regions(within: within, on: on.date)
                } else {
                    Regions.provinces(on: on.date)
                }
            try output.write(RegionCommand.report(regions, on: on.date, periods: []))
        }
    }

    private static func report(_ regions: [Region], on date: CalendarDate, periods: [RegionPeriod]) -> Report {
        let revision = Regions.revision(inForceOn: date)
        var sections = [
            Report.Section(
                key: "regions", title: "Regions",
                columns: [
                    .init(key: "code", label: "Code", kind: .text), .init(key: "name_zh", label: "名称", kind: .text),
                    .init(key: "name_en", label: "Name", kind: .text),
                    .init(key: "iso_3166", label: "ISO 3166-2", kind: .text),
                    .init(key: "tier", label: "Tier", kind: .text),
                ],
                rows: regions.map {
                    .init([
                        .text($0.code.description), .text($0.nameZH), $0.nameEN.map(Report.Cell.text) ?? .empty,
                        $0.iso3166.map(Report.Cell.text) ?? .empty, .text($0.code.tier.rawValue),
                    ])
                })
        ]
        if !periods.isEmpty {
            sections.append(
                Report.Section(
                    key: "history", title: "In which revisions the code stands",
                    columns: [
                        .init(key: "from", label: "From", kind: .text), .init(key: "to", label: "To", kind: .text),
                        .init(key: "name_zh", label: "名称", kind: .text),
                    ],
                    rows: periods.map {
                        .init([
                            .text($0.revisions.lowerBound.description), .text($0.revisions.upperBound.description),
                            .text($0.nameZH),
                        ])
                    }))
        }
        return Report(
            name: "regions", title: "Regions of GB/T 2260",
            facts: [
                .init(key: "on", label: "On", value: .date(date.description)),
                .init(key: "revision", label: "Revision in force", value: .text(revision.month.description)),
            ], sections: sections, notes: revision.note.map { [$0] } ?? [])
    }
}
