extension Int64 {
    /// So many entries, in words: `1 entry`, `2 entries`.
    package var entries: String { "\(self) \(self == 1 ? "entry" : "entries")" }
}
