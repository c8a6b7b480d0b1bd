import Projections
import Testing

/// The law of R7 over random claims: the fold's answer is that of all possible worlds.
@Suite("The fold against possible worlds")
struct FoldAgainstWorldsTests {
    private static let questionsASeed = 400
    private static let permutedQuestions = 150
    private static let shuffledQuestions = 200
    private static let shufflesAQuestion = 6
    private static let worldsAQuestion = 20

    private static func fold(_ question: WorldQuestion) -> SeatTenures {
        SeatTenures(question.seatClaims, limits: question.tenureLimits)
    }

    @Test(
        "each day, the number of stints, the dispute and the limits left out are those of the worlds",
        arguments: FeatureSet.allCases, 1...2)
    func answersAgree(features: FeatureSet, seed: UInt64) {
        for question in RandomClaims(seed: seed, features: features.features).prefix(Self.questionsASeed) {
            let answer = WorldAnswer(Self.fold(question), to: question)
            #expect(answer == PossibleWorlds.answer(question), "seed \(seed): \(question)")
        }
    }

    @Test("an unknown end is no later than the moment that several successors imply")
    func unknownEndAmidSuccessors() {
        let claims = [
            WorldClaim(.startWithUnknownEnd, 1, 1), WorldClaim(.inferredEnd, 3, 3), WorldClaim(.inferredEnd, 1, 4),
        ]
        let question = WorldQuestion(claims: claims, window: 1...6)
        let answer = WorldAnswer(Self.fold(question), to: question)
        #expect(answer.days == [.certain, .possible, .no, .no, .no, .no])
        #expect(answer == PossibleWorlds.answer(question))
    }

    @Test("a small set of claims reads the same in every order", arguments: 11...12)
    func everyPermutation(seed: UInt64) {
        for question in RandomClaims(seed: seed, claimCount: 2...4).prefix(Self.permutedQuestions) {
            let known = Self.fold(question).withoutEvents
            for claims in question.claims.permutations {
                var turned = question
                turned.claims = claims
                #expect(Self.fold(turned).withoutEvents == known, "seed \(seed): \(question) as \(claims)")
            }
        }
    }

    @Test("a larger set of claims, limits and intervals reads the same however it is shuffled", arguments: 21...22)
    func shuffles(seed: UInt64) {
        var random = WorldRandom(state: seed)
        for question in RandomClaims(seed: seed, claimCount: 5...12).prefix(Self.shuffledQuestions) {
            let known = Self.fold(question).withoutEvents
            for _ in 0..<Self.shufflesAQuestion {
                var turned = question
                turned.claims.shuffle(using: &random)
                turned.limits.shuffle(using: &random)
                turned.covers.shuffle(using: &random)
                #expect(Self.fold(turned).withoutEvents == known, "seed \(seed): \(question) as \(turned)")
            }
        }
    }

    @Test("a world of undisputed claims, written back as exact claims, reads as itself", arguments: 31...32)
    func worldsReadAsThemselves(seed: UInt64) throws {
        let features = RandomClaims.Features.all.subtracting([.limits, .covers])
        for question in RandomClaims(seed: seed, features: features).prefix(Self.questionsASeed) {
            let read = PossibleWorlds(reading: question)
            guard !read.stints.contains(where: \.isDisputed) else { continue }
            for world in read.worlds(within: []).prefix(Self.worldsAQuestion) {
                let exact = WorldQuestion(claims: world.exactClaims(of: read.stints), window: question.window)
                let answer = WorldAnswer(Self.fold(exact), to: exact)
                #expect(answer.days == question.window.map { world.isHeld(on: $0) ? .certain : .no }, "\(question)")
                #expect(answer.stints == world.tenures.count && !answer.disputed, "seed \(seed): \(question)")
            }
        }
    }

    @Test("every event behind a claim that counts is named by a stint, and no other", arguments: 41...42)
    func eventsAreNamed(seed: UInt64) {
        for question in RandomClaims(seed: seed, features: .vectors).prefix(Self.questionsASeed) {
            let tenures = Self.fold(question)
            for stint in tenures.stints {
                #expect(stint.events == Set(stint.events).sorted(), "\(question)")
                #expect(stint.events.allSatisfy { (1...question.claims.count).contains($0) }, "\(question)")
            }
            let named = Set(tenures.stints.flatMap(\.events))
            for (place, claim) in question.claims.enumerated() where claim.isDatedStart || claim.kind == .end {
                #expect(named.contains(place + 1), "claim \(place + 1) of \(question)")
            }
        }
    }
}

/// What may occur in a run, so that each rule is also tried without the others around it.
enum FeatureSet: CaseIterable, Sendable {
    case plain, acting, reinstated, unknown, sighted, halfOpen, limited, covered, ordered, succeeded, vectors, all

    var features: RandomClaims.Features {
        switch self {
        case .plain: []
        case .acting: [.acting]
        case .reinstated: [.acting, .reinstated]
        case .unknown: [.undated, .unknownEnds]
        case .sighted: [.sightings, .halfOpen]
        case .halfOpen: [.halfOpen]
        case .limited: [.limits, .sightings, .undated, .unknownEnds]
        case .covered: [.covers]
        case .ordered: [.orders]
        case .succeeded: [.successions, .unknownEnds]
        case .vectors: .vectors
        case .all: .all
        }
    }
}

extension SeatTenures {
    /// What the claims add up to, without which event said what.
    var withoutEvents: SeatTenures {
        SeatTenures(
            stints: stints.map { stint in
                var stint = stint
                stint.events = []
                stint.startEvents = []
                stint.endEvents = []
                return stint
            },
            seenDays: seenDays,
            intervals: intervals.map { HeldInterval(start: $0.start, end: $0.end) }
                .sorted { ($0.start.latest, $0.end.earliest) < ($1.start.latest, $1.end.earliest) },
            contradictedLimits: contradictedLimits)
    }
}

extension World {
    /// The tenures as claims that name one day each, in the order in which they happened.
    fileprivate func exactClaims(of stints: [WorldStint]) -> [WorldClaim] {
        zip(stints, tenures).enumerated().flatMap { number, pair in
            let (stint, tenure) = pair
            let start = WorldClaim(
                .start, tenure.start, tenure.start, acting: stint.tone == .acting, order: 2 * number + 1)
            if tenure.end == World.open { return [start] }
            return [start, WorldClaim(.end, tenure.end, tenure.end, order: 2 * number + 2)]
        }
    }
}

extension Array {
    /// Every order of the elements.
    var permutations: [[Element]] {
        guard count > 1 else { return [self] }
        return indices.flatMap { place -> [[Element]] in
            var rest = self
            let first = rest.remove(at: place)
            return rest.permutations.map { [first] + $0 }
        }
    }
}
