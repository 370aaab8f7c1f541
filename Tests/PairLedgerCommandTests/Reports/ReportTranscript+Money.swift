extension ReportTranscript {
    static let flows = [
        ReportTranscript("flows-kizilsu", on: .kizilsu, "report flows --unit wan"),
        ReportTranscript(
            "flows-kizilsu-quarters", on: .kizilsu,
            "report flows --from 2014-03-01 --to 2014-09-30 --by quarter --depth 2 --unit wan"),
        ReportTranscript("flows-kizilsu-flat", on: .kizilsu, "report flows --flat --purpose education"),
        ReportTranscript("flows-zhejiang", on: .zhejiang, "report flows --unit yi"),
        ReportTranscript("flows-invented", on: .invented, "report flows"),
        ReportTranscript("flows-invented-gross", on: .invented, "report flows --gross --measure spent"),
        ReportTranscript("flows-empty", on: .empty, "report flows"),
        ReportTranscript("flows-one", on: .one, "report flows"),
        ReportTranscript("flows-renamed", on: .renamed, "report flows --by year"),
        ReportTranscript("flows-renamed-before", on: .renamed, "report flows --as-of 2000-12-31"),
        ReportTranscript("flows-chinese", on: .renamed, "report flows --lang zh --gross --by year", forms: ["table"]),
        ReportTranscript("flows-unknown", on: .kizilsu, "report flows --pairing JS-KS", status: 2, forms: ["table"]),
    ]

    static let targeting = [
        ReportTranscript("targeting-kizilsu", on: .kizilsu, "report targeting --unit wan"),
        ReportTranscript("targeting-zhejiang", on: .zhejiang, "report targeting"),
        ReportTranscript("targeting-invented", on: .invented, "report targeting --unit wan"),
        ReportTranscript(
            "targeting-invented-tree", on: .invented, "report targeting --tree --depth 2 --as-of 2018-06-30 --unit wan"),
        ReportTranscript(
            "targeting-invented-years", on: .invented, "report targeting --by year --tier county --unit wan"),
        ReportTranscript("targeting-empty", on: .empty, "report targeting"),
        ReportTranscript("targeting-one", on: .one, "report targeting"),
        ReportTranscript("targeting-renamed-before", on: .renamed, "report targeting --as-of 2000-12-31"),
        ReportTranscript(
            "targeting-chinese", on: .invented, "report targeting --lang zh --region 530000 --unit wan",
            forms: ["table"]),
    ]

    static let disparity = [
        ReportTranscript("disparity-kizilsu", on: .kizilsu, "report disparity --unit wan"),
        ReportTranscript("disparity-zhejiang", on: .zhejiang, "report disparity --unit yi"),
        ReportTranscript("disparity-invented", on: .invented, "report disparity"),
        ReportTranscript(
            "disparity-invented-tree", on: .invented, "report disparity --tree --from 2017-01-01 --to 2020-12-31"),
        ReportTranscript("disparity-empty", on: .empty, "report disparity"),
        ReportTranscript("disparity-one", on: .one, "report disparity"),
        ReportTranscript("disparity-renamed", on: .renamed, "report disparity"),
        ReportTranscript(
            "disparity-chinese", on: .invented, "report disparity --lang zh --region 530600", forms: ["table"]),
    ]

    static let cooperation = [
        ReportTranscript("cooperation-kizilsu", on: .kizilsu, "report cooperation"),
        ReportTranscript("cooperation-zhejiang", on: .zhejiang, "report cooperation"),
        ReportTranscript("cooperation-invented", on: .invented, "report cooperation"),
        ReportTranscript(
            "cooperation-invented-tree", on: .invented,
            "report cooperation --tree --depth 2 --by quarter --from 2019-01-01"),
        ReportTranscript("cooperation-empty", on: .empty, "report cooperation"),
        ReportTranscript("cooperation-one", on: .one, "report cooperation"),
        ReportTranscript(
            "cooperation-chinese", on: .invented, "report cooperation --lang zh --unit wan", forms: ["table"]),
    ]

    static let scorecard = [
        ReportTranscript("scorecard-kizilsu", on: .kizilsu, "report scorecard --unit wan"),
        ReportTranscript("scorecard-zhejiang", on: .zhejiang, "report scorecard --unit wan"),
        ReportTranscript("scorecard-invented", on: .invented, "report scorecard"),
        ReportTranscript(
            "scorecard-invented-flat", on: .invented, "report scorecard --flat --from 2018-01-01 --to 2018-12-31"),
        ReportTranscript("scorecard-empty", on: .empty, "report scorecard"),
        ReportTranscript("scorecard-one", on: .one, "report scorecard"),
        ReportTranscript("scorecard-chinese", on: .kizilsu, "report scorecard --lang zh --unit wan", forms: ["table"]),
        ReportTranscript("scorecard-refused", on: .kizilsu, "report scorecard --by month", status: 2, forms: ["table"]),
    ]
}
