import Glibc

/// Why a test cluster has no folder.
struct TestClusterError: Error, CustomStringConvertible {
    let action: String
    let number: CInt

    var description: String { "cannot \(action): \(String(cString: strerror(number)))" }
}
