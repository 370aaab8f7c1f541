/// A five-character SQLSTATE code, as PostgreSQL reports it (PostgreSQL manual, appendix A, and codes of one's own).
///
/// A class code, one that ends in `000`, matches every code of its class through `~=`, so that a `switch` may name
/// the class or the exact condition:
///
/// ```swift
/// switch error.sqlState {
/// case .uniqueViolation?: …                    // 23505 only
/// case .integrityConstraintViolation?: …       // the rest of class 23
/// default: …
/// }
/// ```
///
/// `==` compares exactly.
public struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The code of the class: the first two characters and `000`.
    public var primary: SQLState {
        SQLState(rawValue: String(rawValue.prefix(2)) + "000")
    }

    /// Whether the code stands for its whole class.
    public var isPrimary: Bool {
        rawValue.utf8.count == 5 && rawValue.hasSuffix("000")
    }

    /// Whether `code` is `pattern`, or belongs to the class that `pattern` stands for.
    public static func ~= (pattern: SQLState, code: SQLState) -> Bool {
        pattern == code || (pattern.isPrimary && pattern == code.primary)
    }

    public var description: String { rawValue }
}
