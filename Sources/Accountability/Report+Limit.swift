extension ReportRequest {
    /// The rows of a section, which are not made beyond the most that are shown.
    func rows<Item>(_ items: [Item], _ make: (Item) -> Report.Row) -> (shown: [Report.Row], omitted: Int) {
        let shown = limit.map { items.prefix($0) } ?? items[...]
        return (shown.map(make), items.count - shown.count)
    }

    /// What a report says of what it does not show.
    func omission(_ omitted: Int, of all: Int, _ things: String, _ chinese: String) -> String {
        language == .chinese
            ? "略去 \(all) \(chinese)中的 \(omitted) 项；合计含全部（--limit 0 显示全部）"
            : "\(omitted) of \(all) \(things) are left out (--limit 0 for all); totals are of all"
    }
}

extension Report {
    /// The report with as many rows of each section as a request has room for, and what it says of the others.
    public func limited(to request: ReportRequest) -> Report {
        var report = self
        for index in sections.indices {
            // Those that know already what they leave out keep what they have.
            if let limit = request.limit, sections[index].omitted == 0, sections[index].rows.count > limit {
                report.sections[index].omitted += sections[index].rows.count - limit
                report.sections[index].rows.removeLast(sections[index].rows.count - limit)
            }
            let section = report.sections[index]
            guard section.omitted > 0 else { continue }
            let all = section.rows.count + section.omitted
            let title = request.language(section.title)
            report.notes.append(
                request.omission(section.omitted, of: all, "rows of \"\(title)\"", "行“\(title)”"))
        }
        return report
    }
}
