extension ReportTranscript {
    /// What auditors choose.
    static let audit = [
        ReportTranscript(
            "sample-kizilsu", on: .kizilsu, "audit sample --seed 20150409 --size 12 --unit wan",
            forms: ["table", "csv", "json"]),
        ReportTranscript(
            "sample-transfers", on: .kizilsu, "audit sample --of transfers --seed 20150409 --size 2 --unit wan"),
        ReportTranscript(
            "sample-forwardings", on: .kizilsu, "audit sample --of forwardings --seed 7 --size 3", forms: ["table"]),
        ReportTranscript(
            "sample-projects", on: .kizilsu, "audit sample --of projects --method random --seed 7 --size 5 --unit wan"),
        ReportTranscript(
            "sample-invented", on: .invented,
            "audit sample --seed 1 --size 30 --from 2018-01-01 --to 2019-12-31"),
        ReportTranscript(
            "sample-known", on: .invented, "audit sample --method random --seed 1 --size 8 --known-at 900"),
        ReportTranscript("sample-empty", on: .empty, "audit sample --seed 1 --size 8"),
        ReportTranscript("sample-renamed", on: .renamed, "audit sample --seed 1 --size 8 --lang zh"),
        ReportTranscript(
            "sample-explain", on: .renamed, "audit sample --seed 1 --size 8 --explain NEW-P1", forms: ["table"]),
        ReportTranscript(
            "sample-unknown", on: .renamed, "audit sample --seed 1 --size 8 --explain NEW-P2", status: 2,
            forms: ["table"]),
    ]
}
