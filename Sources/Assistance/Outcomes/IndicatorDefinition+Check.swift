import CanonicalJSON

extension IndicatorDefined {
    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try mustBeAboutOne(on: occurrence.date, books)
        try name.mustBeText(field: "name")
        try nameZH?.mustBeText(field: "name_zh")
        try unit.mustBeText(field: "unit")
        try dueOn.mustNotPrecede(occurrence.date, "the due day", "the definition", field: "due_on")
        try mustLeadToTarget()
        if let eligiblePopulation {
            try eligiblePopulation.mustBeCount(of: "persons who can benefit", field: "eligible_population")
        }
    }

    private func mustBeAboutOne(on date: CalendarDate, _ books: Books) throws(Refusal) {
        switch (project, region) {
        case (let project?, nil): _ = try books.project(project)
        case (nil, let region?):
            try region.mustBePlace(field: "region")
            try region.mustBeValid(on: date, field: "region")
        default:
            throw Refusal(
                .form,
                "an indicator is about one project or one region, and \(project == nil ? "neither" : "both") was given",
                remedy: "give either --project or --region", field: "project")
        }
    }

    /// A target that is worse than the baseline is a slip in one of the two, or in what is better.
    private func mustLeadToTarget() throws(Refusal) {
        guard (baseline == nil) == (baselineOn == nil) else {
            throw Refusal(
                .form,
                "a baseline is a value and the day for which it holds, and only the "
                    + (baseline == nil ? "day" : "value") + " was given", remedy: "give both, or neither",
                field: baseline == nil ? "baseline" : "baseline_on")
        }
        guard let baseline, let baselineOn else { return }
        try dueOn.mustNotPrecede(baselineOn, "the due day", "the baseline", field: "due_on")
        guard ascending ? target >= baseline : target <= baseline else {
            let (from, to) = (Figure(checked: baseline, measure.scale), Figure(checked: target, measure.scale))
            throw Refusal(
                .figure,
                "the target of \(to) is worse than the baseline of \(from), as \(ascending ? "more" : "less") is better",
                remedy: "correct one of the two, or say which way is better", field: "target")
        }
    }
}
