import Assistance
public import CanonicalJSON

/// Plan against progress. The plan is taken to be as even as time: earned schedule (W. Lipke, "Schedule is Different", 2003), in days.
extension ProjectRow {
    /// The first day of the plan: the planned one, or else that of the approval.
    public var planBegin: CalendarDate? { plannedStart ?? approvedOn }

    /// How many days the plan has from its begin to its end; nil where it has no such days.
    public var planDays: Int? {
        guard let planBegin, let plannedEnd else { return nil }
        let days = planBegin.days(until: plannedEnd)
        return days > 0 ? days : nil
    }

    /// The day on which progress was told last: that of the completion, or of the latest report of work.
    public var progressOn: CalendarDate? { completedOn ?? workAsOf }

    /// How many of the plan's days had gone by then; below zero before its begin, and more than there are after its end.
    public var daysGone: Int? {
        guard let planBegin, let progressOn else { return nil }
        return planBegin.days(until: progressOn)
    }

    /// How many days the work was behind the plan on the day on which it was told last; below zero when it was ahead. Nil without a
    /// plan, before anything was told, and for what was cancelled.
    public var slippageDays: Int64? {
        guard cancelledOn == nil, let plannedEnd else { return nil }
        if let completedOn { return Int64(plannedEnd.days(until: completedOn)) }
        guard let planDays, let daysGone, plannedTotal > 0 else { return nil }
        return Int64(daysGone) - Int64(clamping: Int128(workTotalDone) * Int128(planDays) / Int128(plannedTotal))
    }

    /// The work done, in millionths of the whole plan.
    var workMillionths: Int128? {
        plannedTotal == 0 ? nil : Int128(workTotalDone) * 1_000_000 / Int128(plannedTotal)
    }

    /// What it was given and has not spent, in minor units.
    public var left: Int64 { Int64(clamping: Int128(allocated) - Int128(spent)) }
}
