import Assistance
import CanonicalJSON

/// The running example goes on: what the school is to reach, what is claimed, and who looks into it.
extension Story {
    static let upToIndicator = upToProject + [indicator()]
    static let upToOutcome: [any Request] = upToIndicator + [outcome().by(educationBureau)]

    /// Who puts the claims of the school on record.
    static let educationBureau = "the county's education bureau"
    static let auditBureau = "the county's audit bureau"

    static func indicator(
        _ name: String = "I1", _ vary: (inout Aim) -> Void = { _ in }, on: String = "2014-01-10"
    ) -> State<IndicatorDefined> {
        var aim = Aim()
        vary(&aim)
        return State(aim.defined, of: id(name), on: day(on))
    }

    /// An indicator that can be varied field by field.
    struct Aim {
        var project: String? = "K1"
        var region: String?
        var name = "Pupils"
        var nameZH: String? = "在校生"
        var measure = IndicatorMeasure.unit
        var unit = "persons"
        var ascending = true
        var baseline: Int64? = 20
        var baselineOn: String? = "2013-09-01"
        var target: Int64 = 120
        var dueOn = "2015-12-31"
        var eligiblePopulation: Int64? = 150

        var defined: IndicatorDefined {
            IndicatorDefined(
                project: project.map(id), region: region.map(AssistanceTests.region), name: name, nameZH: nameZH,
                measure: measure, unit: unit, ascending: ascending, baseline: baseline,
                baselineOn: baselineOn.map(day), target: target, dueOn: day(dueOn),
                eligiblePopulation: eligiblePopulation)
        }
    }

    static func outcome(
        _ value: String = "80", of indicator: String = "I1", from: String = "2014-01-01", to: String = "2014-12-31",
        by: String = "the school", remark: String? = nil, on: String = "2015-01-20"
    ) -> State<OutcomeReported> {
        State(
            OutcomeReported(
                value: figure(value), periodStart: day(from), periodEnd: day(to), reportedBy: by, remark: remark),
            of: id(indicator), on: day(on))
    }

    static func verification(
        of report: Int64 = 2, _ value: String = "78", indicator: String = "I1", by: String = auditBureau,
        method: String = "the register, on two days", on: String = "2015-03-10"
    ) -> State<OutcomeVerified> {
        State(
            OutcomeVerified(report: report, verifiedBy: by, method: method, value: figure(value)), of: id(indicator),
            on: day(on))
    }

    static func dispute(
        of report: Int64 = 2, _ value: String = "41", indicator: String = "I1", by: String = auditBureau,
        reason: String = "half of the names are of another school", on: String = "2015-03-10"
    ) -> State<OutcomeDisputed> {
        State(
            OutcomeDisputed(report: report, disputedBy: by, reason: reason, value: figure(value)), of: id(indicator),
            on: day(on))
    }

    static func count(
        persons: Int64 = 80, households: Int64? = 61, group: BeneficiaryGroup = .students, eligible: Int64? = 150,
        indicator: String = "I1", from: String = "2014-01-01", to: String = "2014-12-31",
        digest: DocumentDigest? = nil, on: String = "2015-01-20"
    ) -> State<BeneficiariesCounted> {
        State(
            BeneficiariesCounted(
                persons: persons, households: households, group: group, eligiblePopulation: eligible,
                periodStart: day(from), periodEnd: day(to), digest: digest), of: id(indicator), on: day(on))
    }

    static func evidence(
        _ document: DocumentDescription = contract, about: String = "project/K1", event: Int64? = nil,
        on: String = "2014-04-20"
    ) -> State<EvidenceAttached> {
        State(
            EvidenceAttached(document, about: stream(about), event: event), of: Identifier(document.digest),
            on: day(on))
    }

    static let contract = document()

    static func document(
        _ digit: Character = "a", bytes: Int64 = 48_211, type: String = "application/pdf", title: String = "施工合同",
        kind: DocumentKind = .contract
    ) -> DocumentDescription {
        DocumentDescription(
            digest: digest(digit), bytes: bytes, mediaType: mediaType(type), title: title, kind: kind)
    }
}
