extension ReportTranscript {
    static let position = [
        ReportTranscript("position-kizilsu", on: .kizilsu, "report position --unit wan"),
        ReportTranscript("position-kizilsu-tree", on: .kizilsu, "report position --unit wan --tree --depth 2"),
        ReportTranscript(
            "position-kizilsu-months", on: .kizilsu, "report position --from 2014-03-01 --to 2014-06-30 --by month"),
        ReportTranscript("position-zhejiang", on: .zhejiang, "report position --unit yi"),
        ReportTranscript("position-invented", on: .invented, "report position"),
        ReportTranscript(
            "position-invented-filtered", on: .invented,
            "report position --purpose education --instrument fiscal --by year"
        ),
        ReportTranscript("position-invented-known", on: .invented, "report position --known-at 900 --as-of 2018-12-31"),
        ReportTranscript("position-empty", on: .empty, "report position"),
        ReportTranscript("position-one", on: .one, "report position"),
        ReportTranscript("position-renamed", on: .renamed, "report position"),
        ReportTranscript("position-renamed-before", on: .renamed, "report position --as-of 2000-12-31"),
        ReportTranscript("position-chinese", on: .renamed, "report position --lang zh", forms: ["table"]),
        ReportTranscript("position-explain", on: .kizilsu, "report position --explain 653023"),
        ReportTranscript(
            "position-explain-unknown", on: .kizilsu, "report position --explain 999999", status: 2, forms: ["table"]),
    ]
}
