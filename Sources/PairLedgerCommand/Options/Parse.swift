import Accountability
public import ArgumentParser
public import Assistance
import CanonicalJSON
import Journal
import Projection

/// Turns the words of a command line into values, with sentences for what they cannot be.
enum Parse {
    static func identifier(_ text: String) throws -> Identifier {
        guard let identifier = Identifier(text) else {
            throw ValidationError("\"\(text)\" is not an identifier: use \(Identifier.form)")
        }
        return identifier
    }

    static func region(_ text: String) throws -> RegionCode {
        do {
            return try RegionCode(parsing: text)
        } catch {
            throw ValidationError(error.description)
        }
    }

    static func digest(_ text: String) throws -> DocumentDigest {
        guard let digest = DocumentDigest(text.lowercased()) else {
            throw ValidationError(
                "\"\(text)\" is not a SHA-256: write its 64 hexadecimal digits, as sha256sum prints them")
        }
        return digest
    }

    static func date(_ text: String) throws -> CalendarDate {
        do {
            return try CalendarDate.parse(text)
        } catch {
            throw ValidationError("\(error.message); write an existing day as YYYY-MM-DD")
        }
    }

    /// A position of the log, or an instant in UTC with up to six decimals of its second.
    static func knownAt(_ text: String) throws -> Horizon.KnownAt {
        if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }), let position = Int64(text) {
            return .position(position)
        }
        let parts = text.dropLast().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        if text.hasSuffix("Z"), let seconds = parts.first {
            let decimals = parts.count == 2 ? String(parts[1]) : ""
            let padding = String(repeating: "0", count: max(0, 6 - decimals.count))
            if let instant = Instant("\(seconds).\(decimals)\(padding)Z") { return .instant(instant) }
        }
        throw ValidationError(
            "\"\(text)\" is neither a position nor an instant; write 17 or 2026-01-05T08:30:00Z (the time in UTC)")
    }

    /// A stream of some kind of thing that can be shown: `project/K1`.
    static func thing(_ text: String) throws -> ThingName {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw ValidationError("\"\(text)\" names no thing; write its kind and identifier, such as project/K1")
        }
        guard parts[0] != "payment" else {
            throw ValidationError("a payment is told of by its project: pairledger show project/…")
        }
        guard Thing.kinds.contains(parts[0]) else {
            throw ValidationError("there is no kind \"\(parts[0])\"; there are \(Thing.kinds.joined(separator: ", "))")
        }
        return ThingName(kind: parts[0], identifier: try identifier(parts[1]))
    }

    static func money(_ text: String) throws -> Money {
        do {
            return try Money.parse(text)
        } catch {
            throw ValidationError("\(error.description); \(error.remedy)")
        }
    }

    static func rule(_ text: String) throws -> PolicyRule {
        guard let rule = Identifier(text).flatMap(PolicyRule.with) else {
            throw ValidationError("there is no rule \"\(text)\"; to look them up: pairledger policy list")
        }
        return rule
    }

    static func subject(_ text: String) throws -> FindingSubject {
        guard let subject = FindingSubject(text) else {
            throw ValidationError(
                "\"\(text)\" is neither a thing, such as project/K1, nor an account, such as holding:653001")
        }
        return subject
    }

    static func account(_ text: String) throws -> Account {
        guard let account = Account(text) else {
            throw ValidationError("\"\(text)\" is no account of the ledger: write it such as holding:653001")
        }
        return account
    }

    static func figure(_ text: String, _ unit: FigureUnit, _ option: String) throws -> Int64 {
        guard let figure = unit.parse(text) else {
            throw ValidationError("\(option) is \"\(text)\", but in \(unit.rawValue) it is \(unit.form)")
        }
        return figure
    }

    /// What stands on both sides of the first `=`.
    static func assignment(_ text: String, _ option: String) throws -> (name: String, value: String) {
        guard let sign = text.firstIndex(of: "=") else {
            throw ValidationError("\(option) is \"\(text)\"; write a name, = and what it is set to")
        }
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }

    static func mustBeText(_ text: String, _ option: String) throws {
        guard text.isPresentable else {
            throw ValidationError("\(option) is empty or has control characters in it")
        }
    }

    static func ledger(_ text: String) throws -> LedgerName {
        guard let name = LedgerName(text) else {
            throw ValidationError(
                "\"\(text)\" is not a ledger's name: use small letters, digits and '-', a letter first, at most 63")
        }
        return name
    }
}

extension Instrument: ExpressibleByArgument {}
extension Purpose: ExpressibleByArgument {}
extension Place.Scope: ExpressibleByArgument {}
extension Direction: ExpressibleByArgument {}
extension Profession: ExpressibleByArgument {}
extension Workplace: ExpressibleByArgument {}
extension Industry: ExpressibleByArgument {}
extension Buyer: ExpressibleByArgument {}
extension AmountUnit: ExpressibleByArgument {}
extension DeliveryMode: ExpressibleByArgument {}
extension Sector: ExpressibleByArgument {}
extension ProcurementMethod: ExpressibleByArgument {}
extension PayeeKind: ExpressibleByArgument {}
extension Designation: ExpressibleByArgument {}
extension RegionIndicator: ExpressibleByArgument {}
extension FigureUnit: ExpressibleByArgument {}
extension FindingRaised.Severity: ExpressibleByArgument {}
extension IndicatorMeasure: ExpressibleByArgument {}
extension BeneficiaryGroup: ExpressibleByArgument {}
extension DocumentKind: ExpressibleByArgument {}
extension ClaimMeasure: ExpressibleByArgument {}
