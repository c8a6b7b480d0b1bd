import Chance
import EventLog
import Events
import Projections
import Synchronization
import Testing

@testable import Annals

@Suite("An import of which the log goes first")
struct LogFirstImportTests {
    private func importing(
        _ source: Texts, into ledger: Ledger, batchSize: Int = 7, logFirst: Bool = true, linesTogether: Int = 131_072
    ) throws -> ImportResult {
        var options = ImportOptions()
        options.linesTogether = linesTogether
        options.batchSize = batchSize
        options.logGoesFirst = logFirst
        options.author = "Jo"
        var random = SplitMix64(seed: 1)
        return try ledger.importLines(
            source, options, clock: { LedgerFixture.time(0) }, random: &random, progress: { _, _, _ in })
    }

    /// Events of a ledger that has corrections, retractions, merges and distrust, each once.
    private func story(_ seed: UInt64) throws -> [Event] {
        var seen: Set<EventID> = []
        return try RandomLedger(seed: seed, batches: 12).batches.flatMap { $0 }.filter { seen.insert($0.id).inserted }
    }

    @Test(
        "leaves the ledger that an import leaves of which the projections keep up", arguments: 1...6,
        [1, 20, 131_072])
    func same(seed: UInt64, linesTogether: Int) throws {
        let events = try story(seed)
        let (first, followed) = (try LedgerFixture(), try LedgerFixture())
        let result = try importing(Texts(events), into: first.ledger, linesTogether: linesTogether)
        #expect(try importing(Texts(events), into: followed.ledger, logFirst: false) == result)
        #expect(result.recorded == events.count && result.batches == (events.count + 6) / 7)
        #expect(try first.ledger.storedEvents() == followed.ledger.storedEvents())
        #expect(try first.ledger.dump() == followed.ledger.dump())
        #expect(try first.ledger.replayDifferences() == [])
        #expect(try first.ledger.log.peaks() == followed.ledger.log.peaks())
        for event in events { #expect(try first.ledger.log.position(of: event.id) != nil) }
        #expect(first.ledger.lag == nil && !ImportTurn.isTaken(ledger: first.ledger.path))
    }

    @Test("passes over what is there already, in the input and in the ledger")
    func repeated() throws {
        let fixture = try LedgerFixture.peopled()
        let (one, two) = (try Told.started("a", "2015"), try Told.started("b", "2016"))
        try fixture.append([one, two])
        try fixture.append([Told.retracted(two)])
        let new = (0..<30).map { Told.person(EntityID("p-\($0)") ?? "p") }
        let lines = [one, two] + new + [new[3], one]
        let result = try importing(Texts(lines), into: fixture.ledger)
        #expect((result.lines, result.recorded) == (34, 30))
        #expect((result.alreadyInEffect, result.passedOver) == (3, 1))
        #expect(try fixture.ledger.replayDifferences() == [])
        // All of it again: no batch is made.
        let again = try importing(Texts(lines), into: fixture.ledger)
        #expect((again.recorded, again.batches, again.alreadyInEffect, again.passedOver) == (0, 0, 33, 1))
    }

    @Test("lines in whatever spelling are recorded as they are in canonical form")
    func spellings() throws {
        let fixture = try LedgerFixture()
        let lines = [
            #" { "type" : "position.started", "person":"a","organization":"o","position":"CEO","date":"2020"}"#,
            #"{"type":"person.introduc\u0065d","person":"a","name":"A","sources":[]}"#,
            #"{"organization":"o","name":"O.","type":"organization.introduced"}"#,
            #"{"type":"x.own.type","z":1.5,"date":"2020","é":"ü"}"#,
            #"{"author":"T. Writer","source":"s","title":"T\u0009T","type":"source.added"}"#,
        ].map { Array($0.utf8) }
        let events = try lines.dropLast().map { try EventLine(bytes: $0).event }
        #expect(try importing(Texts(Array(lines.dropLast())), into: fixture.ledger).recorded == 4)
        #expect(try fixture.ledger.storedEvents().map(\.event) == events)
        #expect(try fixture.ledger.replayDifferences() == [])
        #expect(throws: RefusedLines.self) { try importing(Texts(lines), into: fixture.ledger) }
    }

    @Test("a line that is refused keeps all of it out, and is told as ever")
    func refused() throws {
        let good = [Told.person("a"), Told.organization("o"), try Told.started("a", "2015")]
        for bad in [
            Told.person("o"), try Told.started("o2", "2015"), Told.merged("a", "a2"),
            Told.corrected(try Told.started("a", "2014"), try Told.started("a", "2016")), Told.source("a"),
        ] {
            var told: [[String]] = []
            for logFirst in [true, false] {
                let fixture = try LedgerFixture()
                let error = #expect(throws: RefusedLines.self) {
                    try importing(Texts(good + [bad] + good), into: fixture.ledger, logFirst: logFirst)
                }
                told.append(error?.faults ?? [])
                #expect(try fixture.ledger.head().seq == 0)
            }
            #expect(told[0] == told[1] && told[0].first?.hasPrefix("line 4: ") == true)
        }
    }

