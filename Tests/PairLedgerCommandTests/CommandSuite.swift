import Testing

/// Tests that run the real command, but for those of ``ReportSuite`` and ``DescriptionSuite``. They go one after another, because the
/// processes that they start would only wait for each other.
@Suite("The command pairledger", .serialized)
enum CommandSuite {}
