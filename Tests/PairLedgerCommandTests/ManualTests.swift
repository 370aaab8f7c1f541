import Foundation
import Testing

extension DescriptionSuite {
    @Suite("Scripts/manual")
    struct ManualTests {
        @Test("makes a page for every command that keeps what its help says, and completions that a shell can read")
        func pages() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            let made = try await home.run(
                program: "python3",
                [
                    Guide.package.appending(path: "Scripts/manual").path, "--program",
                    Guide.products.appending(path: "pairledger").path, "made",
                ])
            try #require(made.status == 0, "\(made.errors)")

            let names = try await CommandTree.read(by: home).pageNames
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(home.folder)/made/share/man/man1")
            #expect(files.sorted() == names.map { "\($0).1" }.sorted())
            let commit = try home.contents(of: "made/share/man/man1/pairledger-commit.1")
            #expect(commit.contains("\\-\\-amount 41759万元 \\-\\-on 2014\\-02\\-20"))
            #expect(commit.contains("donor → committed"))

            let completion = "made/share/bash-completion/completions/pairledger"
            let checked = try await home.run(program: "bash", ["-n", completion])
            #expect(checked.status == 0, "\(checked.errors)")
            #expect(try home.contents(of: completion).contains("--fiscal-year"))
        }
    }
}
