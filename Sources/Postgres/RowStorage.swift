import CPostgres
import Glibc

/// The memory that rows look into: a libpq result, or one tuple of a COPY.
///
/// It is written only while a single owner holds it, and read-only afterwards (libpq: results may be passed freely
/// between threads), hence Sendable.
@safe
final class RowStorage: @unchecked Sendable {
    // Whether accesses overlap need not be checked at run time: it has one owner when it is written.
    @exclusivity(unchecked) private var result: OpaquePointer?
    let columns: [Column]
    @exclusivity(unchecked) private var tuple = WireBuffer(capacity: 64)
    @exclusivity(unchecked) private var fields: [(offset: Int, length: Int)] = []

    /// Takes over a libpq result.
    init(_ result: OpaquePointer) {
        unsafe self.result = result
        columns = []
    }

    /// For the tuples of a COPY, one at a time.
    init(columns: [Column]) {
        unsafe result = nil
        self.columns = columns
        unsafe fields = Array(repeating: (0, -1), count: columns.count)
    }

    deinit {
        if let result = unsafe result { unsafe PQclear(result) }
    }

    /// Replaces the result by the next row of the same statement.
    func replace(by next: OpaquePointer) {
        if let result = unsafe result { unsafe PQclear(result) }
        unsafe result = next
    }

    /// Says where in the tuple a field stands; a negative length is NULL.
    @inline(__always)
    func place(_ column: Int, at offset: Int, length: Int) {
        unsafe fields[column] = (offset, length)
    }

    /// Replaces the tuple, whose fields have been placed.
    func load(_ bytes: UnsafeRawBufferPointer) {
        unsafe tuple.clear(keeping: 1 << 20)
        unsafe tuple.put(bytes)
    }

    /// The rows of a result; the tuple of a COPY is not counted.
    var rowCount: Int {
        if let result = unsafe result { Int(unsafe PQntuples(result)) } else { 0 }
    }

    var columnCount: Int {
        if let result = unsafe result { Int(unsafe PQnfields(result)) } else { columns.count }
    }

    /// The rows that an INSERT, UPDATE, DELETE, MERGE, COPY or SELECT reports.
    var affected: Int {
        guard let result = unsafe result, let text = unsafe PQcmdTuples(result) else { return 0 }
        return unsafe Int(atoll(text))
    }

    /// The command's tag without counts, such as `COMMIT`.
    var commandStatus: String {
        guard let result = unsafe result, let text = unsafe PQcmdStatus(result) else { return "" }
        return unsafe String(cString: text)
    }

    func type(ofColumn column: Int) -> DataType {
        if let result = unsafe result { return DataType(rawValue: unsafe PQftype(result, Int32(column))) }
        return columns[column].type
    }

    /// The types of a prepared statement's parameters, if this is its description.
    var parameterTypes: [DataType] {
        guard let result = unsafe result else { return [] }
        let count = unsafe PQnparams(result)
        return (0..<count).map { DataType(rawValue: unsafe PQparamtype(result, $0)) }
    }

    func name(ofColumn column: Int) -> String {
        if let result = unsafe result {
            return unsafe PQfname(result, Int32(column)).map { unsafe String(cString: $0) } ?? ""
        }
        return columns[column].name
    }

    func index(ofColumn name: String) -> Int? {
        guard let result = unsafe result else { return columns.firstIndex { $0.name == name } }
        return unsafe name.withCString { wanted in
            let count = unsafe PQnfields(result)
            for column in 0..<count {
                if let found = unsafe PQfname(result, column), unsafe strcmp(found, wanted) == 0 { return Int(column) }
            }
            return nil
        }
    }

    /// The bytes of a field, which live as long as this object holds this row; nil for NULL.
    @inline(__always)
    func field(_ row: Int32, _ column: Int) -> UnsafeRawBufferPointer? {
        if let result = unsafe result {
            let column = Int32(column)
            let length = unsafe PQgetlength(result, row, column)
            if length == 0, unsafe PQgetisnull(result, row, column) == 1 { return nil }
            return unsafe UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(length))
        }
        let (offset, length) = unsafe fields[column]
        if length < 0 { return nil }
        return unsafe UnsafeRawBufferPointer(rebasing: tuple.bytes[offset..<(offset + length)])
    }
}
