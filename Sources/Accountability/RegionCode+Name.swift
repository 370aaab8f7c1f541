public import Assistance
public import CanonicalJSON

extension RegionCode {
    /// Its name on the day, or its code when it never had one.
    func knownName(on date: CalendarDate) -> String { name(on: date) ?? description }

    /// The name that the region had on the day, else the last one it had; with the English one for provinces.
    public func name(on date: CalendarDate) -> String? {
        guard let found = Regions.region(self, on: date) else { return Regions.history(of: self).last?.nameZH }
        return found.nameEN.map { "\(found.nameZH) \($0)" } ?? found.nameZH
    }
}
