import Assistance

/// Something that will be asked on a day, and by whom.
struct Step: Sendable {
    /// After 1970-01-01.
    let day: Int
    /// Its place among all steps that were planned: of one day, what was planned first comes first.
    let order: Int
    let actor: String
    let request: any Request
    /// The answers that its events prove, by their numbers.
    var proves: [Int]

    static func precedes(_ one: Step, _ other: Step) -> Bool {
        one.day == other.day ? one.order < other.order : one.day < other.day
    }
}
