import Assistance
import CanonicalJSON
import Testing

@Suite("A project is given money")
struct AllocationTests {
    private func data(from: JSONValue, _ amount: Int64) -> [String: JSONValue] {
        [
            "from": from, "instrument": "fiscal", "amount": .integer(amount * 100), "currency": "CNY",
            "amount_text": nil,
        ]
    }

    /// A project with a budget above what the county holds.
    private let before =
        Story.upToForward + [
            Story.receipt(of: "F1", on: "2014-04-01"), Story.project(total: yuan(1_000), aid: yuan(1_000)),
        ]

    @Test("without a region named, the money comes from where the project is")
    func ownRegion() throws {
        try given(before).when(Story.allocation(amount: yuan(400))).then(
            "FundsAllocated", of: "project/K1", data: data(from: "653001", 400),
            moves: ["holding:653001": -400, "project:K1": 400])
    }

    @Test("a region above may give directly")
    func otherRegion() throws {
        try given(Story.upToProject).when(Story.allocation(from: "653000", amount: yuan(200))).then(
            "FundsAllocated", of: "project/K1", data: data(from: "653000", 200),
            moves: ["holding:653000": -200, "project:K1": 200])
    }

    @Test("a project that is not on record is refused, with and without a region", arguments: [nil, "653000"])
    func unknown(from: String?) throws {
        try given(Story.upToProject).when(Story.allocation(to: "K9", from: from))
            .thenRefused(.unknown, field: "project", saying: "no project K9")
    }

    @Test("nothing and less than nothing are refused", arguments: [0, -1] as [Int64])
    func notPositive(amount: Int64) throws {
        try given(Story.upToProject).when(Story.allocation(amount: fen(amount)))
            .thenRefused(.amount, field: "amount", saying: fen(amount).description)
    }

    @Test("an allocation before the approval is refused with both dates")
    func beforeApproval() throws {
        try given(Story.upToProject).when(Story.allocation(on: "2014-01-09"))
            .thenRefused(.dates, field: "allocated_on", saying: "2014-01-09", "2014-01-10")
    }

    @Test("a region whose code is not valid on the day is refused")
    func invalidRegion() throws {
        try given(Story.upToProject).when(Story.allocation(from: "110221"))
            .thenRefused(.region, field: "from", saying: "110221", "2014-04-08")
    }

    @Test("money that lies in a region may be allocated after its code ended, until nothing is left")
    func lapsedRegion() throws {
        let before =
            Story.lapsed + [Story.project(place: Place(region: region("110114")), total: yuan(1_000), aid: yuan(1_000))]
        let allocated = Story.allocation(from: "110221", amount: yuan(600))
        try given(before).when(allocated).then(
            "FundsAllocated", of: "project/K1", data: data(from: "110221", 600),
            moves: ["holding:110221": -600, "project:K1": 600])
        try given(before).when(Story.allocation(from: "110221", amount: fen(60_001)))
            .thenRefused(.insufficient, field: "amount", saying: "600.01 CNY", "600.00 CNY", "holding:110221")
        try given(before, allocated).when(Story.allocation(from: "110221", amount: fen(1)))
            .thenRefused(.region, field: "from", saying: "110221", "2014-04-08")
    }

    @Test("a project approved while its region's code was valid is given that region's money after it")
    func lapsedPlace() throws {
        let project = Story.project(
            place: Place(region: region("110221")), total: yuan(1_000), aid: yuan(1_000), on: "1995-08-01")
        try given(Story.lapsed, project).when(Story.allocation(amount: yuan(600))).then(
            "FundsAllocated", of: "project/K1", data: data(from: "110221", 600),
            moves: ["holding:110221": -600, "project:K1": 600])
    }

    @Test("more than the region holds is refused with both figures")
    func insufficient() throws {
        try given(before).when(Story.allocation(amount: fen(40_001)))
            .thenRefused(.insufficient, field: "amount", saying: "400.01 CNY", "400.00 CNY", "holding:653001")
        try given(Story.upToProject).when(Story.allocation(in: .centralTransfer, amount: fen(1)))
            .thenRefused(
                .insufficient, field: "amount", saying: "0.01 CNY", "0.00 CNY", "holding:653001/central-transfer")
    }

    @Test("more than was approved is refused with what was approved and allocated before, whatever the instrument")
    func beyondApproval() throws {
        try given(Story.upToProject).when(Story.allocation(amount: fen(30_001)))
            .thenRefused(.exceeds, field: "amount", saying: "300.01 CNY", "300.00 CNY of aid", "0.00 CNY allocated")
        try given(Story.upToAllocation).when(Story.allocation(in: .socialDonation, amount: fen(1)))
            .thenRefused(.exceeds, field: "amount", saying: "0.01 CNY", "300.00 CNY of aid", "300.00 CNY allocated")
    }

    @Test("what was given back may be allocated again")
    func again() throws {
        try given(Story.upToAllocation, Story.release(amount: yuan(10))).when(Story.allocation(amount: yuan(10))).then(
            "FundsAllocated", of: "project/K1", data: data(from: "653001", 10),
            moves: ["holding:653001": -10, "project:K1": 10])
    }
}
