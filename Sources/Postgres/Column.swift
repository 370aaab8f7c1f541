/// The name and type of a column whose values arrive by COPY, which says nothing of either.
public struct Column: Hashable, Sendable {
    public let name: String
    public let type: DataType

    public init(_ name: String, _ type: DataType) {
        self.name = name
        self.type = type
    }
}
