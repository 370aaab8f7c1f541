/// Why a text is not a key, note, checkpoint or bundle, or does not prove what it should.
public struct NoteError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
