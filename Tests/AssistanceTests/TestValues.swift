import Assistance
import CanonicalJSON

// Short words for the values that tests are made of. A text that is none is a slip in the test itself.

func id(_ text: String) -> Identifier {
    guard let identifier = Identifier(text) else { preconditionFailure("no identifier: \(text)") }
    return identifier
}

func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no date: \(text)") }
    return date
}

func region(_ text: String) -> RegionCode {
    guard let code = RegionCode(text) else { preconditionFailure("no region: \(text)") }
    return code
}

func fen(_ minorUnits: Int64) -> Money {
    guard let money = Money(minorUnits: minorUnits) else { preconditionFailure("no amount: \(minorUnits)") }
    return money
}

func yuan(_ amount: Int64) -> Money { fen(amount * 100) }

func figure(_ text: String) -> Figure {
    guard let figure = Figure(text) else { preconditionFailure("no figure: \(text)") }
    return figure
}

func stream(_ text: String) -> StreamName {
    guard let stream = StreamName(text) else { preconditionFailure("no stream: \(text)") }
    return stream
}

func mediaType(_ text: String) -> MediaType {
    guard let type = MediaType(text) else { preconditionFailure("no media type: \(text)") }
    return type
}

/// The digest whose digits are all this one.
func digest(_ digit: Character) -> DocumentDigest {
    guard let digest = DocumentDigest(String(repeating: digit, count: 64)) else {
        preconditionFailure("no hexadecimal digit: \(digit)")
    }
    return digest
}
