/// How many of everything a ledger of some size has.
///
/// Four in five events are about a position: what sources say of tenures, and what corrects that. Of the rest, eleven
/// in twenty introduce people (a tenth of all events) and organisations (a hundredth).
package struct Counts: Hashable, Sendable {
    let events: Int
    package let people: Int
    let organizations: Int
    let sources: Int
    let posts: Int
    /// Events of the family `position`, of which one in ten is corrected later.
    let told: Int
    /// `position.held` with an interval.
    let held: Int
    /// Tenures told by `position.started`, and by `position.ended` where they have ended.
    let pairs: Int
    /// `position.held` with one date: somebody was seen in post.
    let sightings: Int
    let corrections: Int
    /// Births, awards, statements and the like.
    let others: Int
    /// Tenures in `org-even`.
    let even: Int

    package var tenures: Int { held + pairs }
    var introductions: Int { sources + organizations + posts + people }
    /// Everything but introductions and corrections: what comes in any order.
    var unordered: Int { told + others }

    init(events: Int) {
        precondition(events >= 1_000, "a workload has at least 1,000 events")
        self.events = events
        people = events / 10
        organizations = events / 100
        sources = max(20, events * 3 / 10_000)
        posts = events * 12 / 1_000
        told = events * 4 / 5 * 10 / 11
        corrections = (told + Self.toldPerCorrection - 1) / Self.toldPerCorrection
        held = told * 60 / 100
        pairs = told * 175 / 1_000
        sightings = told - held - 2 * pairs
        others = events - sources - organizations - posts - people - told - corrections
        even = min(50_000, events / 20)
    }

    static let toldPerCorrection = 10
}
