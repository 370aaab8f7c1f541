import ArgumentParser
import Glibc

/// The two streams of the process: data goes to standard output, everything else to standard error.
enum Terminal {
    /// - Throws: `CommandFailure` when it cannot be written, as on a full disk; the way to a quiet end when its reader has gone,
    ///   which is no failure.
    static func out(_ text: String) throws {
        let error = write(text, to: STDOUT_FILENO)
        guard error != EPIPE else { throw ExitCode.success }
        guard error == 0 else {
            throw CommandFailure(
                .usage, "standard output cannot be written: \(String(cString: strerror(error)))",
                remedy: "write to a file with --output, where there is room")
        }
    }

    /// Waits until nobody reads standard output any more, which only writing would tell otherwise, or until the task is cancelled.
    static func readerHasGone() async {
        var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        repeat {
            guard (try? await Task.sleep(for: .milliseconds(200))) != nil else { return }
        } while poll(&output, 1, 0) <= 0
    }

    static func note(_ text: String, quiet: Bool = false) {
        if !quiet { write(text + "\n", to: STDERR_FILENO) }
    }

    /// Writes all of it; answers the system's error, or 0.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Glibc.write(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[rest.startIndex...]).baseAddress,
                    rest.count)
                if written < 0 && errno != EINTR { return errno }
                rest = rest.dropFirst(max(0, written))
            }
            return 0
        }
    }
}
