import Glibc

/// The two streams of the process: data goes to standard output, everything else to standard error.
enum Terminal {
    static func out(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func note(_ text: String, quiet: Bool = false) {
        if !quiet { write(text + "\n", to: STDERR_FILENO) }
    }

    /// Writes all of it; what nobody reads any more is not worth an error.
    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Glibc.write(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[rest.startIndex...]).baseAddress,
                    rest.count)
                if written < 0 && errno != EINTR { return }
                rest = rest.dropFirst(max(0, written))
            }
        }
    }
}
