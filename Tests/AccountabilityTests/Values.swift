import Assistance
import CanonicalJSON

// Short ways to write values whose form is known to be right.

func id(_ text: String) -> Identifier { value(Identifier(text), text) }
func region(_ text: String) -> RegionCode { value(RegionCode(text), text) }
func day(_ text: String) -> CalendarDate { value(CalendarDate(text), text) }
func yuan(_ amount: Int64) -> Money { value(Money(minorUnits: amount * 100), "\(amount)") }

private func value<Value>(_ value: Value?, _ text: String) -> Value {
    guard let value else { preconditionFailure("the test writes \"\(text)\", which has not the form") }
    return value
}
