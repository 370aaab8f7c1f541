extension SQLState {
    // Classes: each matches all its codes through `~=`.

    /// Class 08: the connection.
    public static let connectionException = SQLState(rawValue: "08000")
    /// Class 22: a value is out of range or malformed.
    public static let dataException = SQLState(rawValue: "22000")
    /// Class 23: a constraint refused the data.
    public static let integrityConstraintViolation = SQLState(rawValue: "23000")
    /// Class 40: the transaction was rolled back and may be tried again.
    public static let transactionRollback = SQLState(rawValue: "40000")
    /// Class 42: a syntax error, an unknown object, or a missing privilege.
    public static let syntaxErrorOrAccessRuleViolation = SQLState(rawValue: "42000")
    /// Class 53: disk, memory or connections have run out.
    public static let insufficientResources = SQLState(rawValue: "53000")
    /// Class 57: an operator, or a cancel request, intervened.
    public static let operatorIntervention = SQLState(rawValue: "57000")

    // Conditions.

    public static let invalidTextRepresentation = SQLState(rawValue: "22P02")
    public static let invalidBinaryRepresentation = SQLState(rawValue: "22P03")
    public static let numericValueOutOfRange = SQLState(rawValue: "22003")
    public static let divisionByZero = SQLState(rawValue: "22012")

    public static let notNullViolation = SQLState(rawValue: "23502")
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    public static let uniqueViolation = SQLState(rawValue: "23505")
    public static let checkViolation = SQLState(rawValue: "23514")
    public static let exclusionViolation = SQLState(rawValue: "23P01")

    public static let readOnlySQLTransaction = SQLState(rawValue: "25006")
    public static let inFailedSQLTransaction = SQLState(rawValue: "25P02")
    public static let invalidAuthorizationSpecification = SQLState(rawValue: "28000")
    public static let invalidPassword = SQLState(rawValue: "28P01")
    public static let invalidCatalogName = SQLState(rawValue: "3D000")

    public static let serializationFailure = SQLState(rawValue: "40001")
    public static let deadlockDetected = SQLState(rawValue: "40P01")

    public static let insufficientPrivilege = SQLState(rawValue: "42501")
    public static let syntaxError = SQLState(rawValue: "42601")
    public static let undefinedColumn = SQLState(rawValue: "42703")
    public static let undefinedFunction = SQLState(rawValue: "42883")
    public static let undefinedTable = SQLState(rawValue: "42P01")
    public static let undefinedObject = SQLState(rawValue: "42704")
    public static let duplicateTable = SQLState(rawValue: "42P07")
    public static let duplicateObject = SQLState(rawValue: "42710")
    public static let duplicateDatabase = SQLState(rawValue: "42P04")
    public static let duplicatePreparedStatement = SQLState(rawValue: "42P05")

    public static let diskFull = SQLState(rawValue: "53100")
    public static let tooManyConnections = SQLState(rawValue: "53300")
    public static let objectInUse = SQLState(rawValue: "55006")
    public static let lockNotAvailable = SQLState(rawValue: "55P03")

    public static let queryCanceled = SQLState(rawValue: "57014")
    public static let adminShutdown = SQLState(rawValue: "57P01")
    public static let crashShutdown = SQLState(rawValue: "57P02")
    public static let cannotConnectNow = SQLState(rawValue: "57P03")

    public static let raiseException = SQLState(rawValue: "P0001")
}
