import Accountability
import ArgumentParser
import Assistance
import Journal

extension RolesCommand {
    struct Scope: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "scope",
            abstract: "Of which regions observers see the names of payees; without a login, list them.",
            discussion: """
                A login with the role pairledger_observer reads the read models and the log as an inspector does, but names of \
                payees, suppliers and counterparties, and the words of findings, are masked with *** outside its scope; contracts \
                and findings outside it have no rows. The database itself sees to that, whatever program asks. A province or \
                prefecture stands for all that lies in it, 000000 for the country. Takes an administrator.

                Examples:
                  pairledger roles scope
                  pairledger roles scope kizilsu_audit 653000
                  pairledger roles scope kizilsu_audit --none
                """)

        @Argument(help: ArgumentHelp("The login whose scope is set.", valueName: "login")) var login: String?
        @Argument(
            help: ArgumentHelp("The regions of which it sees names, and no others.", valueName: "region"),
            transform: Parse.regionScope)
        var regions: [String] = []
        @Flag(help: "It sees no names.") var none = false
        @OptionGroup var options: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard let login else {
                if none { throw ValidationError("--none is for a login") }
                return
            }
            guard regions.isEmpty == none else {
                throw ValidationError(
                    none
                        ? "either --none or regions, not both"
                        : "name the regions of which \(login) sees names, such as 653000, or --none")
            }
        }

        func run() async throws {
            let database = try await Database.open(options)
            let administrator = try await database.connectCurrent(.administer, quiet: options.quiet)
            let shown = try output.openForReport()
            if let login {
                guard let observer = try await administrator.observerScopes().first(where: { $0.login == login }) else {
                    throw CommandFailure(
                        .refused, "\(login) is no login with the role pairledger_observer",
                        remedy: "make it one: CREATE ROLE … LOGIN, and GRANT pairledger_observer TO …")
                }
                try await administrator.setObserverScope(of: login, to: regions)
                if observer.seesAll {
                    Terminal.note(
                        "\(login) sees all names all the same, as it is an inspector or projector as well",
                        quiet: options.quiet)
                }
            }
            try shown.write(Scope.report(try await administrator.observerScopes()))
            try shown.finish()
        }

        private static func report(_ scopes: [ObserverScope]) -> Report {
            Report(
                name: "scopes", title: "Observers",
                sections: [
                    Report.Section(
                        key: "scopes", title: "Of which regions they see names",
                        columns: [
                            .init(key: "login", label: "Login", kind: .text),
                            .init(key: "regions", label: "Regions", kind: .text),
                            .init(key: "names", label: "Names", kind: .text),
                        ],
                        rows: scopes.map { scope in
                            let names = scope.regions.map { code in
                                code == Parse.country ? "the whole country" : RegionCode(code)?.name(on: .today) ?? code
                            }
                            return .init([
                                .text(scope.login), .text(scope.seesAll ? "all" : scope.regions.joined(separator: " ")),
                                .text(scope.seesAll ? "as inspector or projector" : names.joined(separator: ", ")),
                            ])
                        })
                ])
        }
    }
}

extension Parse {
    /// Stands for all regions in a scope.
    static let country = "000000"

    static func regionScope(_ text: String) throws -> String {
        if text == country { return text }
        let code = try region(text)
        guard !Regions.history(of: code).isEmpty else {
            throw ValidationError("there was never a region \(code); GB/T 2260 has the codes")
        }
        return code.description
    }
}
