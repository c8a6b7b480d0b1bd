import Chronology
import EventLog
import Events
import Projections
import Testing

@testable import Annals

/// A belief is a selection before the fold: what tables keep of the past, what a fold of the log gives, and what a
/// ledger would say that never had the rest, are one.
@Suite("The law of belief")
struct BeliefLawTests {
    private static let batches = 16

    @Test("as known at a batch, the tables say what a fold says and what the ledger said then", arguments: 301...308)
    func recordedTime(seed: UInt64) throws {
        var said: [Answers] = []
        let random = try RandomLedger(seed: seed, batches: Self.batches) { ledger, _ in
            said.append(try Answers(ledger, .current))
        }
        let ledger = random.fixture.ledger
        let head = try ledger.head().batch
        #expect(head == random.batches.count)
        for batch in 0...head {
            var belief = Belief()
            belief.known = .batch(batch)
            let known = try Answers(ledger, belief)
            #expect(try known == Answers(folding: ledger, belief), "seed \(seed), batch \(batch)")
            // The first batch introduces; what is heard after each of the others was kept.
            if batch >= 2 { #expect(known == said[batch - 2], "seed \(seed), batch \(batch): what was said then") }
        }
    }

    @Test("today's tables say what a fold of the whole log says", arguments: 321...324)
    func today(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: Self.batches).fixture.ledger
        #expect(try Answers(ledger, .current) == Answers(folding: ledger, .current), "seed \(seed)")
    }

    @Test("replay rebuilds the past as well", arguments: 331...334)
    func replay(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: Self.batches)
        // Whoever writes needs the file to be there.
        defer { withExtendedLifetime(random) {} }
        let ledger = random.fixture.ledger
        let kept = try Answers.ofEveryBatch(of: ledger)
        _ = try ledger.replay { _, _ in }
        #expect(try Answers.ofEveryBatch(of: ledger) == kept, "seed \(seed)")
    }

    @Test("without a source is as if it were distrusted", arguments: 341...346)
    func without(seed: UInt64) throws {
        for source in RandomEvents.sources {
            var random = try RandomLedger(seed: seed, batches: Self.batches)
            let ledger = random.fixture.ledger
            var belief = Belief()
            belief.without = [source]
            let answers = try Answers(ledger, belief)
            try random.append([random.events.distrust(of: source)])
            #expect(try Answers(ledger, .current).content == answers.content, "seed \(seed), \(source)")
        }
    }

    @Test("only one source is as if all others were distrusted", arguments: 351...356)
    func only(seed: UInt64) throws {
        for source in RandomEvents.sources {
            var random = try RandomLedger(seed: seed, batches: Self.batches)
            let ledger = random.fixture.ledger
            var belief = Belief()
            belief.only = [source]
            let answers = try Answers(ledger, belief)
            let one = try ledger.identities().current(source)
            for other in RandomEvents.sources where try ledger.identities().current(other) != one {
                try random.append([random.events.distrust(of: other)])
            }
            #expect(try Answers(ledger, .current).content == answers.content, "seed \(seed), \(source)")
        }
    }

    @Test(
        "published by a day is as if later and undated sources were distrusted and unsourced facts retracted",
        arguments: 361...368)
    func published(seed: UInt64) throws {
        for year in [1999, 2001, 2003, 2005] {
            var random = try RandomLedger(seed: seed, batches: Self.batches)
            let ledger = random.fixture.ledger
            var belief = Belief()
            belief.published = CivilDay(year: year, month: 12, day: 31)
            let answers = try Answers(ledger, belief)
            let identities = try ledger.identities()
            let published = try Self.publicationYears(ledger, identities)
            for source in RandomEvents.sources where (published[identities.current(source)] ?? 9_999) > year {
                try random.append([random.events.distrust(of: source)])
            }
            try Self.retractUnsourcedFacts(of: &random)
            #expect(
                try Answers(ledger, .current).content == answers.content, "seed \(seed), by the end of \(year)")
        }
    }

    /// The year in which each source was published, by what adds it and counts; merged sources take the last word.
    private static func publicationYears(_ ledger: Ledger, _ identities: Identities) throws -> [EntityID: Int] {
        var years: [EntityID: Int] = [:]
        for source in Set(RandomEvents.sources.map(identities.current)) {
            let additions = try ledger.view().events(mentioning: source, types: [SourceAdded.type])
            for addition in additions {
                guard case .sourceAdded(let added) = addition.event.fact, let date = added.published else { continue }
                years[source] = date.strict.latest?.year
            }
        }
        return years
    }

    /// Retracts what counts now and cites no source: as long as something does, since retractions bring back others.
    private static func retractUnsourcedFacts(of random: inout RandomLedger) throws {
        let ledger = random.fixture.ledger
        var round = 0
        while true {
            let view = try ledger.view()
            let unsourced = try ledger.storedEvents().map(LogEntry.init).filter { entry in
                guard entry.event.fact.isAboutTheWorld, !entry.event.fact.isIntroductory else { return false }
                let effective = try view.rulings(on: [entry]).effective(entry, identities: view.identities)
                return effective.map { $0.event.sources.isEmpty } ?? false
            }
            if unsourced.isEmpty { return }
            round += 1
            try #require(round < 10)
            try random.append(unsourced.map { Told.retracted($0.event, "unsourced \(round)") })
        }
    }
}

