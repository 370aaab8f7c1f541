import Assistance
import Testing

@Suite("Accounts")
struct AccountTests {
    @Test("every kind and instrument is written and read again as the same account")
    func roundTrip() throws {
        for instrument in Instrument.allCases {
            let accounts: [Account] = [
                .donor(.central, instrument), .donor(region("320000"), instrument),
                .committed(id("A-1.x_y"), instrument),
                .transit(id("T1"), instrument), .holding(region("653001"), instrument), .project(id("K1"), instrument),
                .spent(id("K1"), instrument),
            ]
            #expect(Set(accounts.map(\.kind)) == Set(Account.Kind.allCases))
            for account in accounts { #expect(Account(account.description) == account) }
            #expect(Set(accounts.map(\.description)).count == accounts.count)
        }
    }

    @Test(
        "an account is written as kind, owner and any instrument that is not fiscal",
        arguments: [
            (Account.donor(region("320000"), .fiscal), "donor:320000"),
            (Account.donor(.central, .centralTransfer), "donor:000000/central-transfer"),
            (Account.committed(id("SH-YN-2021"), .fiscal), "committed:SH-YN-2021"),
            (Account.transit(id("T1"), .socialDonation), "transit:T1/social-donation"),
            (Account.holding(region("653001"), .centralEnterprise), "holding:653001/central-enterprise"),
            (Account.project(id("K1"), .fiscal), "project:K1"), (Account.spent(id("K1"), .fiscal), "spent:K1"),
        ])
    func form(account: Account, text: String) {
        #expect(account.description == text)
    }

    @Test(
        "what is no account is not read as one",
        arguments: [
            "", ":", "donor", "donor:", ":320000", "Donor:320000", "loan:320000", "donor:320000/",
            "donor:320000/fiscal",
            "donor:320000/gift", "donor:320000/social-donation/x", "donor:/social-donation", "committed:A 1",
            " donor:320000",
            "committed:A1 ", "committed:A:1", "project:村小学",
        ])
    func refused(text: String) {
        #expect(Account(text) == nil)
    }

    @Test("only a source and a final use may be below zero")
    func guarded() {
        #expect(Account.Kind.allCases.filter { !$0.isGuarded } == [.donor, .spent])
    }

    @Test("a movement takes from one account what it gives to the other")
    func move() {
        let (from, to) = (Account.holding(region("653000"), .fiscal), Account.project(id("K1"), .fiscal))
        #expect(Posting.move(yuan(3), from: from, to: to) == [Posting(from, yuan(-3)), Posting(to, yuan(3))])
    }
}

@Suite("Identifiers")
struct IdentifierTests {
    @Test(
        "letters, digits, point, underscore and hyphen make an identifier",
        arguments: ["A", "7", "SH-YN-2021", "a.b_c-d", "0--", String(repeating: "x", count: 64)])
    func accepted(text: String) throws {
        #expect(try #require(Identifier(text)).description == text)
    }

    @Test(
        "anything else does not",
        arguments: [
            "", "-A", ".A", "_A", "A B", "A/B", "A:B", "é", "Ａ", "村", "A\u{0}", "A\n",
            String(repeating: "x", count: 65),
        ])
    func refused(text: String) {
        #expect(Identifier(text) == nil)
    }
}
