import Assistance
import CanonicalJSON
import Testing

@Suite("What tells requests apart")
struct RequestFactsTests {
    @Test(
        "a request that creates something is known by it, and others are not the same unless their sender says so",
        arguments: [
            (Story.programme(), "programme/XJ"), (Story.pairing(), "pairing/JS-KZ"),
            (Story.agreement(), "agreement/A1"),
            (Story.transfer(), "transfer/T1"), (Story.forward(), "transfer/F1"),
            (Story.project(), "project/K1/approval"),
            (Story.spending(), "payment/P1"), (Story.receipt(), nil), (Story.allocation(), nil), (Story.report(), nil),
            (Story.release(), nil), (Story.return_(), nil),
            (Story.indicator(), "indicator/I1"), (Story.outcome(), nil), (Story.verification(), nil),
            (Story.dispute(), nil), (Story.count(), nil),
        ] as [(any Request, String?)])
    func identity(request: any Request, identity: String?) {
        #expect(request.identity == identity)
    }

    /// Each list holds a request and others that differ from it, and from each other, in one field.
    private static let families: [[any Request]] = [
        [
            Story.programme(), Story.programme("TB"), Story.programme(from: "2011-01-01"),
            Story.programme(to: "2020-12-31"),
            varied(Story.programme()) { $0.name = "Aid" }, varied(Story.programme()) { $0.nameZH = nil },
            varied(Story.programme()) { $0.legalBasis = nil },
        ],
        [
            Story.pairing(), Story.pairing("P"), Story.pairing(programme: "TB"), Story.pairing(donor: "310000"),
            Story.pairing(recipient: "653100"), Story.pairing(from: "2010-03-31"), Story.pairing(to: nil),
        ],
        [
            Story.agreement(), Story.agreement("A2"), Story.agreement(pairing: "P"), Story.agreement(year: 2015),
            Story.agreement(in: .socialDonation), Story.agreement(amount: fen(1)), Story.agreement(on: "2014-02-21"),
            Story.agreement(due: nil), varied(Story.agreement()) { $0.amountText = "1000.001" },
            varied(Story.agreement()) { $0.mode = .turnkey }, varied(Story.agreement()) { $0.offPair = "late" },
        ],
        [
            Story.transfer(), Story.transfer("T2"), Story.transfer(agreement: "A2"), Story.transfer(amount: fen(1)),
            Story.transfer(on: "2014-03-19"), varied(Story.transfer()) { $0.amountText = "600.001" },
            varied(Story.transfer()) { $0.to = region("653001") }, varied(Story.transfer()) { $0.offPair = "late" },
        ],
        [
            Story.receipt(), Story.receipt(of: "T2"), Story.receipt(amount: fen(1)), Story.receipt(amount: fen(2)),
            Story.receipt(on: "2014-03-22"), varied(Story.receipt()) { $0.amountText = "600.001" },
            varied(Story.receipt()) { $0.closes = true },
        ],
        [
            Story.forward(), Story.forward("F2"), Story.forward(from: "650000"), Story.forward(to: "653024"),
            Story.forward(in: .centralTransfer), Story.forward(amount: fen(1)), Story.forward(on: "2014-03-28"),
            varied(Story.forward()) { $0.amountText = "400.001" },
        ],
        [
            Story.project(), Story.project("K2"), Story.project(place: Place(region: region("653024"))),
            Story.project(place: Place(region: region("653001"), scope: .joint)), Story.project(total: yuan(501)),
            Story.project(aid: yuan(301)), Story.project(from: nil), Story.project(to: nil),
            Story.project(on: "2014-01-11"), varied(Story.project()) { $0.plan?.name = "School" },
            varied(Story.project()) { $0.plan?.nameZH = nil }, varied(Story.project()) { $0.plan?.purpose = .industry },
            varied(Story.project()) { $0.plan?.sector = .roads },
            varied(Story.project()) { $0.plan?.implementer = "bureau" },
            varied(Story.project()) { $0.plan = nil },
        ],
        [
            Story.allocation(), Story.allocation(to: "K2"), Story.allocation(from: "653001"),
            Story.allocation(in: .socialDonation), Story.allocation(amount: fen(1)), Story.allocation(on: "2014-04-09"),
            varied(Story.allocation()) { $0.amountText = "300.001" },
        ],
        [
            Story.spending(), Story.spending("P2"), Story.spending(project: "K2"), Story.spending(in: .socialDonation),
            Story.spending(amount: fen(1)), Story.spending(on: "2014-06-13"),
            varied(Story.spending()) { $0.payee = "培训机构" }, varied(Story.spending()) { $0.category = nil },
            varied(Story.spending()) { $0.amountText = "120.001" },
            varied(Story.spending()) { $0.contract = id("C1") }, varied(Story.spending()) { $0.invoice = digest("d") },
            varied(Story.spending()) { $0.payeeKind = .person },
            varied(Story.spending()) { $0.payeeDigest = digest("d") },
        ],
        [
            Story.report(), Story.report(project: "K2"), Story.report(aid: fen(1)), Story.report(total: yuan(201)),
            Story.report(on: "2014-07-01"),
        ],
        [
            Story.release(), Story.release(project: "K2"), Story.release(to: "653001"),
            Story.release(in: .socialDonation),
            Story.release(amount: fen(1)), Story.release(on: "2014-12-01"), varied(Story.release()) { $0.reason = nil },
        ],
        [
            Story.return_(), Story.return_(agreement: "A2"), Story.return_(from: "653000"),
            Story.return_(amount: fen(1)),
            Story.return_(on: "2014-12-16"), varied(Story.return_()) { $0.reason = nil },
        ],
        [
            ReviseCommitment(agreement: id("A1"), amount: yuan(1), revisedOn: day("2014-06-01"), reason: "less"),
            ReviseCommitment(agreement: id("A2"), amount: yuan(1), revisedOn: day("2014-06-01"), reason: "less"),
            ReviseCommitment(agreement: id("A1"), amount: yuan(2), revisedOn: day("2014-06-01"), reason: "less"),
            ReviseCommitment(agreement: id("A1"), amount: yuan(1), revisedOn: day("2014-06-02"), reason: "less"),
            ReviseCommitment(agreement: id("A1"), amount: yuan(1), revisedOn: day("2014-06-01"), reason: "more"),
        ],
        [
            CancelCommitment(agreement: id("A1"), cancelledOn: day("2014-06-01"), reason: "over"),
            CancelCommitment(agreement: id("A2"), cancelledOn: day("2014-06-01"), reason: "over"),
            CancelCommitment(agreement: id("A1"), cancelledOn: day("2014-06-02"), reason: "over"),
            CancelCommitment(agreement: id("A1"), cancelledOn: day("2014-06-01"), reason: "again"),
        ],
        [
            RejectFunds(transfer: id("T1"), rejectedOn: day("2014-06-01"), reason: "closed account"),
            RejectFunds(transfer: id("T2"), rejectedOn: day("2014-06-01"), reason: "closed account"),
            RejectFunds(transfer: id("T1"), amount: yuan(1), rejectedOn: day("2014-06-01"), reason: "closed account"),
            RejectFunds(transfer: id("T1"), rejectedOn: day("2014-06-02"), reason: "closed account"),
            RejectFunds(transfer: id("T1"), rejectedOn: day("2014-06-01"), reason: "other name"),
        ],
        [
            ReverseEntry(position: 4, reversedOn: day("2014-06-01"), reason: "typed wrong"),
            ReverseEntry(position: 5, reversedOn: day("2014-06-01"), reason: "typed wrong"),
            ReverseEntry(position: 4, reversedOn: day("2014-06-02"), reason: "typed wrong"),
            ReverseEntry(position: 4, reversedOn: day("2014-06-01"), reason: "typed twice"),
        ],
        [
            Story.indicator(), Story.indicator("I2"), Story.indicator(on: "2014-01-11"),
            Story.indicator { $0.project = "K2" }, Story.indicator { $0.region = "653000" },
            Story.indicator { $0.name = "Children" }, Story.indicator { $0.nameZH = nil },
            Story.indicator { $0.measure = .percentage }, Story.indicator { $0.unit = "girls" },
            Story.indicator { $0.ascending = false }, Story.indicator { $0.baseline = 21 },
            Story.indicator { $0.baselineOn = "2013-09-02" }, Story.indicator { $0.target = 121 },
            Story.indicator { $0.dueOn = "2016-01-01" }, Story.indicator { $0.eligiblePopulation = nil },
        ],
        [
            Story.outcome(), Story.outcome("81"), Story.outcome("0.8%"), Story.outcome(of: "I2"),
            Story.outcome(from: "2014-01-02"), Story.outcome(to: "2014-12-30"), Story.outcome(by: "the bureau"),
            Story.outcome(remark: "all of them"), Story.outcome(on: "2015-01-21"),
        ],
        [
            Story.verification(), Story.verification(of: 3), Story.verification("79"), Story.verification("0.78%"),
            Story.verification(indicator: "I2"), Story.verification(by: "the province"),
            Story.verification(method: "by telephone"), Story.verification(on: "2015-03-11"),
        ],
        [
            Story.dispute(), Story.dispute(of: 3), Story.dispute("42"), Story.dispute("0.41%"),
            Story.dispute(indicator: "I2"), Story.dispute(by: "the province"), Story.dispute(reason: "none came"),
            Story.dispute(on: "2015-03-11"),
        ],
        [
            Story.count(), Story.count(persons: 81), Story.count(households: nil), Story.count(group: .general),
            Story.count(eligible: nil), Story.count(indicator: "I2"), Story.count(from: "2014-01-02"),
            Story.count(to: "2014-12-30"), Story.count(digest: digest("c")), Story.count(on: "2015-01-21"),
        ],
        [
            Story.evidence(), Story.evidence(Story.document("b")), Story.evidence(Story.document(bytes: 1)),
            Story.evidence(Story.document(type: "image/png")), Story.evidence(Story.document(title: "Contract")),
            Story.evidence(Story.document(kind: .other)), Story.evidence(about: "project/K2"),
            Story.evidence(event: 1), Story.evidence(on: "2014-04-21"),
        ],
    ]

    private static func varied<Asked>(_ request: Asked, _ vary: (inout Asked) -> Void) -> Asked {
        var request = request
        vary(&request)
        return request
    }

    @Test("requests that differ in any one field differ in identity, day or facts", arguments: families)
    func told(family: [any Request]) throws {
        let marks = try family.map { request in
            "\(request.identity ?? "-") \(request.effectiveOn) \(try JSONValue.object(request.facts).canonicalText())"
        }
        for (index, mark) in marks.enumerated() {
            let same = marks.indices.filter { marks[$0] == mark }
            #expect(same == [index], "\(mark)")
        }
    }
}
