extension ReportTranscript {
    /// What inspectors ask for: projects, outcomes, what happened, claims, and what changed of a report.
    static let inspection = [
        ReportTranscript("projects-kizilsu", on: .kizilsu, "report projects --sort slippage --limit 10 --unit wan"),
        ReportTranscript(
            "projects-invented", on: .invented, "report projects --stage started --stage closed --sort spent --by year"),
        ReportTranscript("projects-invented-pairing", on: .invented, "report projects --pairing SH-GOLOG --limit 3"),
        ReportTranscript("projects-empty", on: .empty, "report projects"),
        ReportTranscript("projects-one", on: .one, "report projects", forms: ["table"]),
        ReportTranscript("projects-renamed", on: .renamed, "report projects"),
        ReportTranscript("projects-renamed-before", on: .renamed, "report projects --as-of 2000-12-31"),
        ReportTranscript(
            "projects-unknown-pairing", on: .kizilsu, "report projects --pairing JS-KX", status: 2, forms: ["table"]),
        ReportTranscript("projects-tree", on: .kizilsu, "report projects --tree", status: 2, forms: ["table"]),
        ReportTranscript("project-kizilsu", on: .kizilsu, "report project KZ14-001 --unit wan"),
        ReportTranscript(
            "project-kizilsu-period", on: .kizilsu, "report project KZ14-001 --from 2014-07-01 --to 2014-08-31"),
        ReportTranscript("project-invented", on: .invented, "report project SH-GOLOG-2021-P2"),
        ReportTranscript("project-renamed", on: .renamed, "report project NEW --lang zh"),
        ReportTranscript("project-unknown", on: .kizilsu, "report project KZ14-101", status: 2, forms: ["table"]),
        ReportTranscript("project-empty", on: .empty, "report project K1", status: 2, forms: ["table"]),
        ReportTranscript("outcomes-invented", on: .invented, "report outcomes --limit 5 --unit wan"),
        ReportTranscript(
            "outcomes-invented-filtered", on: .invented,
            "report outcomes --purpose education --from 2018-01-01 --to 2019-12-31 --by year"),
        ReportTranscript("outcomes-empty", on: .empty, "report outcomes"),
        ReportTranscript("outcomes-chinese", on: .invented, "report outcomes --limit 2 --lang zh", forms: ["table"]),
        ReportTranscript("timeline-kizilsu", on: .kizilsu, "report timeline pairing/JS-KZ --limit 5"),
        ReportTranscript(
            "timeline-kizilsu-region", on: .kizilsu, "report timeline 653023 --reverse --limit 5 --by month"),
        ReportTranscript("timeline-renamed", on: .renamed, "report timeline 533421 --sort effective"),
        ReportTranscript("timeline-empty", on: .empty, "report timeline"),
        ReportTranscript(
            "timeline-unknown", on: .kizilsu, "report timeline project/KZ14-101", status: 2, forms: ["table"]),
        ReportTranscript("claims-empty", on: .empty, "report claims"),
        ReportTranscript("diff-kizilsu", on: .kizilsu, "diff --from 690"),
        ReportTranscript("diff-nothing", on: .kizilsu, "diff --from 699 --check"),
        ReportTranscript(
            "diff-projects", on: .kizilsu, "diff --from 548 --to 552 --check --report projects", status: 1),
        ReportTranscript("diff-unknown", on: .kizilsu, "diff --from report/AID-2014", status: 2, forms: ["table"]),
        ReportTranscript("diff-beyond", on: .kizilsu, "diff --from 5000", status: 2, forms: ["table"]),
    ]
}
