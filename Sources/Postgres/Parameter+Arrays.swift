public import FoundationEssentials

extension Parameter {
    public static func texts(_ values: [String?]) -> Parameter {
        guard !values.contains(where: { $0?.containsNul == true }) else {
            return Parameter(.textArray, .refused(nulRefusal))
        }
        return unsafe array(.textArray, of: .text, values, size: \.utf8.count) { value, buffer in
            var value = value
            value.withUTF8 { unsafe buffer.copyMemory(from: UnsafeRawBufferPointer($0)) }
        }
    }

    public static func bytesArray(_ values: [[UInt8]?]) -> Parameter {
        unsafe array(.byteaArray, of: .bytea, values, size: \.count) { value, buffer in
            unsafe value.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        }
    }

    public static func uuids(_ values: [UUID?]) -> Parameter {
        unsafe array(.uuidArray, of: .uuid, values, size: { _ in 16 }) { value, buffer in
            unsafe withUnsafeBytes(of: value.uuid) { unsafe buffer.copyMemory(from: $0) }
        }
    }

    public static func bools(_ values: [Bool?]) -> Parameter {
        integers(.boolArray, of: .bool, values) { $0 ? 1 : 0 as UInt8 }
    }

    public static func int4s(_ values: [Int32?]) -> Parameter {
        integers(.int4Array, of: .int4, values) { $0 }
    }

    public static func int8s(_ values: [Int64?]) -> Parameter {
        integers(.int8Array, of: .int8, values) { $0 }
    }

    /// Swift `Int`s as `int8[]`.
    public static func ints(_ values: [Int]) -> Parameter {
        integers(.int8Array, of: .int8, values) { Int64($0) }
    }

    public static func float8s(_ values: [Double?]) -> Parameter {
        integers(.float8Array, of: .float8, values) { $0.bitPattern }
    }

    /// A list of values of one type.
    ///
    /// - Parameter element: the type of them all; a value of another one is refused when the statement is run.
    public static func array(of values: [Parameter], _ element: DataType) -> Parameter {
        guard let type = element.array, values.allSatisfy({ $0.type == element }) else {
            return Parameter(element, .refused("a list of \(element) has values of another type"))
        }
        for case .refused(let reason) in values.map(\.storage) { return Parameter(type, .refused(reason)) }
        let bytes: [[UInt8]?] = values.map { value in
            var buffer = WireBuffer(capacity: 32)
            return buffer.put(value) ? unsafe [UInt8](buffer.bytes) : nil
        }
        return unsafe array(type, of: element, bytes, size: \.count) { value, buffer in
            unsafe value.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        }
    }

    /// Calendar dates as days since 1970-01-01.
    public static func dates(daysSince1970 values: [Int?]) -> Parameter {
        guard values.allSatisfy({ $0.map { PostgresEpoch.days(since1970: $0) != nil } ?? true }) else {
            return Parameter(.dateArray, .refused(dateRefusal))
        }
        return integers(.dateArray, of: .date, values) { Int32($0 - PostgresEpoch.daysAfter1970) }
    }

    /// Instants (`timestamptz`) as microseconds since 1970-01-01T00:00:00Z.
    public static func timestamps(microsecondsSince1970 values: [Int64?]) -> Parameter {
        guard values.allSatisfy({ $0.map { PostgresEpoch.microseconds(since1970: $0) != nil } ?? true }) else {
            return Parameter(.timestamptzArray, .refused(timestampRefusal))
        }
        return integers(.timestamptzArray, of: .timestamptz, values) { $0 - PostgresEpoch.microsecondsAfter1970 }
    }

    @inline(__always)
    private static func integers<Value, Integer: FixedWidthInteger>(
        _ type: DataType, of element: DataType, _ values: [Value?], _ integer: (Value) -> Integer
    ) -> Parameter {
        unsafe array(type, of: element, values, size: { _ in MemoryLayout<Integer>.size }) { value, buffer in
            unsafe buffer.storeBytes(of: integer(value).bigEndian, as: Integer.self)
        }
    }

    /// The binary form of a one-dimensional array (`array_recv` in the server): dimensions, whether it has NULLs,
    /// element OID, length and lower bound, then each element behind its length. An empty array has no dimension.
    @inline(__always)
    private static func array<Value>(
        _ type: DataType, of element: DataType, _ values: [Value?], size: (Value) -> Int,
        _ write: (Value, UnsafeMutableRawBufferPointer) -> Void
    ) -> Parameter {
        var total = values.isEmpty ? 12 : 20 + 4 * values.count
        var hasNull = false
        for value in values {
            if let value { total += size(value) } else { hasNull = true }
        }
        guard total <= maximumBytes else {
            return Parameter(type, .refused("an array takes \(total) bytes, and PostgreSQL takes at most 1 GB"))
        }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            var offset = 0
            func put(_ value: Int32) {
                unsafe raw.storeBytes(of: value.bigEndian, toByteOffset: offset, as: Int32.self)
                offset += 4
            }
            put(values.isEmpty ? 0 : 1)
            put(hasNull ? 1 : 0)
            put(Int32(bitPattern: element.rawValue))
            if !values.isEmpty {
                put(Int32(values.count))
                put(1)
            }
            for value in values {
                guard let value else {
                    put(-1)
                    continue
                }
                let length = size(value)
                put(Int32(length))
                unsafe write(value, UnsafeMutableRawBufferPointer(rebasing: raw[offset..<(offset + length)]))
                offset += length
            }
            count = offset
        }
        return Parameter(type, .bytes(bytes))
    }

    /// PostgreSQL takes no datum, and no message, of 1 GiB or more.
    static let maximumBytes = (1 << 30) - 1
}
