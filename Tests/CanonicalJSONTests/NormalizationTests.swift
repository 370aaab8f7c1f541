@_spi(_Unicode) import Swift
import Testing

@testable import CanonicalJSON

@Suite("Normalization Form C without its tables")
struct NormalizationTests {
    private static let inert = (UInt32(0)...0x10FFFF).filter(NormalizationFormC.isInert).compactMap(Unicode.Scalar.init)

    @Test("an inert scalar is its own NFC and has combining class 0")
    func alone() {
        #expect(Self.inert.count > 28_000)
        for scalar in Self.inert {
            let text = String(scalar)
            #expect(NormalizationFormC.bytes(of: text) == Array(text.utf8), "\(scalar.value)")
            #expect(scalar.properties.canonicalCombiningClass == .notReordered, "\(scalar.value)")
        }
    }

    /// NFC_Quick_Check is Maybe for the scalars that stand second in a composition.
    @Test("no inert scalar composes with one before it")
    func composing() {
        var second: Set<UInt32> = []
        for scalar in (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init) {
            guard !(0xAC00...0xD7A3).contains(scalar.value) else { continue }
            // One scalar in NFC that canonical equivalence splits: compare it with each shorter text made of its parts.
            second.formUnion(Self.decomposition(of: scalar).dropFirst().map(\.value))
        }
        #expect(second.contains(0x301) && second.contains(0x3099))
        #expect(Self.inert.allSatisfy { !second.contains($0.value) })
    }

    private static func decomposition(of scalar: Unicode.Scalar) -> [Unicode.Scalar] { Array(String(scalar)._nfd) }
}