extension Fact {
    fileprivate var isIntroductory: Bool {
        switch self {
        case .personIntroduced, .organizationIntroduced, .sourceAdded: true
        default: false
        }
    }
}

/// Everything that a ledger answers about the small world of random events.
struct Answers: Equatable {
    /// What does not depend on the places of events in the log.
    struct Content: Equatable {
        var tenures: [TenureKey: SeatTenures] = [:]
        var names: [String] = []
        var charts: [[String]] = []
    }

    private(set) var content = Content()
    private var keys: [KeyTenures] = []
    private var mentions: [EffectiveEvent] = []
    private var directory: [DirectoryEntry] = []
    private var seats: [SeatTitle] = []

    init(_ ledger: Ledger, _ belief: Belief) throws {
        try self.init(ledger, try ledger.view(of: belief))
    }

    /// The answers as known at a batch.
    init(_ ledger: Ledger, known batch: Int) throws {
        var belief = Belief()
        belief.known = .batch(batch)
        try self.init(ledger, belief)
    }

    init(folding ledger: Ledger, _ belief: Belief) throws {
        let moment = try belief.known.map(ledger.moment)
        try self.init(ledger, try FoldedView(ledger.log, ledger.tables, belief, moment))
    }

    static func ofEveryBatch(of ledger: Ledger) throws -> [Answers] {
        try (0...ledger.head().batch).map { batch in
            var belief = Belief()
            belief.known = .batch(batch)
            return try Answers(ledger, belief)
        }
    }

    private init(_ ledger: Ledger, _ view: any BeliefView) throws {
        let times = ["2003", "2005-06-01", "2011-01"].compactMap { (try? EDTF($0)).flatMap(WorldTime.init) }
        for id in RandomEvents.people + RandomEvents.organizations + RandomEvents.posts + RandomEvents.sources {
            mentions += try view.events(mentioning: id)
            for time in times { content.names.append("\(id) \(try view.names(of: id, at: time))") }
            keys += try view.tenures(of: id)
        }
        for organization in RandomEvents.organizations {
            let inside = try view.tenures(in: organization)
            keys += inside
            seats += try view.seats(in: organization)
            for key in inside {
                content.tenures[key.key] = key.tenures.withoutEvents
                keys += try view.tenures(in: organization, seat: key.key.seat).filter { $0.key == key.key }
            }
            let posts = PostBook(try view.events(mentioning: organization, types: PostBook.types))
            for time in times {
                let chart = OrgChart(
                    of: Named(id: organization, name: ""), at: time, keys: inside, posts: posts,
                    today: LedgerFixture.farFuture, named: { Named(id: $0, name: "") })
                content.charts.append(
                    chart.positions.map { position in
                        "\(position.seat.key) "
                            + position.holders.map { "\($0.person.id) \($0.certainty)" }.sorted().joined(separator: ",")
                    })
            }
        }
        directory = try view.directory()
    }
}
