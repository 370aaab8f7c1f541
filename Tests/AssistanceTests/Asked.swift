import Assistance
import CanonicalJSON

/// A request that somebody in particular makes.
struct Asked: Request {
    let request: any Request
    let actor: String

    /// Who asks when nobody says who.
    static let clerk = "the recipient county's finance bureau"

    static func actor(of request: any Request) -> String { (request as? Asked)?.actor ?? clerk }

    var identity: String? { request.identity }
    var effectiveOn: CalendarDate { request.effectiveOn }
    var facts: [String: JSONValue] { request.facts }
    func needs(knowing books: Books) -> Needs { request.needs(knowing: books) }
    func proven(by documents: [DocumentDigest]) -> any Request {
        Asked(request: request.proven(by: documents), actor: actor)
    }
    func decide(on books: Books) throws(Refusal) -> [DecidedEvent] { try request.decide(on: books) }
}

extension Request {
    func by(_ actor: String) -> any Request { Asked(request: self, actor: actor) }
}
