import Events
import Projections
import Testing

/// What an explanation has to be, whatever the claims are.
@Suite("The laws of explanations")
struct ExplanationLawTests {
    private static let questionsASeed = 300

    private static func questions(_ features: FeatureSet, _ seed: UInt64) -> PrefixSequence<RandomClaims> {
        RandomClaims(seed: seed, features: features.features, claimCount: 1...6).prefix(questionsASeed)
    }

    private static func explain(_ question: WorldQuestion) -> SeatExplanation {
        SeatExplanation(question.seatClaims, limits: question.tenureLimits)
    }

    @Test("the explained fold is the plain one", arguments: FeatureSet.allCases, [51, 52])
    func explainedIsPlain(features: FeatureSet, seed: UInt64) {
        for question in Self.questions(features, seed) {
            let explanation = Self.explain(question)
            let plain = SeatTenures(question.seatClaims, limits: question.tenureLimits)
            #expect(explanation.tenures == plain, "seed \(seed): \(question)")
            #expect(explanation.stints.map(\.stint) == plain.stints, "seed \(seed): \(question)")
        }
    }

    @Test("the explained fold is the plain one over the vectors", arguments: ["plain", "rich", "seen"])
    func explainedVectors(file: String) throws {
        for (number, vector) in try TenureVector.all(in: file).enumerated() {
            let plain = vector.story.tenures(of: "a")
            let explained = vector.story.explanations(of: "a").filter { !$0.tenures.tenures.stints.isEmpty }
            #expect(explained.map(\.tenures) == plain, "\(file) \(number)")
            #expect(explained.map(\.seat.tenures) == plain.map(\.tenures), "\(file) \(number)")
        }
    }

    @Test("every event behind a stint is explained, and every claim is placed or left out", arguments: [61, 62])
    func nothingIsForgotten(seed: UInt64) {
        for question in Self.questions(.all, seed) {
            let explanation = Self.explain(question)
            for stint in explanation.tenures.stints {
                #expect(explanation.events.isSuperset(of: stint.events), "seed \(seed): \(question)")
            }
            let claimed = Set(1...question.claims.count)
            #expect(explanation.events.isSuperset(of: claimed), "seed \(seed): \(question)")
        }
    }

    @Test("steps lead from what the claims say to what the moment is", arguments: FeatureSet.allCases)
    func stepsLeadToTheAnswer(features: FeatureSet) {
        for question in Self.questions(features, 71) {
            for stint in Self.explain(question).stints {
                for side in StintSide.allCases {
                    let moment = stint[side]
                    let range = side == .start ? stint.stint.start : stint.stint.end
                    #expect(moment.range == range, "\(question)")
                    for (step, next) in zip(moment.steps, moment.steps.dropFirst()) {
                        #expect(step.to == next.from, "\(question)")
                    }
                    #expect(moment.steps.allSatisfy { $0.from != $0.to }, "\(question)")
                    let first = moment.steps.first?.from ?? range
                    #expect(moment.claimed ?? first == first && moment.steps.last?.to ?? range == range, "\(question)")
                }
            }
        }
    }

    @Test("a step rests on an event, unless what moves the bound is a moment that no event dates", arguments: [81, 82])
    func stepsNameTheirEvents(seed: UInt64) {
        for question in Self.questions(.all, seed) {
            for stint in Self.explain(question).stints {
                for step in stint.start.steps + stint.end.steps where step.cause == .sighting {
                    let event = step.events.first ?? 0
                    #expect(step.events.count == 1 && question.claims[event - 1].kind == .sighting, "\(question)")
                }
            }
        }
    }

    /// What a claim is said to have done, it did: R3 computed from its words, with the claim and without it.
    @Test("leaving a claim out changes its moment as said", arguments: FeatureSet.allCases, [91, 92])
    func leavingOut(features: FeatureSet, seed: UInt64) {
        for question in Self.questions(features, seed) {
            for stint in Self.explain(question).stints {
                for side in StintSide.allCases { expectTruth(stint[side], "seed \(seed): \(question)") }
            }
        }
    }

