import Assistance
import Crypto

extension Sequence where Element == UInt8 {
    /// Two small hexadecimal digits for each byte, as of a digest.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension DocumentDigest {
    /// The SHA-256 of some bytes.
    init(of bytes: [UInt8]) {
        guard let digest = DocumentDigest(SHA256.hash(data: bytes).hexadecimal) else {
            preconditionFailure("a SHA-256 has 32 bytes")
        }
        self = digest
    }
}
