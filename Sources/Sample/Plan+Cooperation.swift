import Assistance
import CanonicalJSON

extension Plan {
    /// Plans what people do together under an agreement's pairing, for one in two of its projects.
    mutating func planCooperation(_ funding: Funding) {
        let (pair, year) = (funding.pair, funding.year)
        let office = places.office(.assistance, of: pair.recipient, in: year)
        for (number, project) in funding.projects.enumerated() where random.oneIn(2) {
            let id = Identifier.known("\(funding.agreement)-C\(number + 1)")
            let common = Cooperation(pairing: pair.id, region: project.county.code)
            let day = CalendarDate.known(year, 3, 1).later(by: random.below(220))
            switch random.below(6) {
            case 0: planSecondment(id, common, from: day, by: office)
            case 1: add(State(labour(common), of: id, on: day), by: office)
            case 2: add(State(investment(common), of: id, on: day), by: office)
            case 3: add(State(training(common), of: id, on: day), by: office)
            default: add(State(purchase(common), of: id, on: day), by: office)
            }
        }
    }

    private mutating func planSecondment(
        _ id: Identifier, _ common: Cooperation, from day: CalendarDate, by office: String
    ) {
        let lastDay = day.later(by: random.choice(of: [180, 364, 540]))
        let seconded = PersonnelSeconded(
            common, profession: random.choice(of: Profession.allCases), persons: Int64(random.within(1...12)),
            endsOn: lastDay)
        add(State(seconded, of: id, on: day), by: office)
        add(State(SecondmentEnded(), of: id, on: lastDay), by: office)
    }

    private mutating func labour(_ common: Cooperation) -> LabourPlaced {
        let persons = random.within(20...600)
        return LabourPlaced(
            common, persons: Int64(persons), registeredPoor: Int64(random.within(5...persons)),
            workplace: random.choice(of: Workplace.allCases),
            industry: random.choice(of: [.manufacturing, .construction, .hospitality, .agriculture]),
            monthlyWage: random.oneIn(3) ? nil : .fen(Int64(random.within(26...62)) * 10_000))
    }

    private mutating func investment(_ common: Cooperation) -> IndustryInvested {
        let committed = Int64(random.within(3...90)) * 100_000_000
        let investor = random.choice(of: ["食品加工企业", "纺织服装企业", "文化旅游企业", "特色种植企业", "电子装配企业"])
        return IndustryInvested(
            common, investor: investor, committed: .fen(committed),
            paidIn: .fen(committed / 10_000 * Int64(random.within(20...100)) * 100),
            industry: random.choice(of: [.manufacturing, .agriculture, .culture]),
            jobs: Int64(random.within(10...400)), linkedHouseholds: Int64(random.within(0...300)))
    }

    private mutating func training(_ common: Cooperation) -> TrainingHeld {
        let topic = random.choice(of: ["乡村振兴干部培训", "教师业务培训", "医护人员进修", "致富带头人培训", "农业技术培训"])
        return TrainingHeld(
            common, topic: topic, persons: Int64(random.within(20...150)), days: Int64(random.within(3...30)))
    }

    private mutating func purchase(_ common: Cooperation) -> ConsumptionPurchased {
        ConsumptionPurchased(
            common, buyer: random.choice(of: Buyer.allCases),
            goods: random.choice(of: ["牛羊肉", "菌菇", "核桃", "红枣", "苹果", "茶叶", "中药材", "手工艺品"]),
            amount: .fen(Int64(random.within(5...900)) * 1_000_000))
    }
}
