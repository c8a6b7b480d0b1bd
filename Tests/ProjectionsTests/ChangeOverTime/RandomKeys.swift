import Chronology
import Events
import Projections

/// The tenures of a few people in a few seats, from random claims that fall on days 1 to 8.
struct RandomKeys {
    /// Every day on which an answer can change, and days before and after all of them.
    static let days = -3...13

    let keys: [KeyTenures]
    /// A day among ``days``.
    let today: CivilDay

    init(seed: UInt64, organizations: [EntityID] = ["o"]) {
        var random = WorldRandom(state: seed)
        let people: [EntityID] = ["ann", "bea", "cem", .nobody, .unnamed]
        let seats: [Seat] = [.title("ceo"), .membership(.board), .membership(nil), .post("p")]
        let questions = RandomClaims(seed: seed &+ 1_000_000).makeIterator()
        var keys: [KeyTenures] = []
        var next = questions
        for organization in organizations {
            for person in people {
                for seat in seats where Bool.random(using: &random) {
                    guard let question = next.next() else { continue }
                    let claims = question.seatClaims
                    guard !claims.isEmpty else { continue }
                    let tenures = SeatTenures(claims, limits: question.tenureLimits)
                    let details = tenures.stints.map { _ in
                        var details = StintDetails()
                        details.kind = [nil, .board, .executive].randomElement(using: &random) ?? nil
                        return details
                    }
                    let key = TenureKey(person: person, organization: organization, seat: seat)
                    keys.append(KeyTenures(key: key, tenures: tenures, details: details))
                }
            }
        }
        self.keys = keys
        today = CivilDay(number: Int.random(in: 0...12, using: &random))
    }

    /// How surely a key holds at the end of a day, by the rule that nothing is more than possible after today.
    func certainty(_ key: KeyTenures, on day: Int) -> Certainty? {
        guard let certainty = key.tenures.holding(on: day)?.certainty else { return nil }
        return day > today.number ? min(certainty, .possible) : certainty
    }
}
