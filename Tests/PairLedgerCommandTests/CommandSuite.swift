import Testing

/// All tests that run the real command, in two lines: in each of them one goes after another, because more processes than two would only
/// wait for each other. Here are those that record, seal, kill and recover.
@Suite("The command pairledger", .serialized)
enum CommandSuite {}

/// Those that read: reports, guides and help.
@Suite("What the command pairledger tells", .serialized)
enum ReportSuite {}
