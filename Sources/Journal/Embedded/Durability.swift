/// Whether the server's writes survive a crash of the machine.
package enum Durability: Sendable {
    /// They do. The only setting outside tests.
    case full
    /// They do not: for clusters that a test run throws away.
    case none
}
