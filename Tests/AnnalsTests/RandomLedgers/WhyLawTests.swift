import Chronology
import EventLog
import Events
import Projections
import Testing

@testable import Annals

/// Reasons are those of the answer itself, and nothing that speaks of it goes unmentioned.
@Suite("The law of reasons")
struct WhyLawTests {
    private static let batches = 40
    private static let today = CivilDay(number: 1_000_000)

    private static func beliefs(_ head: Int) -> [Belief] {
        var known = Belief()
        known.known = .batch(head / 2)
        var published = Belief()
        published.published = CivilDay(year: 2003, month: 12, day: 31)
        var without = Belief()
        without.without = ["paper"]
        var only = known
        only.only = ["report", "letter"]
        return [.current, known, published, without, only]
    }

    /// Asks for every key that a ledger has now or in the belief, in every belief.
    private static func forEachKey(
        _ ledger: Ledger, _ body: (WhyAnswer, TenureKey, KeyTenures?, any BeliefView, Belief) throws -> Void
    ) throws {
        for belief in beliefs(try ledger.head().batch) {
            let view = try ledger.view(of: belief)
            for organization in RandomEvents.organizations where view.current(organization) == organization {
                let believed = try view.tenures(in: organization)
                let now = try ledger.view().tenures(in: organization)
                for key in Set((believed + now).map(\.key)) where view.current(key.person) == key.person {
                    guard let position = key.seat.askedFor else { continue }
                    let answer = try ledger.why(
                        key.person, organization, position, today: today, believing: belief)
                    // A title can have come to name a post, or have ceased to.
                    guard answer.seat == key.seat else { continue }
                    try body(answer, key, believed.first { $0.key == key }, view, belief)
                }
            }
        }
    }

