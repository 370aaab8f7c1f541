import Glibc
import Subprocess
import SystemPackage

/// One run of a program under the account that owns the cluster.
///
/// No shell is involved, the environment is a short list of our own, and no descriptor is inherited.
struct OwnerProgram: Sendable {
    let path: String
    let arguments: [String]
    let owner: SystemAccount
    let host: HostEnvironment

    private var environment: Environment {
        var variables: [Environment.Key: String] = [
            "HOME": owner.homeDirectory, "LC_ALL": "C", "PATH": host.variables["PATH"] ?? "/usr/bin:/bin",
            // Spares initdb the search for the zone that matches /etc/localtime.
            "TZ": "UTC",
        ]
        variables["LD_LIBRARY_PATH"] = host.variables["LD_LIBRARY_PATH"]
        return .custom(variables)
    }

    /// The words of the command: the program with its arguments, or, if the caller is root, `setpriv` with them, which
    /// becomes the account and then the program.
    ///
    /// Subprocess could set the user as well, but calls glibc's `setuid` in a child made by a bare `clone`, where it
    /// waits for ever if a thread of the parent was just starting (seen with 1.0.2).
    private func command() throws(EmbeddedServerError) -> [String] {
        let words = [path] + arguments
        guard owner.userID != host.userID else { return words }
        let folders = (host.variables["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/bin", "/bin"]
        guard let folder = folders.first(where: { $0.hasPrefix("/") && access("\($0)/setpriv", X_OK) == 0 }) else {
            throw EmbeddedServerError(
                .binariesMissing, "the program setpriv, which lets root run PostgreSQL as \(owner.name), was not found",
                remedy:
                    "install it (Debian: apt-get install util-linux; Alpine: apk add setpriv), or run pairledger as "
                    + "an ordinary user")
        }
        let groups = owner.groups.map(String.init).joined(separator: ",")
        return [
            "\(folder)/setpriv", "--reuid=\(owner.userID)", "--regid=\(owner.groupID)", "--groups=\(groups)",
            "--inh-caps=-all", "--",
        ] + words
    }

    private static func options(newSession: Bool) -> PlatformOptions {
        var options = PlatformOptions()
        options.createSession = newSession
        return options
    }

    struct Outcome: Sendable {
        let succeeded: Bool
        let status: String
        /// What it wrote to its standard output and standard error.
        let output: String
    }

    /// Runs the program to its end, feeding it `input`; kills it after `limit`.
    func run(input: String = "", limit: Duration) async throws(EmbeddedServerError) -> Outcome {
        let command = try command()
        let ended = await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await self.outcome(of: command, input: input) }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        if Task.isCancelled { throw .cancelled }
        return ended
            ?? Outcome(succeeded: false, status: "no end after \(limit.components.seconds) seconds", output: "")
    }

    private func outcome(of command: [String], input: String) async -> Outcome {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())), environment: environment,
                workingDirectory: "/", platformOptions: Self.options(newSession: false), input: .string(input),
                output: .string(limit: 1 << 20), error: .combinedWithOutput)
            return Outcome(
                succeeded: result.terminationStatus.isSuccess, status: result.terminationStatus.description,
                output: result.standardOutput)
        } catch {
            return Outcome(succeeded: false, status: "\(error)", output: "")
        }
    }

    /// Starts the program in a session of its own with both outputs going to `log`, which this closes.
    ///
    /// The program goes on when this process ends; while this process lives, it collects the program's exit status.
    func start(log: CInt) throws(EmbeddedServerError) -> StartedProgram {
        let command: [String]
        do throws(EmbeddedServerError) {
            command = try self.command()
        } catch {
            close(log)
            throw error
        }
        let started = StartedProgram()
        Task.detached {
            do {
                let result = try await Subprocess.run(
                    .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
                    environment: environment,
                    workingDirectory: "/", platformOptions: Self.options(newSession: true), input: .none,
                    output: .fileDescriptor(FileDescriptor(rawValue: log), closeAfterSpawningProcess: true),
                    error: .combinedWithOutput
                ) { execution in
                    started.began(execution.processIdentifier.value)
                }
                started.ended(result.terminationStatus.description)
            } catch {
                started.ended("\(error)")
            }
        }
        return started
    }
}
