import Assistance

extension Basis {
    /// Money in a region itself, and not in one within it: what it holds, and what its projects have.
    ///
    /// - Parameter whose: further limits.
    static func money(in region: RegionCode, _ whose: MoneyBasis = MoneyBasis()) -> Basis {
        let projects = Place.Scope.allCases.map { scope in
            var basis = whose
            basis.place = Place(region: region, scope: scope)
            return Basis.money(basis)
        }
        let holdings = Instrument.allCases.map { instrument in
            var basis = whose
            basis.account = Account.holding(region, instrument).description
            return Basis.money(basis)
        }
        return .all(projects + holdings)
    }
}