    /// A ledger whose log is ahead of its tables, as an import leaves it that dies.
    private func deadImport() throws -> (LedgerFixture, events: Int) {
        let fixture = try LedgerFixture.peopled()
        let events = (0..<20).map { Told.person(EntityID("p-\($0)") ?? "p") }
        let input = try ReadInput(Texts(events), beside: fixture.ledger.path, batchSize: 5) { _ in }
        let ledger = fixture.ledger
        var importing = try LogFirstImport(
            ledger, input, try ledger.reading { try input.repeated(ledger) }, ImportOptions(),
            behind: ledger.head())
        var random = SplitMix64(seed: 1)
        #expect(
            try importing.recordMore(clock: { LedgerFixture.time(0) }, random: &random) { _ in } && importing.isDone)
        return (fixture, 27)
    }

    @Test("what an import leaves that died, whoever opens the ledger next makes current", arguments: [true, false])
    func died(isRead: Bool) throws {
        let (fixture, events) = try deadImport()
        #expect(try fixture.ledger.log.head().seq == events && !fixture.ledger.isCurrent())
        let next = try Ledger.open(fixture.ledger.path, for: isRead ? .reading : .writing)
        #expect(try next.isCurrent() && next.lag == nil && next.replayDifferences() == [])
    }

    @Test("who has the ledger open and appends makes the tables current first")
    func appendsAfterDeath() throws {
        let (fixture, events) = try deadImport()
        try fixture.append([try Told.started("a", "2015")])
        #expect(try fixture.ledger.head().seq == events + 1)
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("who makes the tables current to write is told how far that is")
    func toldOfCatchingUp() throws {
        let (appended, events) = try deadImport()
        var random = SplitMix64(seed: 4)
        var totals: [Int] = []
        _ = try appended.ledger.append(
            AppendRequest([try Told.started("a", "2015")]), now: LedgerFixture.time(9), random: &random,
            progress: { totals.append($1) })
        #expect(Set(totals) == [events])

        let redacted = try deadImport().0
        totals = []
        _ = try redacted.ledger.redact(
            RedactionRequest(events, reason: "private"), now: LedgerFixture.time(9), random: &random,
            progress: { totals.append($1) })
        #expect(totals.first == events && totals.last == events + 1)

        let large = try deadImport().0
        var options = ImportOptions()
        options.logGoesFirst = true
        var phases: [Ledger.ImportPhase] = []
        let result = try large.ledger.appendLargeBatch(
            of: Texts([Told.person("new")]), about: 1, options, now: LedgerFixture.time(9), random: &random,
            progress: { phase, _, _ in if phases.last != phase { phases.append(phase) } })
        #expect(result?.recorded == 1 && phases == [.reading, .projecting, .recording, .projecting])
    }

    @Test("while it goes on readers are told how far the tables are, and answer from there")
    func readers() throws {
        let (fixture, events) = try deadImport()
        let turn = try ImportTurn(ledger: fixture.ledger.path)
        let reader = try Ledger.open(fixture.ledger.path)
        #expect(reader.lag == ProjectionLag(known: 7, last: events))
        #expect(try reader.tables.entity("p-1") == nil && reader.tables.entity("a") != nil)
        let members = try AnswerJSON(reader).beliefMembers()
        #expect(members["behind"] == .object(["through": 7, "of": .number(Double(events))]))
        withExtendedLifetime(turn) {}
    }

    @Test("while it goes on who appends waits for its end")
    func writers() throws {
        let (fixture, events) = try deadImport()
        let path = fixture.ledger.path
        let waits = Mutex(false)
        var turn: ImportTurn? = try ImportTurn(ledger: path)
        let answer = Answering {
            let writer = try Ledger.open(path, for: .writing, waiting: { waits.withLock { $0 = true } })
            try LedgerFixture.append(AppendRequest([try Told.started("a", "2015")]), to: writer)
        }
        while !waits.withLock({ $0 }) { Answering.rest() }
        #expect(try fixture.ledger.head().seq == events)
        _ = try fixture.ledger.replayInTurn { _, _ in }
        withExtendedLifetime(turn) {}
        turn = nil
        try answer.wait()
        #expect(try fixture.ledger.head().seq == events + 1)
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("where somebody appends between the check and the first batch every line is decided anew")
    func overtaken() throws {
        let fixture = try LedgerFixture()
        let other = try Ledger.open(fixture.ledger.path, for: .writing)
        let events = [Told.person("a"), Told.organization("o"), try Told.started("a", "2015")]
        var options = ImportOptions()
        options.logGoesFirst = true
        var random = SplitMix64(seed: 1)
        var hasAppended = false
        let source = Texts(events)
        let input = try ReadInput(source, beside: fixture.ledger.path, batchSize: 2) { _ in }
        var importing = try LogFirstImport(
            fixture.ledger, input, try input.repeated(fixture.ledger), options, behind: fixture.ledger.head())
        try LedgerFixture.append(AppendRequest([Told.person("a")]), to: other)
        #expect(try !importing.recordMore(clock: { LedgerFixture.time(0) }, random: &random) { _ in })
        // The same through the door: the clock is read once the check is over.
        let result = try fixture.ledger.importLines(
            source, options,
            clock: {
                hasAppended = true
                return LedgerFixture.time(0)
            }, random: &random, progress: { _, _, _ in })
        #expect(hasAppended && (result.recorded, result.alreadyInEffect) == (2, 1))
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    /// A ledger with an event in the log that the tables do not know, and a handle that was there before.
    private func behind(_ event: Event) throws -> (fixture: LedgerFixture, other: Ledger) {
        let fixture = try LedgerFixture()
        let other = try Ledger.open(fixture.ledger.path, for: .writing)
        var random = SplitMix64(seed: 2)
        _ = try other.writingThoughBehind {
            try other.log.append([event], BatchStamp(now: LedgerFixture.time(0)), random: &random)
        }
        return (fixture, other)
    }

    @Test("what another import has in the log and not in the tables yet is known before lines are decided on")
    func afterAnother() throws {
        let (fixture, other) = try behind(Told.person("x"))
        defer { withExtendedLifetime(other) {} }
        let refused = #expect(throws: RefusedLines.self) {
            try importing(Texts([Told.organization("x")]), into: fixture.ledger)
        }
        #expect(refused.map { "\($0)".contains("x") } == true)
        #expect(try fixture.ledger.isCurrent() && fixture.ledger.replayDifferences() == [])
    }

    @Test("a reader that was there before is told as the tables fall behind, and as they are current again")
    func toldMeanwhile() throws {
        let (fixture, other) = try behind(Told.person("x"))
        _ = try fixture.ledger.state()
        #expect(fixture.ledger.lag == ProjectionLag(known: 0, last: 1))
        try other.catchUp { _, _ in }
        _ = try fixture.ledger.state()
        #expect(fixture.ledger.lag == nil)
    }

    @Test("how far it is is told within a transaction too, and what is on disk when it is", arguments: [nil, 60])
    func told(failingAt place: Int?) throws {
        let fixture = try LedgerFixture()
        let other = try Ledger.open(fixture.ledger.path)
        let events = (0..<100).map { Told.person(EntityID("p-\($0)") ?? "p") }
        var options = ImportOptions()
        (options.linesTogether, options.batchSize, options.logGoesFirst) = (40, 7, true)
        var random = SplitMix64(seed: 1)
        var done: [Int] = []
        var recorded: [Int] = []
        /// How often it was told how far it is before each transaction was on disk.
        var reports: [Int] = []
        func onDisk() -> Int? { try? other.log.head().seq }
        let result = Result {
            try fixture.ledger.importLines(
                Texts(events), options, clock: { LedgerFixture.time(0) }, random: &random,
                recorded: { lines in
                    recorded.append(lines)
                    reports.append(done.count)
                    #expect(onDisk() == lines)
                    guard let place, recorded.count == 1 else { return }
                    let full = "CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.seq = \(place)"
                    do { try fixture.tamper(full + " BEGIN SELECT RAISE(ABORT, 'full'); END") } catch {
                        Issue.record(error)
                    }
                },
                progress: { phase, lines, total in
                    guard phase == .recording else { return }
                    #expect(total == 100 && onDisk() == recorded.last ?? 0)
                    done.append(lines)
                })
        }
        guard place != nil else {
            #expect(try result.get().recorded == 100)
            #expect(recorded == [42, 84, 100] && reports == [6, 12, 15])
            #expect(done == Array(stride(from: 7, to: 100, by: 7)) + [100])
            return
        }
        let error = #expect(throws: InterruptedImport.self) { try result.get() }
        #expect(error?.lines == 42 && recorded == [42] && onDisk() == 42)
        #expect(done.last == 56)
    }

    @Test("ids are used as the other reader says")
    func uses() throws {
        let cited = #""sources":[{"source":"s"},{"quote":"q","source":"t"}],"#
        let lines = [
            #"{"date":"2020","organization":"o","person":"unnamed","position":"CEO",\#(cited)"type":"position.started"}"#,
            #"{"date":"2020","organization":"o","person":"nobody","position":"CEO","type":"position.started"}"#,
            #"{"attributed_to":"a","by":"The board","date":"2020","on_behalf_of":"p","organization":"o","person":"a","#
                + #""position":"CEO","post":"c","reports_to":"b","succeeds":"d","type":"position.started"}"#,
            #"{"attributed_to":"Some say","by":"o","date":"2020","organization":"o","person":"a","position":"CEO","#
                + #""type":"position.ended"}"#,
            #"{"about":["o","GPT"],"audience":["b"],"date":"2020","speaker":"a","summary":"S","type":"statement.made"}"#,
            #"{"authors":["a","Somebody"],"date":"2020","organization":"o","title":"T","type":"work.published","work":"w"}"#,
            #"{"kind":"company","name":"O","organization":"o","parent":"p","type":"organization.introduced"}"#,
            #"{"date":"2020","founders":["a","B"],"from":["p"],"organization":"o","type":"organization.founded"}"#,
            #"{"date":"2020","organization":"o","position":"C","post":"c","reports_to":"d","type":"post.created"}"#,
            #"{"source":"s","title":"T","type":"source.added"}"#,
            #"{"reason":"R","source":"s","type":"source.distrusted"}"#,
            #"{"from":"a","into":"b","type":"entity.merged"}"#,
            #"{"event":"\#(String(repeating: "ab", count: 32))","replacement":{"name":"A","person":"a","#
                + cited + #""type":"person.introduced"},"sources":[{"source":"u"}],"type":"event.corrected"}"#,
        ]
        var decoder = LineDecoder()
        var contents: [UInt8] = []
        for line in lines {
            let bytes = Array(line.utf8)
            #expect(decoder.read(bytes.span.bytes, into: &contents), "\(line)")
            let event = try EventLine(bytes: bytes).event
            let fast = decoder.uses.map { "\(decoder.terms.text($0.number)) \($0.role)" }
            let expected = EntityUse.uses(in: event).map { "\($0.id) \($0.expected)" }
            #expect(fast.sorted() == expected.sorted(), "\(line)")
            let introduced = EntityUse.introduction(event)?.0.text ?? ""
            #expect(decoder.terms.text(decoder.line.introduced) == introduced, "\(line)")
        }
    }
}
