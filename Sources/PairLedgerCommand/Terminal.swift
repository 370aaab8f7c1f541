import Glibc

/// The two streams of the process: data goes to standard output, everything else to standard error.
enum Terminal {
    /// - Throws: `CommandFailure` when it cannot be written, as on a full disk. Somebody who stops reading is no failure.
    static func out(_ text: String) throws {
        let error = write(text, to: STDOUT_FILENO)
        guard error == 0 || error == EPIPE else {
            throw CommandFailure(
                .usage, "standard output cannot be written: \(String(cString: strerror(error)))",
                remedy: "write to a file with --output, where there is room")
        }
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
