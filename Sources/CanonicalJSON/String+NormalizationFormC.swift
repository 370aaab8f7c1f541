extension String {
    /// The text in Unicode Normalization Form C, in which every string of the ledger stands.
    public var normalizedFormC: String { String(decoding: NormalizationFormC.bytes(of: self), as: UTF8.self) }
}
