import Accountability
import Assistance

/// In which unit and in which language a page or a table speaks, beside what its report says.
struct PageTerms {
    var unit: AmountUnit
    var language: Language

    /// A term in the language of the page, by the English one.
    func callAsFunction(_ term: String) -> String {
        language == .chinese ? Self.chinese[term] ?? term : term
    }

    /// As attributes and voices name it.
    var tag: String { language == .chinese ? "zh-Hans" : "en" }

    /// In which unit amounts are.
    var remark: String { language == .chinese ? "金额单位：\(unit.chinese)" : unit.remark }

    /// What a Sankey chart shows.
    func flows(_ count: Int, from sources: Int, to ends: Int, of total: String) -> String {
        language == .chinese
            ? "\(count) 条资金流，自左侧 \(sources) 处至右侧 \(ends) 处，左侧合计 \(total)。每条资金流均列于图下表格。"
            : "\(count) flows of money from \(sources) places at the left to \(ends) at the right, \(total) at the left. "
                + "Every flow stands in the table below the chart."
    }

    /// What a chart of bars shows.
    func bars(_ count: Int, of parts: [String]) -> String {
        language == .chinese
            ? "\(count) 条，每条分为：\(parts.joined(separator: "、"))。全部数值列于图下表格。"
            : "Bars: \(count). Parts of each: \(parts.joined(separator: ", ")). All values stand in the table below the chart."
    }

    /// How a line goes from its first known value to its last; without any, nothing is known.
    func course(of line: String, _ first: (value: String, time: String)?, _ last: (value: String, time: String)?)
        -> String
    {
        let isChinese = language == .chinese
        guard let first, let last else { return isChinese ? "\(line)：不详。" : "\(line): nothing known. " }
        if first.time == last.time {
            return isChinese ? "\(line)：\(first.value)（\(first.time)）。" : "\(line): \(first.value) (\(first.time)). "
        }
        return isChinese
            ? "\(line)：\(first.value)（\(first.time)）至 \(last.value)（\(last.time)）。"
            : "\(line): from \(first.value) (\(first.time)) to \(last.value) (\(last.time)). "
    }

    private static let chinese = [
        "Contents": "目录", "To the figures": "直达数据", "Filter": "筛选", "the rows of": "以下表格的行：",
        "# of # rows": "显示 # 行，共 # 行", "(no rows)": "（无数据）", "(nothing to draw)": "（无可绘制的数据）", "Notes": "附注",
        "Seal": "封印", "The figures of this chart": "本图数据", "From": "自", "To": "至", "Amount": "金额", "Bar": "项目",
        "Panel": "分图", "Line": "系列", "note: ": "注：", " (": "（", ")": "）",
    ]
}
