import Testing

/// Tests of what the command says of itself: help, manual and guides. They have no ledger in common with other tests, so they run beside
/// those of ``CommandSuite``.
@Suite("The command pairledger", .serialized)
enum DescriptionSuite {}
