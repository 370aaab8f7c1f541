public import Assistance

/// What a recipient's own books say arrived: a CSV file with the columns `booked_on`, `amount` (元; or `amount_wan`, `amount_yi`) and,
/// where there are any, `reference` and `counterparty`.
public struct RecipientBookings: Sendable {
    /// One booking, with its line in the file.
    public struct Booking: Sendable {
        public let line: Int
        public let booking: BankStatementLine
    }

    public private(set) var bookings: [Booking] = []

    private static let columns = ["reference", "counterparty", "booked_on"] + AmountUnit.columns("amount")

    /// - Throws: all that is wrong with the file.
    public init(contentsOf path: String) throws(InputProblems) {
        var problems: [InputProblem] = []
        do throws(InputProblem) {
            var reader = try CSVReader(contentsOf: path)
            reading: while let item = try reader.next() {
                switch item {
                case .header(let header):
                    problems += header.missing(["booked_on"]) + header.unknown(besides: RecipientBookings.columns)
                    guard problems.isEmpty else { break reading }
                case .problem(let problem): problems.append(problem)
                case .record(let record): if !record.isBlank { problems += take(record) }
                }
                if bookings.count > BankStatement.linesMax {
                    throw InputProblem(
                        .tooLong, file: path, message: "the file has more than \(BankStatement.linesMax) bookings",
                        remedy: "split it into files of a year each")
                }
            }
        } catch {
            problems.append(error)
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
    }

    /// What is wrong with a record that cannot be taken.
    private mutating func take(_ record: CSVRecord) -> [InputProblem] {
        var row = CSVRow(record)
        row.refuseControlCharacters()
        let date = row.date("booked_on")
        let amount = row.amount("amount", rounding: false)
        guard row.isSound, let date, let amount else { return row.problems }
        bookings.append(
            Booking(
                line: record.line,
                booking: BankStatementLine(
                    bookedOn: date, amount: amount.money, reference: row.textIfPresent("reference"),
                    counterparty: row.textIfPresent("counterparty"))))
        return []
    }
}