    @Test("the explained tenures are those of every other answer", arguments: 501...502)
    func sameTenures(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: Self.batches).fixture.ledger
        var asked = 0
        try Self.forEachKey(ledger) { answer, key, tenures, _, belief in
            let explanation = answer.explained.first?.explanation
            let stints = explanation?.seat.stints.map(\.stint) ?? []
            #expect(stints == tenures?.tenures.stints ?? [], "seed \(seed): \(key) in \(belief)")
            guard let tenures else { return }
            #expect(explanation?.tenures.asStored == tenures, "seed \(seed): \(key) in \(belief)")
            asked += 1
        }
        #expect(asked > 20)
    }

    @Test("every event that is named can be read, and every stint's events are named", arguments: 511...512)
    func named(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: Self.batches).fixture.ledger
        try Self.forEachKey(ledger) { answer, key, tenures, _, belief in
            let named = answer.explained.reduce(into: Set<Int>()) { $0.formUnion($1.explanation.events) }
            #expect(
                named.isSuperset(of: tenures?.tenures.stints.flatMap(\.events) ?? []),
                "seed \(seed): \(key) in \(belief)")
            let all = named.union(answer.setAside.flatMap { [$0.seq] + $0.by + $0.others.flatMap(\.by) })
            #expect(Set(answer.events.keys) == all, "seed \(seed): \(key) in \(belief)")
        }
    }

    @Test("an event of the key is used or set aside, and what evidence or belief sets aside does not count")
    func nothingUnmentioned() throws {
        var seen: Set<SetAsideEvent.Reason> = []
        for seed: UInt64 in 521...526 {
            let ledger = try RandomLedger(seed: seed, batches: Self.batches).fixture.ledger
            let stored = try ledger.storedEvents()
            try Self.forEachKey(ledger) { answer, key, _, view, belief in
                let place = "seed \(seed): \(key) in \(belief)"
                seen.formUnion(answer.setAside.map(\.reason))
                Self.expectNothingUnmentioned(answer, key, stored, view, place)
                let pair = Pair(person: key.person, organization: key.organization)
                let counting = Set(try view.claims(of: pair).map(\.seq))
                for event in answer.setAside where !event.reason.isOfClaims {
                    #expect(!counting.contains(event.seq), "\(event) of \(place)")
                }
            }
        }
        let expected: Set<SetAsideEvent.Reason> = [
            .retracted, .corrected, .distrusted, .recordedLater, .otherSource, .publishedLater,
            .unsourced, .notMerged, .nothingToEnd, .endRecorded,
        ]
        #expect(seen.isSuperset(of: expected), "never seen: \(expected.subtracting(seen))")
    }

    private static func expectNothingUnmentioned(
        _ answer: WhyAnswer, _ key: TenureKey, _ stored: [StoredEvent], _ view: any BeliefView, _ place: String
    ) {
        let used = answer.explained.reduce(into: Set<Int>()) { $0.formUnion($1.explanation.events) }
        let mentioned = used.union(answer.setAside.map(\.seq))
        for event in stored where event.speaks(of: key, view) {
            #expect(mentioned.contains(event.seq), "#\(event.seq) of \(place)")
        }
    }

    @Test("the holders of a seat are those of the chart, each as surely", arguments: 531...532)
    func holders(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: Self.batches).fixture.ledger
        for belief in Self.beliefs(try ledger.head().batch) {
            for organization in RandomEvents.organizations {
                for year in [1_999, 2_001, 2_004] {
                    let time = WorldTime.day(try #require(CivilDay(year: year, month: 6, day: 1)))
                    let chart = try ledger.orgChart(of: organization, at: time, today: Self.today, believing: belief)
                    for position in chart.positions {
                        guard let asked = position.seat.askedFor else { continue }
                        let answer = try ledger.why(
                            organization, asked, at: time, today: Self.today, believing: belief)
                        let holders = position.holders.map { "\($0.person.id) \($0.certainty) \($0.isDisputed)" }
                        let explained = answer.explained.map {
                            "\($0.person.id) \($0.holding?.certainty.rawValue ?? "") \($0.holding?.isDisputed ?? false)"
                        }
                        #expect(explained.sorted() == holders.sorted(), "seed \(seed): \(asked) at \(organization)")
                        #expect(answer.explained.allSatisfy { !$0.reasons.isEmpty }, "seed \(seed): \(asked)")
                    }
                }
            }
        }
    }
}

extension Seat {
    /// What finds the seat on the command line; nil for membership of no kind, which no word finds.
    fileprivate var askedFor: String? {
        switch self {
        case .post(let post): post.text
        case .title(let title): title
        case .membership(let kind): kind?.rawValue
        }
    }
}

extension SetAsideEvent.Reason {
    /// Whether the event counts in the belief, and only this key does not rest on it.
    fileprivate var isOfClaims: Bool {
        switch self {
        case .earlierStint, .laterStint, .endRecorded, .nothingToEnd, .datedElsewhere, .fitsNoStint, .contradictsDates:
            true
        default: false
        }
    }
}

extension StoredEvent {
    /// Whether the event, or what it puts in the place of another, names a key in its own words.
    fileprivate func speaks(of key: TenureKey, _ view: any BeliefView) -> Bool {
        var fact = event.fact
        if case .eventCorrected(let correction) = fact, let replacement = correction.replacement {
            fact = replacement.fact
        }
        func isOf(_ person: EntityID, _ organization: EntityID, _ post: EntityID?, _ position: String?) -> Bool {
            guard view.current(person) == key.person, view.current(organization) == key.organization else {
                return false
            }
            switch key.seat {
            case .post(let seat): return post.map(view.current) == seat
            case .title(let title): return post == nil && position.map(CaseFolding.fold) == title
            case .membership: return false
            }
        }
        switch fact {
        case .positionStarted(let started):
            return isOf(started.person, started.organization, started.post, started.position)
        case .positionHeld(let held): return isOf(held.person, held.organization, held.post, held.position)
        case .positionEnded(let ended): return isOf(ended.person, ended.organization, ended.post, ended.position)
        default: return false
        }
    }
}
