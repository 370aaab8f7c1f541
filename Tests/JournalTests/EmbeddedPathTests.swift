import Glibc
import PairLedgerTesting
import Testing

@testable import Journal

@Suite("The home of the embedded server") struct EmbeddedPathTests {
    @Test(
        "any path serves",
        arguments: ["with spaces", "账本 东西部协作", "it's \"quoted\" \\ here", "$HOME `x` #1 %p"])
    func unusual(name: String) async throws {
        let cluster = try TestCluster(durable: false, name: name)
        defer { cluster.stop() }
        let address = try await cluster.server.ensureRunning()
        #expect(address.socketDirectory == "\(cluster.server.home)/run")
        #expect(try await EmbeddedProbe.sql("SHOW data_directory", at: address) == "\(cluster.server.home)/data")
        cluster.killServer()
        #expect(try await cluster.server.ensureRunning() == address)
        try await cluster.server.stop()
    }

    @Test(
        "a path too long for a socket, or with a comma, gets a short private folder instead, the same every time",
        arguments: [String(repeating: "long", count: 40), "a, b"])
    func unfit(name: String) async throws {
        let cluster = try TestCluster(durable: false, name: name)
        defer { cluster.stop() }
        let address = try await cluster.server.ensureRunning()
        defer { FileTree.remove(address.socketDirectory) }
        let owner = try cluster.server.owner().userID
        #expect(address.socketPath.utf8.count <= 107)
        #expect(!address.socketDirectory.hasPrefix(cluster.server.home))
        let found = try EmbeddedProbe.permissions(address.socketDirectory)
        #expect(found.mode == 0o700 && found.userID == owner)
        #expect(try await EmbeddedProbe.sql("SELECT 1", at: address) == "1")
        try await cluster.server.stop()
        #expect(try await cluster.server.ensureRunning() == address)
    }

    @Test("a folder that somebody else laid out for the socket is refused")
    func trap() async throws {
        let cluster = try TestCluster(durable: false, name: String(repeating: "long", count: 40))
        defer { cluster.stop() }
        let address = try await cluster.server.ensureRunning()
        try await cluster.server.stop()
        let folder = address.socketDirectory
        defer { FileTree.remove(folder) }

        FileTree.remove(folder)
        try #require(symlink("/tmp", folder) == 0)
        var error = await #expect(throws: EmbeddedServerError.self) { try await cluster.server.ensureRunning() }
        #expect(error?.code == .socketFolderUnsafe)
        #expect(error?.description.contains(folder) == true)

        FileTree.remove(folder)
        try FileTree.makeFolder(folder, mode: 0o777, owner: try cluster.server.owner())
        error = await #expect(throws: EmbeddedServerError.self) { try await cluster.server.ensureRunning() }
        #expect(error?.code == .socketFolderUnsafe)
    }

    @Test("the longest path that fits a socket, 107 bytes, is used; one byte more is not")
    func boundary() throws {
        let owner = try EmbeddedServer(home: "/x").owner()
        // "/run/.s.PGSQL.5432" takes 18 bytes.
        for (length, inHome) in [(89, true), (90, false)] {
            let home = "/" + String(repeating: "a", count: length - 1)
            let folder = EmbeddedServer(home: home).socketFolders(owner: owner).first
            #expect((folder == "\(home)/run") == inHome, "\(length)")
        }
    }

    @Test("the home is PAIRLEDGER_HOME, else root's, else XDG_DATA_HOME's, else the user's")
    func defaults() {
        func home(_ variables: [String: String], _ userID: uid_t) -> String {
            EmbeddedServer(home: nil, host: HostEnvironment(variables: variables, userID: userID)).home
        }
        let all = ["PAIRLEDGER_HOME": "/srv/l", "XDG_DATA_HOME": "/d", "HOME": "/home/u"]
        #expect(home(all, 0) == "/srv/l")
        #expect(home(all, 1000) == "/srv/l")
        #expect(home(["XDG_DATA_HOME": "/d", "HOME": "/home/u"], 0) == "/var/lib/pairledger")
        #expect(home(["XDG_DATA_HOME": "/d", "HOME": "/home/u"], 1000) == "/d/pairledger")
        #expect(home(["XDG_DATA_HOME": "d", "HOME": "/home/u"], 1000) == "/home/u/.local/share/pairledger")
        #expect(home(["PAIRLEDGER_HOME": "/srv/l//"], 1000) == "/srv/l")
        #expect(home(["PAIRLEDGER_HOME": "here"], 1000).hasSuffix("/here"))
        #expect(home(["PAIRLEDGER_HOME": "here"], 1000).hasPrefix("/"))
    }
}
