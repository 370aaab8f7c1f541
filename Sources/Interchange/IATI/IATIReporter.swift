public import Assistance

/// The organisation that publishes a file, as it calls itself in it.
public struct IATIReporter: Sendable, Hashable {
    /// Its identifier, `{registration agency}-{number}` (code list OrganisationRegistrationAgency), such as `XM-DAC-12345`.
    public let ref: String
    public let name: String
    /// Code list OrganisationType: 10 is a government.
    public let type: String

    /// Nil when the identifier is empty or has white space or one of `/ & | ?` in it, which the standard rules out, or the type is not
    /// of two digits.
    public init?(ref: String, name: String, type: String = "10") {
        let bad: Set<Character> = ["/", "&", "|", "?"]
        guard !ref.isEmpty, ref.utf8.count <= 100, ref.isPresentable,
            !ref.contains(where: { bad.contains($0) || $0.isWhitespace }), name.isPresentable,
            type.utf8.count == 2, type.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        self.ref = ref
        self.name = name
        self.type = type
    }

    /// Its activities. Each identifier begins with the organisation's, as the standard asks.
    func pairing(_ id: String) -> String { "\(ref)-pairing-\(id)" }
    func fund(_ pairing: String) -> String { "\(ref)-fund-\(pairing)" }
    func project(_ id: String) -> String { "\(ref)-project-\(id)" }

    var element: IATIElement {
        IATIElement("reporting-org", ["ref": ref, "type": type], [.narrative(name)])
    }
}

/// Which activities of a ledger are written.
public struct IATISelection: Sendable, Hashable {
    public var programme: String?
    public var pairing: String?
    /// What comes from this region, goes to it or lies in it.
    public var region: RegionCode?

    public init(programme: String? = nil, pairing: String? = nil, region: RegionCode? = nil) {
        self.programme = programme
        self.pairing = pairing
        self.region = region
    }

    func has(_ id: String, _ pairing: PairingFormed) -> Bool {
        guard self.pairing ?? id == id, programme ?? pairing.programme.description == pairing.programme.description
        else { return false }
        guard let region else { return true }
        return pairing.donor.isWithin(region) || pairing.recipient.isWithin(region)
    }
}
