import CanonicalJSON

extension ClaimPublished {
    public func needs(for thing: Identifier, knowing books: Books) -> Needs {
        var needs = Needs()
        if let programme = scope.programme { needs.streams.insert(StreamName(.programme, programme)) }
        if let pairing = scope.pairing { needs.streams.insert(StreamName(.pairing, pairing)) }
        return needs
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try claimant.mustBeText(field: "claimant")
        try source.mustBeText(field: "source")
        try wording?.mustBeText(field: "wording")
        try url?.mustBeWebAddress(field: "url")
        try checkFigure()
        try checkTime(publishedOn: occurrence.date)
        try checkScope(publishedOn: occurrence.date, on: books)
    }

    private func checkFigure() throws(Refusal) {
        switch figure {
        case .amount(let amount):
            guard measure.isMoney else {
                throw Refusal(
                    .amount, "\(measure) are counted, but the claim is an amount of \(amount)",
                    remedy: "give a count, or another measure", field: "amount")
            }
            try amount.mustBePositive()
        case .count(let count):
            guard !measure.isMoney else {
                throw Refusal(
                    .amount, "\(measure) is a measure of money, but the claim is a count of \(count)",
                    remedy: "give an amount, or another measure", field: "count")
            }
            guard count >= 0 else {
                throw Refusal(
                    .amount, "the count is \(count), but nothing is counted below 0", remedy: "give 0 or more",
                    field: "count")
            }
        }
    }

    private func checkTime(publishedOn date: CalendarDate) throws(Refusal) {
        switch time {
        case .fiscalYear(let year): try year.mustBeFiscalYear(field: "fiscal_year")
        case .period(let from, let to):
            try to.mustNotPrecede(from, "the end of the period", "its start", field: "period_to")
            try date.mustNotPrecede(from, "the publication", "the start of the period", field: "published_on")
        }
    }

    private func checkScope(publishedOn date: CalendarDate, on books: Books) throws(Refusal) {
        if let programme = scope.programme { _ = try books.programme(programme) }
        if let id = scope.pairing {
            let pairing = try books.pairing(id)
            guard scope.programme ?? pairing.programme == pairing.programme else {
                throw Refusal(
                    .unknown, "pairing \(id) is of programme \(pairing.programme), not of the one given",
                    remedy: "leave one of the two out, or correct it", field: "pairing")
            }
        }
        try scope.donor?.mustBeValid(on: date, field: "donor")
        try scope.recipient?.mustBePlace(field: "recipient")
        try scope.recipient?.mustBeValid(on: date, field: "recipient")
    }
}

extension String {
    fileprivate func mustBeWebAddress(field: String) throws(Refusal) {
        try mustBeText(field: field)
        guard hasPrefix("https://") || hasPrefix("http://"), !contains(where: \.isWhitespace) else {
            throw Refusal(
                .text, "\"\(self)\" is not the address of a page", remedy: "write it from https:// on, without spaces",
                field: field)
        }
    }
}
