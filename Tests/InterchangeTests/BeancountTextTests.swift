import Assistance
import CanonicalJSON
import Interchange
import Testing

@Suite("Money for Beancount") struct BeancountTextTests {
    private static func name(_ account: String) throws -> String {
        BeancountText.name(of: try #require(Account(account)))
    }

    @Test("every account has a name that Beancount takes, and no two have the same")
    func names() throws {
        #expect(try Self.name("holding:653001") == "Assets:Holding:653001")
        #expect(try Self.name("committed:JS-KZ-2014/social-donation") == "Assets:Committed:JS-KZ-2014:Social-donation")
        #expect(try Self.name("donor:320000") == "Income:Donor:320000")
        #expect(try Self.name("spent:k1") == "Expenses:Spent:\u{A78B}k1")
        let owners = ["a", "A", "a.b", "a_b", "a-b", "A.B", "A_B", "A-B", "1", "1.", "1_", "z..z", "z._z", "z_.z"]
        let accounts = Account.Kind.allCases.flatMap { kind in
            owners.flatMap { owner in
                Instrument.allCases.map { "\(kind.rawValue):\(owner)" + ($0 == .fiscal ? "" : "/\($0.rawValue)") }
            }
        }
        let names = try accounts.map(Self.name)
        #expect(Set(names.map { Array($0.utf8) }).count == accounts.count)
        for name in names {
            #expect(name.wholeMatch(of: /(Assets|Income|Expenses)(:[\p{Lu}\p{Nd}][\p{L}\p{Nd}\-]*)+/) != nil, "\(name)")
        }
    }

    @Test("a transaction has every account and amount to the last 分, and its metadata")
    func transaction() throws {
        let (source, target) = (try #require(Account("committed:A1")), try #require(Account("transit:T1")))
        let amount = try #require(Money(minorUnits: 1_234_567_89))
        let day = try #require(CalendarDate("2014-03-18"))
        #expect(
            BeancountText.transaction(
                on: day, "FundsTransferred", "transfer/T1", metadata: [("position", "3")],
                postings: Posting.move(amount, from: source, to: target))
                    == """
                    2014-03-18 * "FundsTransferred" "transfer/T1"
                      position: 3
                      Assets:Committed:A1  -1234567.89 CNY
                      Assets:Transit:T1  1234567.89 CNY


                    """)
        #expect(
            BeancountText.opening(of: target, on: day, currency: .cny)
                == "2014-03-18 open Assets:Transit:T1 CNY\n  account: \"transit:T1\"\n")
    }
}
