import PairLedgerCommand

@main
struct Main {
    static func main() async { await PairLedger.execute() }
}
