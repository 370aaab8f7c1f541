import CPostgres

/// The parameters of one statement laid out as libpq wants them. The memory is reused from statement to statement.
struct ParameterBlock: ~Copyable {
    private var content = WireBuffer(capacity: 4096)
    private var offsets: [Int] = []
    /// The size of the values laid out last.
    private(set) var byteCount = 0
    private(set) var types: [Oid] = []
    private(set) var lengths: [Int32] = []
    private(set) var formats: [Int32] = []

    /// Refuses what no statement could send.
    static func check(_ parameters: [Parameter]) throws(PostgresError) {
        guard parameters.count <= 65_535 else {
            throw PostgresError(.misuse, "A statement takes at most 65,535 parameters, not \(parameters.count).")
        }
        for (index, parameter) in parameters.enumerated() {
            switch parameter.storage {
            case .refused(let reason): throw PostgresError(.misuse, "Parameter $\(index + 1): \(reason).")
            case .bytes(let bytes) where bytes.count > Parameter.maximumBytes: throw tooLong(index, bytes.count)
            case .text(let text) where text.utf8.count > Parameter.maximumBytes: throw tooLong(index, text.utf8.count)
            default: break
            }
        }
    }

    private static func tooLong(_ index: Int, _ count: Int) -> PostgresError {
        PostgresError(.misuse, "Parameter $\(index + 1) has \(count) bytes; PostgreSQL takes less than 1 GiB.")
    }

    /// Lays out `parameters`, which ``check(_:)`` has accepted, and hands them to `body` as libpq takes them.
    mutating func withLayout<Answer>(
        of parameters: [Parameter],
        _ body: (
            _ count: Int32, _ types: UnsafePointer<Oid>?, _ values: UnsafePointer<UnsafePointer<CChar>?>?,
            _ lengths: UnsafePointer<Int32>?, _ formats: UnsafePointer<Int32>?
        ) -> Answer
    ) -> Answer {
        lay(out: parameters)
        let base = unsafe content.base
        let answer = unsafe withUnsafeTemporaryAllocation(
            of: UnsafePointer<CChar>?.self, capacity: max(1, offsets.count)
        ) { values in
            for index in offsets.indices {
                let offset = offsets[index]
                unsafe values.initializeElement(
                    at: index,
                    to: offset < 0 ? nil : UnsafePointer((base + offset).assumingMemoryBound(to: CChar.self)))
            }
            return unsafe body(Int32(offsets.count), types, values.baseAddress, lengths, formats)
        }
        content.clear(keeping: 1 << 20)
        return answer
    }

    private mutating func lay(out parameters: [Parameter]) {
        offsets.removeAll(keepingCapacity: true)
        types.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        for parameter in parameters {
            let start = content.count
            let isPresent = content.put(parameter)
            offsets.append(isPresent ? start : -1)
            types.append(parameter.type.rawValue)
            lengths.append(Int32(content.count - start))
            formats.append(1)
        }
        byteCount = content.count
    }
}

extension WireBuffer {
    /// Appends the binary form of `parameter`; false for NULL, which has none.
    @inline(__always)
    mutating func put(_ parameter: Parameter) -> Bool {
        switch parameter.storage {
        case .null, .refused: return false
        case .word(let bits, let count):
            switch count {
            case 1: put(UInt8(truncatingIfNeeded: bits))
            case 2: put(UInt16(truncatingIfNeeded: bits))
            case 4: put(UInt32(truncatingIfNeeded: bits))
            default: put(bits)
            }
        case .text(let text): put(utf8: text)
        case .jsonb(let text):
            // The version of jsonb's binary form (`jsonb_recv`).
            put(1 as UInt8)
            put(utf8: text)
        case .bytes(let bytes): put(bytes)
        }
        return true
    }
}
