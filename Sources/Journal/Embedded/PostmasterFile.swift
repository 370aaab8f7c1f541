import Glibc

/// What PostgreSQL writes into `postmaster.pid`, line by line (see `miscadmin.h` and `pidfile.h` of PostgreSQL).
struct PostmasterFile: Sendable, Equatable {
    let processID: pid_t
    /// When the server started, in seconds since 1970.
    let startedAt: Int?
    let port: Int?
    let socketFolder: String?
    /// The identifier of the System V segment that guards the data folder.
    let sharedMemoryID: CInt?
    /// `starting`, `stopping`, `ready` or `standby`; nil in the first moments.
    let phase: String?

    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func line(_ number: Int) -> String? {
            guard lines.count >= number, !lines[number - 1].isEmpty else { return nil }
            return lines[number - 1]
        }
        // A standalone backend writes its number negated.
        guard let number = line(1).flatMap({ pid_t(Self.trimmed($0)) }), number != 0 else { return nil }
        processID = abs(number)
        startedAt = line(3).flatMap { Int($0) }
        port = line(4).flatMap { Int($0) }
        socketFolder = line(5)
        sharedMemoryID = line(7).flatMap { $0.split(separator: " ").last }.flatMap { CInt($0) }
        phase = line(8).map(Self.trimmed)
    }

    var isReady: Bool { phase == "ready" || phase == "standby" }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0 == " " }.prefix { $0 != " " })
    }
}
