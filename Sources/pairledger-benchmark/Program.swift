import Glibc

/// One run of another program, waited for.
enum Program {
    /// The file that this program runs from.
    static var own: String {
        get throws {
            guard let path = realpath("/proc/self/exe", nil) else { throw failure("find itself", errno) }
            defer { free(path) }
            return String(cString: path)
        }
    }

    /// The program of that name that was built with this one.
    static func beside(_ name: String) throws -> String {
        let own = try own
        return own[...(own.lastIndex(of: "/") ?? own.startIndex)] + name
    }

    /// The program of that name on the PATH.
    static func onPath(_ name: String) throws -> String {
        let folders = getenv("PATH").map { String(cString: $0).split(separator: ":") } ?? []
        guard let folder = folders.first(where: { access("\($0)/\(name)", X_OK) == 0 }) else {
            throw ProgramFailure("\(name) is not installed: Scripts/setup installs it")
        }
        return "\(folder)/\(name)"
    }

    /// Runs a program to its end and answers what it printed.
    ///
    /// By `posix_spawn`, which costs the same however large this process is: starts are timed with it.
    ///
    /// - Parameter environment: all of it.
    /// - Throws: ``ProgramFailure`` when it cannot be started or ends otherwise than with status 0.
    @discardableResult
    static func run(_ path: String, _ arguments: [String], environment: [String: String]) throws -> String {
        try runMeasured(path, arguments, environment: environment).output
    }

    /// The same, with the most memory that it had resident, in KiB.
    static func runMeasured(
        _ path: String, _ arguments: [String], environment: [String: String]
    ) throws -> (output: String, peakKiB: Int) {
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
            throw failure("make a pipe", errno)
        }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, path, &actions, nil, &words, &variables)
        close(ends[1])
        guard error == 0 else { throw failure("start \(path)", error) }
        let output = try readAll(ends[0])
        var status: CInt = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw failure("wait for \(path)", errno) }
        }
        guard status == 0 else {
            throw ProgramFailure("\(([path] + arguments).joined(separator: " ")): status \(status)")
        }
        return (output, usage.ru_maxrss)
    }

    private static func readAll(_ descriptor: CInt) throws -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            if count > 0 { bytes += chunk[..<count] } else if errno != EINTR { throw failure("read a pipe", errno) }
        }
    }

    private static func failure(_ action: String, _ number: CInt) -> ProgramFailure {
        ProgramFailure("cannot \(action): \(String(cString: strerror(number)))")
    }
}

/// Why another program did not do what it was started for.
struct ProgramFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
