import Accountability
import CanonicalJSON
import Testing

@testable import PairLedgerCommand

@Suite("Reports as JSON")
struct RenderingJSONTests {
    @Test("everything a report says is there, exact and in a stable order")
    func literal() {
        #expect(
            JSONRenderer().render(RenderingSamples.position) == """
                {
                  "report": "position",
                  "title": "Where every yuan is",
                  "amount_unit": "CNY 0.01",
                  "facts": {
                    "ledger": "east-west",
                    "known_at": 1234567,
                    "given": 12345000000
                  },
                  "sections": {
                    "regions": [
                      {
                        "depth": 0,
                        "region": "云南",
                        "held": 123456700,
                        "projects": 1200,
                        "spent": {
                          "numerator": 956,
                          "denominator": 1000
                        },
                        "last": "2021-06-30"
                      },
                      {
                        "depth": 1,
                        "region": "克孜勒苏柯尔克孜自治州",
                        "held": -5000000,
                        "projects": 3,
                        "spent": {
                          "numerator": 1,
                          "denominator": 0
                        },
                        "last": null
                      }
                    ],
                    "empty": []
                  },
                  "totals": {
                    "regions": {
                      "region": "total",
                      "held": 118456700,
                      "projects": 1203,
                      "spent": {
                        "numerator": -1,
                        "denominator": 3
                      },
                      "last": null
                    }
                  },
                  "notes": [
                    "figures are as recorded"
                  ]
                }

                """)
    }

    @Test("the largest and the smallest amount are kept to the last digit")
    func extremes() {
        let text = JSONRenderer().render(RenderingSamples.amounts([.max, .min]))
        #expect(text.contains("\"sum\": 9223372036854775807\n") && text.contains("\"sum\": -9223372036854775808\n"))
    }

    @Test("a report without anything is still one object")
    func bare() {
        #expect(
            JSONRenderer().render(Report(name: "x", title: "")) == """
                {
                  "report": "x",
                  "title": "",
                  "amount_unit": "CNY 0.01",
                  "facts": {},
                  "sections": {},
                  "totals": {},
                  "notes": []
                }

                """)
    }

    @Test("every character below U+0080, and some above, is escaped as JSON asks")
    func escapes() {
        let text =
            String(String.UnicodeScalarView((0..<0x80).compactMap { Unicode.Scalar($0 as UInt32) })) + "中😀\u{2028}"
        let rendered = JSONRenderer().render(Report(name: "x", title: text))
        #expect(rendered.contains(#""title": "\u0000\u0001"#))
        #expect(
            rendered.contains(#"\u0008\t\n\u000b\u000c\r\u000e"#) && rendered.contains(##"\u001f !\"#$%&'()*+,-./0"##))
        #expect(rendered.contains("Z[\\\\]^_") && rendered.contains("~\u{7F}中😀\u{2028}\","))
    }
}
