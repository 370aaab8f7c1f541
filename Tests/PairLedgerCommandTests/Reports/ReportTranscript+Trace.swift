extension ReportTranscript {
    static let trace = [
        ReportTranscript("trace-agreement", on: .kizilsu, "trace JS-KZ-2014 --unit wan --depth 4"),
        ReportTranscript("trace-agreement-ends", on: .kizilsu, "trace JS-KZ-2014 --unit wan --flat", forms: ["csv"]),
        ReportTranscript("trace-agreement-before", on: .kizilsu, "trace JS-KZ-2014 --unit wan --as-of 2014-05-31"),
        ReportTranscript("trace-transfer", on: .kizilsu, "trace transfer/KZ14-F4 --unit wan"),
        ReportTranscript("trace-project", on: .kizilsu, "trace KZ14-001 --unit wan"),
        ReportTranscript("trace-payment", on: .renamed, "trace NEW-P1"),
        ReportTranscript("trace-project-before", on: .renamed, "trace OLD --as-of 2000-12-31"),
        ReportTranscript("trace-chinese", on: .renamed, "trace SH-DQ-2000 --lang zh", forms: ["table"]),
        ReportTranscript("trace-explain", on: .renamed, "trace NEW-P1 --explain SH-DQ", status: 2, forms: ["table"]),
        ReportTranscript("trace-unknown", on: .kizilsu, "trace JS-KZ-2015", status: 2, forms: ["table"]),
        ReportTranscript("trace-empty", on: .empty, "trace JS-KZ-2014", status: 2, forms: ["table"]),
        ReportTranscript(
            "trace-not-yet", on: .kizilsu, "trace JS-KZ-2014 --as-of 2014-01-01", status: 2, forms: ["table"]),
    ]

    static let balances = [
        ReportTranscript("balance-kizilsu", on: .kizilsu, "report balance --unit wan"),
        ReportTranscript("balance-tree", on: .zhejiang, "report balance --tree --depth 3"),
        ReportTranscript(
            "balance-period", on: .kizilsu, "report balance --unit wan --from 2014-06-01 --to 2014-08-31 --depth 1"),
        ReportTranscript("balance-flat", on: .kizilsu, "report balance --account holding: --flat --as-of 2014-05-31"),
        ReportTranscript("balance-filtered", on: .invented, "report balance --programme aid-xinjiang --depth 1"),
        ReportTranscript("balance-empty", on: .empty, "report balance"),
        ReportTranscript("balance-one", on: .one, "report balance"),
        ReportTranscript("balance-renamed", on: .renamed, "report balance --tree"),
        ReportTranscript("balance-chinese", on: .renamed, "report balance --lang zh", forms: ["table"]),
        ReportTranscript("register-kizilsu", on: .kizilsu, "report register holding:653000 --unit wan"),
        ReportTranscript(
            "register-period", on: .kizilsu,
            "report register holding:6530 --unit wan --from 2014-07-01 --to 2014-07-31"),
        ReportTranscript("register-months", on: .kizilsu, "report register holding:653001 --by month"),
        ReportTranscript("register-renamed", on: .renamed, "report register holding:533421"),
        ReportTranscript("register-before", on: .renamed, "report register holding: --as-of 2000-12-31"),
        ReportTranscript("register-empty", on: .empty, "report register holding:"),
        ReportTranscript("register-one", on: .one, "report register donor:", forms: ["table"]),
        ReportTranscript(
            "register-unknown", on: .kizilsu, "report register holding:653002", status: 2, forms: ["table"]),
    ]

    static let waiting = [
        ReportTranscript("aging-kizilsu", on: .kizilsu, "report aging --unit wan"),
        ReportTranscript("aging-invented", on: .invented, "report aging --as-of 2020-03-28 --unit wan"),
        ReportTranscript("aging-tree", on: .invented, "report aging --tree --as-of 2020-03-28 --unit wan"),
        ReportTranscript("aging-filtered", on: .invented, "report aging --purpose education --tier county"),
        ReportTranscript("aging-known", on: .invented, "report aging --known-at 900"),
        ReportTranscript("aging-empty", on: .empty, "report aging"),
        ReportTranscript("aging-one", on: .one, "report aging"),
        ReportTranscript("aging-renamed", on: .renamed, "report aging --as-of 2000-12-31"),
        ReportTranscript("aging-chinese", on: .renamed, "report aging --lang zh", forms: ["table"]),
        ReportTranscript("commitments-kizilsu", on: .kizilsu, "report commitments --unit wan --as-of 2014-12-31"),
        ReportTranscript("commitments-invented", on: .invented, "report commitments --unit wan --by year"),
        ReportTranscript("commitments-tree", on: .invented, "report commitments --tree --unit wan --from 2018-01-01"),
        ReportTranscript("commitments-zhejiang", on: .zhejiang, "report commitments --unit yi"),
        ReportTranscript("commitments-known", on: .invented, "report commitments --known-at 900"),
        ReportTranscript("commitments-empty", on: .empty, "report commitments"),
        ReportTranscript("commitments-one", on: .one, "report commitments"),
        ReportTranscript("commitments-renamed", on: .renamed, "report commitments"),
        ReportTranscript("commitments-chinese", on: .renamed, "report commitments --lang zh", forms: ["table"]),
    ]
}
