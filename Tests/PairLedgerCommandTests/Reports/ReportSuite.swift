import Testing

/// Tests of reports. They have a server of their own, so they run beside those of ``CommandSuite``.
@Suite("The reports of pairledger", .serialized)
enum ReportSuite {}
