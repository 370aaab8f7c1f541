import Interchange
import Testing

@Suite("Width on a terminal")
struct DisplayWidthTests {
    @Test(
        "a text takes as many columns as a terminal gives it",
        arguments: [
            ("", 0), ("yuan", 4), ("é", 1), ("e\u{301}", 1), ("克孜勒苏柯尔克孜自治州", 22), ("东西部协作 2021", 15), ("，。（）", 8),
            ("ﾃｽﾄ", 3), ("テスト", 6), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("❤️", 2),
            ("❤", 1),
            ("①", 1), ("±¥…", 3), ("\u{200B}", 0), ("ُ", 0), ("ᠮᠣᠩᠭᠣᠯ", 6), ("བོད་", 3), ("𠮷", 2), ("a\tb", 2), ("■", 1),
            ("４２", 4),
        ] as [(String, Int)])
    func widths(_ text: String, _ width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }
}
