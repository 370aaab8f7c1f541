public import ArgumentParser
public import Assistance
import CanonicalJSON
import Journal

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

    static func money(_ text: String) throws -> Money {
        do {
            return try Money.parse(text)
        } catch {
            throw ValidationError("\(error.description); \(error.remedy)")
        }
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
extension AmountUnit: ExpressibleByArgument {}
extension DeliveryMode: ExpressibleByArgument {}
extension Sector: ExpressibleByArgument {}
extension ProcurementMethod: ExpressibleByArgument {}
extension PayeeKind: ExpressibleByArgument {}
