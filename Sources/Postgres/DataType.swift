/// A PostgreSQL type, known by its OID. The OIDs of built-in types never change (`pg_type.dat`).
public struct DataType: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static let bool = DataType(rawValue: 16)
    public static let bytea = DataType(rawValue: 17)
    public static let name = DataType(rawValue: 19)
    public static let int8 = DataType(rawValue: 20)
    public static let int2 = DataType(rawValue: 21)
    public static let int4 = DataType(rawValue: 23)
    public static let text = DataType(rawValue: 25)
    public static let oid = DataType(rawValue: 26)
    public static let json = DataType(rawValue: 114)
    public static let float4 = DataType(rawValue: 700)
    public static let float8 = DataType(rawValue: 701)
    public static let unknown = DataType(rawValue: 705)
    public static let bpchar = DataType(rawValue: 1042)
    public static let varchar = DataType(rawValue: 1043)
    public static let date = DataType(rawValue: 1082)
    public static let timestamp = DataType(rawValue: 1114)
    public static let timestamptz = DataType(rawValue: 1184)
    public static let numeric = DataType(rawValue: 1700)
    public static let void = DataType(rawValue: 2278)
    public static let uuid = DataType(rawValue: 2950)
    public static let jsonb = DataType(rawValue: 3802)

    public static let boolArray = DataType(rawValue: 1000)
    public static let byteaArray = DataType(rawValue: 1001)
    public static let nameArray = DataType(rawValue: 1003)
    public static let int2Array = DataType(rawValue: 1005)
    public static let int4Array = DataType(rawValue: 1007)
    public static let textArray = DataType(rawValue: 1009)
    public static let bpcharArray = DataType(rawValue: 1014)
    public static let varcharArray = DataType(rawValue: 1015)
    public static let int8Array = DataType(rawValue: 1016)
    public static let float4Array = DataType(rawValue: 1021)
    public static let float8Array = DataType(rawValue: 1022)
    public static let oidArray = DataType(rawValue: 1028)
    public static let timestampArray = DataType(rawValue: 1115)
    public static let dateArray = DataType(rawValue: 1182)
    public static let timestamptzArray = DataType(rawValue: 1185)
    public static let jsonArray = DataType(rawValue: 199)
    public static let jsonbArray = DataType(rawValue: 3807)
    public static let uuidArray = DataType(rawValue: 2951)

    /// Whether values of the two types have the same binary form and meaning.
    func isBinaryCompatible(with other: DataType) -> Bool {
        self == other || (isText && other.isText) || (isTextArray && other.isTextArray)
    }

    var isText: Bool {
        switch self {
        case .text, .varchar, .bpchar, .name, .json, .unknown: true
        default: false
        }
    }

    private var isTextArray: Bool {
        switch self {
        case .textArray, .varcharArray, .bpcharArray, .nameArray, .jsonArray: true
        default: false
        }
    }
}

extension DataType: CustomStringConvertible {
    /// The type's SQL name, or its OID if it is not one of those above.
    public var description: String {
        Self.names[self] ?? "the type with OID \(rawValue)"
    }

    private static let names: [DataType: String] = [
        .bool: "bool", .bytea: "bytea", .name: "name", .int8: "int8", .int2: "int2", .int4: "int4", .text: "text",
        .oid: "oid", .json: "json", .float4: "float4", .float8: "float8", .unknown: "unknown", .bpchar: "bpchar",
        .varchar: "varchar", .date: "date", .timestamp: "timestamp", .timestamptz: "timestamptz", .numeric: "numeric",
        .void: "void", .uuid: "uuid", .jsonb: "jsonb", .boolArray: "bool[]", .byteaArray: "bytea[]",
        .nameArray: "name[]", .int2Array: "int2[]", .int4Array: "int4[]", .textArray: "text[]",
        .bpcharArray: "bpchar[]", .varcharArray: "varchar[]", .int8Array: "int8[]", .float4Array: "float4[]",
        .float8Array: "float8[]", .oidArray: "oid[]", .timestampArray: "timestamp[]", .dateArray: "date[]",
        .timestamptzArray: "timestamptz[]", .jsonArray: "json[]", .jsonbArray: "jsonb[]", .uuidArray: "uuid[]",
    ]
}
