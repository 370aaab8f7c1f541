import Assistance
import CanonicalJSON

/// A pairing as its two activities tell of it.
struct IATIPairing: Sendable {
    let formed: PairingFormed
    var endsOn: CalendarDate?
    let source: IATISource
    private(set) var changedAt: Instant
    var agreements: [String: IATIAgreement] = [:]
    var documents: [IATIDocument] = []
    /// What the donor promised and sent.
    private(set) var given: [IATIFlow] = []
    /// What was promised to the recipient, what it received and what it gave to projects.
    private(set) var taken: [IATIFlow] = []

    init(_ formed: PairingFormed, _ source: IATISource) {
        self.formed = formed
        self.source = source
        endsOn = formed.endsOn
        changedAt = source.recordedAt
    }

    mutating func touch(_ source: IATISource) { changedAt = max(changedAt, source.recordedAt) }

    mutating func add(_ given: IATIFlow?, _ taken: IATIFlow?) {
        if let given { self.given.append(given) }
        if let taken { self.taken.append(taken) }
        if let source = given?.source ?? taken?.source { touch(source) }
    }

    /// The projects that its money went to.
    var projects: [String] { Set(taken.compactMap(\.counterpart)).sorted() }
}

/// A promise as a pairing's budgets are made of it.
struct IATIAgreement: Sendable {
    let fiscalYear: Int
    let agreedOn: CalendarDate
    let dueOn: CalendarDate?
    /// Minor units, as `promised`.
    let original: Int64
    private(set) var promised: Int64
    private(set) var revisedOn: CalendarDate?
    var isCancelled = false

    init(_ committed: FundsCommitted, _ source: IATISource) {
        fiscalYear = committed.fiscalYear
        agreedOn = source.effectiveOn
        dueOn = committed.dueOn
        original = committed.amount.minorUnits
        promised = original
    }

    mutating func promise(more difference: Int64, _ source: IATISource) {
        promised += difference
        revisedOn = max(revisedOn ?? source.effectiveOn, source.effectiveOn)
    }
}

/// A document as an activity links to it.
struct IATIDocument: Sendable {
    let source: IATISource
    private let digest: String
    private let attached: EvidenceAttached

    init(_ attached: EvidenceAttached, digest: String, _ source: IATISource) {
        self.attached = attached
        self.digest = digest
        self.source = source
    }

    /// Code list DocumentCategory.
    var category: String? { attached.documentKind.iatiCode }

    /// The document is called by its SHA-256 (RFC 6920), since the ledger knows what it is and not where it lies.
    var element: IATIElement {
        IATIElement(
            "document-link",
            ["url": "ni:///sha-256;\(base64URL)", "format": attached.mediaType.description],
            [
                IATIElement("title", [:], [.narrative(attached.title)]), .code("category", category ?? ""),
                .date("document-date", source.effectiveOn),
                .event(source, ["sha256": digest, "bytes": "\(attached.bytes)"]),
            ])
    }

    private var base64URL: String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var bits = 0
        var count = 0
        var text: [UInt8] = []
        for digit in digest.utf8 {
            bits = bits << 4 | Int(digit < 0x3A ? digit - 0x30 : digit - 0x57)
            count += 4
            if count >= 6 {
                count -= 6
                text.append(letters[bits >> count & 63])
                bits &= (1 << count) - 1
            }
        }
        if count > 0 { text.append(letters[bits << (6 - count) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }
}
