/// Unicode Normalization Form C (UAX #15): the answer of the standard library's own tables, reached without them for the
/// scalars that nearly all text of a ledger is made of.
enum NormalizationFormC {
    /// Whether a text of such scalars alone is in NFC whatever their order: each has NFC_Quick_Check=Yes and combining
    /// class 0. `false` means only that the tables have to be asked.
    @inline(__always)
    static func isInert(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x0300: true  // Latin, up to the combining marks
        case 0x3400...0x9FFF, 0x3001...0x3029, 0xFF01...0xFFEF: true  // Han, CJK punctuation, full-width forms
        case 0x2010...0x2027, 0x20A0...0x20BF: true  // dashes, quotes, ellipsis; currency signs
        case 0x0400...0x0482, 0x3041...0x3096, 0x309B...0x30FF: true  // Cyrillic, kana
        case 0x2460...0x24FF, 0x2500...0x25FF: true  // circled numbers; box drawing, shapes
        default: false
        }
    }

    /// The NFC of `text` as UTF-8.
    static func bytes(of text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        text._withNFCCodeUnits { bytes.append($0) }
        return bytes
    }

    /// How many bytes of `text` come before the first scalar that its NFC does not share; `nil` if `text` is in NFC.
    static func firstDifference(in text: String) -> Int? {
        let given = Array(text.utf8)
        let normalized = bytes(of: text)
        if given == normalized { return nil }
        var count = zip(given, normalized).prefix { $0 == $1 }.count
        while count > 0, count < given.count, given[count] & 0xC0 == 0x80 { count -= 1 }
        return count
    }
}
