import CanonicalJSON

// Checks that many decisions share. Each answers nothing, or refuses in a sentence with the figures.

extension Money {
    /// Something must move.
    func mustBePositive(field: String = "amount") throws(Refusal) {
        guard isPositive else {
            throw Refusal(
                .amount, "the amount is \(self), but something must move", remedy: "give an amount above zero",
                field: field)
        }
    }
}

extension Int64 {
    /// What is counted is counted from 0.
    func mustBeCount(of what: String, field: String) throws(Refusal) {
        guard self >= 0 else {
            throw Refusal(
                .figure, "there cannot be \(self) \(what)", remedy: "give how many there are, 0 or more", field: field)
        }
    }
}

extension CalendarDate {
    /// `earlier` must not lie after this date.
    func mustNotPrecede(
        _ earlier: CalendarDate, _ what: String, _ whatEarlier: String, field: String
    ) throws(Refusal) {
        guard self >= earlier else {
            throw Refusal(
                .dates, "\(what) on \(self) lies before \(whatEarlier) on \(earlier)",
                remedy: "correct one of the two dates",
                field: field)
        }
    }
}

extension Int {
    /// The first year of paired assistance is 1979; a year beyond the century is a slip of the pen.
    private static let fiscalYears = 1979...2100

    func mustBeFiscalYear(field: String) throws(Refusal) {
        guard Int.fiscalYears.contains(self) else {
            throw Refusal(
                .dates, "\(self) is not a fiscal year of paired assistance",
                remedy: "give a year from \(Int.fiscalYears.lowerBound) to \(Int.fiscalYears.upperBound)", field: field)
        }
    }
}

extension String {
    /// A name or remark must say something, in characters that can be shown.
    func mustBeText(field: String) throws(Refusal) {
        guard isPresentable else {
            throw Refusal(
                .text, "\"\(field)\" is empty or has control characters in it",
                remedy: "write it in ordinary characters",
                field: field)
        }
    }
}

extension RegionCode {
    /// A region that receives: the central government gives, and has no place of its own.
    func mustBePlace(field: String) throws(Refusal) {
        guard self != .central else {
            throw Refusal(
                .region, "the central government gives and does not receive", remedy: "give the region that receives",
                field: field)
        }
    }

    /// The code must be valid on the date; the central government always is.
    func mustBeValid(on date: CalendarDate, field: String) throws(Refusal) {
        guard self != .central else { return }
        do {
            _ = try Regions.lookup(self, on: date)
        } catch {
            throw Refusal(
                .region, error.description, remedy: "to look codes up: pairledger region list --on \(date)",
                field: field)
        }
    }
}

extension Books {
    func mustNotExist(_ stream: StreamName) throws(Refusal) {
        guard version(of: stream) == 0 else {
            throw Refusal(
                .exists, "\(stream.kind) \(stream.identifier) is on record already",
                remedy: "give the new one another identifier", field: stream.kind.rawValue)
        }
    }

    func mustExist(_ stream: StreamName, field: String? = nil) throws(Refusal) {
        guard version(of: stream) > 0 else { throw unknown(stream.kind, stream.identifier, field: field) }
    }

    func programme(_ id: Identifier) throws(Refusal) -> Programme {
        guard let programme = programmes[id] else { throw unknown(.programme, id) }
        return programme
    }

    func pairing(_ id: Identifier) throws(Refusal) -> Pairing {
        guard let pairing = pairings[id] else { throw unknown(.pairing, id) }
        return pairing
    }

    func agreement(_ id: Identifier) throws(Refusal) -> Agreement {
        guard let agreement = agreements[id] else { throw unknown(.agreement, id) }
        return agreement
    }

    func transfer(_ id: Identifier) throws(Refusal) -> Transfer {
        guard let transfer = transfers[id] else { throw unknown(.transfer, id) }
        return transfer
    }

    func indicator(_ id: Identifier) throws(Refusal) -> Indicator {
        guard let indicator = indicators[id] else { throw unknown(.indicator, id) }
        return indicator
    }

    func project(_ id: Identifier) throws(Refusal) -> Project {
        guard let project = projects[id] else { throw unknown(.project, id) }
        return project
    }

    func unknown(_ kind: StreamName.Kind, _ id: Identifier, field: String? = nil) -> Refusal {
        Refusal(
            .unknown, "there is no \(kind) \(id) on record",
            remedy: "check the identifier, or record it first: \(kind.recording(id))",
            field: field ?? kind.rawValue)
    }

    /// `amount` must lie in what a region holds. Money may leave a region whose code is no longer valid; a code that was not valid
    /// and never held anything is a slip of the pen.
    func mustHold(
        _ amount: Money, _ region: RegionCode, _ instrument: Instrument, on date: CalendarDate, field: String
    ) throws(Refusal) {
        let holding = Account.holding(region, instrument)
        if balance(of: holding).isZero { try region.mustBeValid(on: date, field: field) }
        try mustCover(amount, in: holding, holder: "region \(region)")
    }

    /// `amount` must lie in the account.
    func mustCover(_ amount: Money, in account: Account, holder: String) throws(Refusal) {
        let available = balance(of: account)
        guard available.minorUnits >= amount.minorUnits else {
            throw Refusal(
                .insufficient, "\(amount) was asked for, but \(holder) has \(available) (\(account))",
                remedy: "record what it received first, or correct the amount", field: "amount")
        }
    }
}