    private func expectTruth(_ moment: MomentExplanation, _ place: String) {
        let dated = moment.claims.filter { $0.range != nil }
        guard let claimed = moment.claimed, dated.count > 1, claimed.earliest > DayRange.past else { return }
        let all = WordOfR3(dated.compactMap(\.range))
        for (index, effect) in dated.enumerated() {
            var ranges = dated.compactMap(\.range)
            ranges.remove(at: index)
            let without = WordOfR3(ranges)
            #expect(effect.without == DayRange(without.lo, without.hi), "\(place)")
            switch effect.contribution {
            case .agrees: #expect(without == all, "\(place)")
            case .narrowed: #expect(without.lo < all.lo || without.hi > all.hi, "\(place)")
            case .widened:
                #expect(without.lo > all.lo || without.hi < all.hi || without.isDisputed != all.isDisputed, "\(place)")
            case .opened, .closed, .inferred, .leftOpen: break
            }
        }
    }

    @Test("without an event said to have narrowed, the answer is wider; without one that agrees, the same")
    func withoutTheEvent() {
        var (narrowed, agreed) = (0, 0)
        for question in Self.questions(.plain, 101) {
            let explanation = Self.explain(question)
            for (index, stint) in explanation.stints.enumerated() {
                for side in StintSide.allCases {
                    for effect in stint[side].claims {
                        let other = explanation.without(effect.event, of: question, stint: index, side)
                        guard let other else { continue }
                        let (before, after) = (stint[side].range, other.range)
                        switch effect.contribution {
                        case .narrowed where stint[side].steps.isEmpty && other.steps.isEmpty:
                            narrowed += 1
                            let contains = after.earliest <= before.earliest && before.latest <= after.latest
                            #expect(contains && after != before, "#\(effect.event) of \(question)")
                        case .agrees:
                            agreed += 1
                            #expect(after == before, "#\(effect.event) of \(question)")
                        default: break
                        }
                    }
                }
            }
        }
        #expect(narrowed > 20 && agreed > 20)
    }
}

/// R3 from its words: the largest earliest bound that is not after the smallest latest one, and the other way round.
private struct WordOfR3: Equatable {
    let lo: Int
    let hi: Int
    let isDisputed: Bool

    init(_ ranges: [DayRange]) {
        var smallestLatest = Int.max
        var largestEarliest = Int.min
        for range in ranges {
            if range.latest < smallestLatest { smallestLatest = range.latest }
            if range.earliest > largestEarliest { largestEarliest = range.earliest }
        }
        var (lo, hi) = (Int.min, Int.max)
        for range in ranges {
            if range.earliest <= smallestLatest && range.earliest > lo { lo = range.earliest }
            if range.latest >= largestEarliest && range.latest < hi { hi = range.latest }
        }
        (self.lo, self.hi) = (lo, hi)
        isDisputed = largestEarliest > smallestLatest
    }
}

extension SeatExplanation {
    /// The same moment of the same question without one claim; nil where the others fall into other moments then.
    fileprivate func without(
        _ event: Int, of question: WorldQuestion, stint: Int, _ side: StintSide
    ) -> MomentExplanation? {
        var claims = question.seatClaims
        claims.starts.removeAll { $0.event == event }
        claims.ends.removeAll { $0.event == event }
        let other = SeatExplanation(claims, limits: question.tenureLimits)
        guard other.stints.count == stints.count, other.groups == groups.map({ $0.subtracting([event]) }) else {
            return nil
        }
        return other.stints[stint][side]
    }

    /// The events of every moment, in order.
    private var groups: [Set<Int>] {
        stints.flatMap { stint in StintSide.allCases.map { Set(stint[$0].claims.map(\.event)) } }
    }
}

extension Story {
    /// How the tenures of a person came to be.
    func explanations(of person: EntityID, in organization: EntityID = "o") -> [KeyExplanation] {
        PairFold.explanations(
            of: person, in: organization, events, posts: events, limits: Milestones(events).limits(of:))
    }
}
