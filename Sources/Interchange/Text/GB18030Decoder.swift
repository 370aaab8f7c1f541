internal import Glibc

/// Makes UTF-8 of GB 18030, piece by piece, by `iconv` of the C library, which refuses every byte that the standard gives no meaning.
final class GB18030Decoder {
    private let descriptor: iconv_t
    /// The beginning of a character whose end is in the next piece.
    private var rest: [UInt8] = []

    /// - Parameter file: what the problem calls it.
    /// - Throws: ``InputProblem/Code/encoding`` when the system does not know this one.
    init(file: String) throws(InputProblem) {
        guard let descriptor = iconv_open("UTF-8", "GB18030"), descriptor != iconv_t(bitPattern: -1) else {
            throw InputProblem(
                .encoding, file: file, message: "the file is in GB 18030, which this system cannot read",
                remedy: "install the encodings of the C library (glibc-gconv-extra), or save the file as UTF-8")
        }
        self.descriptor = descriptor
    }

    deinit { iconv_close(descriptor) }

    /// - Parameter isLast: whether no piece follows, so that a character must not be cut off.
    /// - Returns: the text, as far as it can be read; and the first byte that cannot, if there is one.
    func decode(_ piece: [UInt8], isLast: Bool) -> (text: [UInt8], wrong: UInt8?) {
        var bytes = rest + piece
        let count = bytes.count
        // Two bytes become three at most, and four become four.
        let room = count * 2 + 16
        var (left, error) = (count, Int32(0))
        let text = [UInt8](unsafeUninitializedCapacity: room) { buffer, written in
            bytes.withUnsafeMutableBytes { source in
                var input = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var output = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
                var free = room
                if iconv(descriptor, &input, &left, &output, &free) == -1 { error = errno }
                written = room - free
            }
        }
        rest = Array(bytes[(count - left)...])
        guard error == EILSEQ || error == EINVAL && isLast else { return (text, nil) }
        return (text, rest.first)
    }
}
