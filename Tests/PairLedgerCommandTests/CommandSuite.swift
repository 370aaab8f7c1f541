import Testing

/// All tests that run the real command. They go one after another, because the processes that they start would only wait for
/// each other.
@Suite("The command pairledger", .serialized)
enum CommandSuite {}
