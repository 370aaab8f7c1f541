import Assistance

/// The programmes of the sample: the real ones, each with the day from which it is recorded. Where only the year is known, that is
/// its first day.
struct PlannedProgramme: Sendable {
    let id: String
    let name: String
    let nameZH: String
    let legalBasis: String?
    let startsOn: String
    let endsOn: String?

    private init(
        _ id: String, _ name: String, _ nameZH: String, from startsOn: String, to endsOn: String? = nil,
        by legalBasis: String? = nil
    ) {
        self.id = id
        self.name = name
        self.nameZH = nameZH
        self.legalBasis = legalBasis
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    var request: EstablishProgramme {
        EstablishProgramme(
            programme: .known(id), name: name, nameZH: nameZH, legalBasis: legalBasis, startsOn: .known(startsOn),
            endsOn: endsOn.map { .known($0) })
    }

    static let all = [
        PlannedProgramme("three-gorges", "Paired assistance to the Three Gorges area", "三峡库区对口支援", from: "1992-01-01"),
        PlannedProgramme(
            "aid-tibet", "Paired assistance to Tibet", "对口支援西藏", from: "1994-07-20",
            by: "Third national conference on work in Tibet"),
        PlannedProgramme(
            "east-west", "East-west collaboration", "东西部协作", from: "1996-05-31",
            by: "Decision of the State Council's leading group for poverty alleviation"),
        PlannedProgramme(
            "aid-qinghai", "Paired assistance to the Tibetan areas of Qinghai", "对口支援青海省藏区", from: "2010-01-18",
            by: "Fifth national conference on work in Tibet"),
        PlannedProgramme(
            "aid-xinjiang", "Paired assistance to Xinjiang", "对口支援新疆", from: "2010-03-30",
            by: "National conference on paired assistance to Xinjiang"),
        PlannedProgramme(
            "tibetan-areas", "Paired assistance to the Tibetan areas of Gansu, Sichuan and Yunnan", "对口支援四川云南甘肃省藏区",
            from: "2014-01-01"),
        PlannedProgramme(
            "old-bases", "Cooperation with the old revolutionary base areas", "革命老区重点城市对口合作", from: "2022-01-01",
            to: "2030-12-31"),
    ]
}
