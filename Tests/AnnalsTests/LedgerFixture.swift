import Chance
import Chronology
import EventLog
import Events
import Projections
import SQLite

@testable import Annals

/// A ledger in a folder of its own, with what tests need to fill it and to look into it.
struct LedgerFixture {
    let folder: TemporaryFolder
    let ledger: Ledger

    init() throws {
        folder = try TemporaryFolder()
        ledger = try Ledger.create(at: folder.file())
    }

    /// A ledger with a person `a`, `b`, `c`, an organisation `o`, `p` and the sources `s`, `t` introduced.
    static func peopled() throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        try fixture.append(
            [Told.person("a"), Told.person("b"), Told.person("c")] + [Told.organization("o"), Told.organization("p")]
                + [Told.source("s"), Told.source("t")])
        return fixture
    }

    static let farFuture = CivilDay(number: 1_000_000)

    static func time(_ second: Int) -> RecordedTime {
        RecordedTime(microseconds: 1_767_225_600_000_000 + Int64(second) * 1_000_000)
    }

    @discardableResult
    func append(_ events: [Event]) throws -> AppendResult { try append(AppendRequest(events)) }

    @discardableResult
    func append(_ request: AppendRequest) throws -> AppendResult {
        try Self.append(request, to: ledger)
    }

    @discardableResult
    static func append(_ request: AppendRequest, to ledger: Ledger) throws -> AppendResult {
        var random = SplitMix64()
        // The clock stands still: the ledger moves recorded time on by itself.
        return try ledger.append(request, now: time(0), random: &random)
    }

    /// The error with which events are refused; nil where they are not.
    func refusal(of events: [Event]) -> LedgerError? {
        do {
            try append(events)
            return nil
        } catch {
            return error as? LedgerError
        }
    }

    /// Runs SQL on the file as somebody else would.
    func tamper(_ sql: String...) throws {
        let connection = try Connection(path: folder.file())
        for statement in sql { try connection.execute(statement) }
        try connection.close()
    }
}

extension Ledger {
    /// Every row of every projection's table.
    func dump() throws -> [String: [String]] { try dump(of: ProjectionSchema.tables.map(\.name)) }

    /// What today's answers are made from, but for when each was recorded: names and tenures.
    func answers() throws -> [String: [String]] {
        var answers = try dump(of: ["known_names", "known_identifiers", "name_changes"]).mapValues { rows in
            try rows.map { row in
                // Numbers of terms depend on what was ever named.
                let parts = row.split(separator: "|", maxSplits: 1)
                return "\(try tables.terms.id(of: UInt32(parts[0]) ?? 0))|\(parts[1])"
            }
            .sorted()
        }
        let parties = try tables.partiesOfTenures()
        answers["tenures"] = try parties.organizations.sorted().flatMap {
            try tables.tenures(.organization($0)).map { "\($0)" }
        }
        answers["of people"] = try parties.people.sorted().flatMap {
            try tables.tenures(.person($0)).map { "\($0)" }
        }
        return answers
    }

    /// Every row of every table in the file.
    func everything() throws -> [String: [String]] {
        let log = [
            "events", "batches", "event_ids", "projections", "redactions", "tiles", "tree",
        ]
        return try dump(of: ProjectionSchema.tables.map(\.name) + log)
    }

    private func dump(of tables: [String]) throws -> [String: [String]] {
        var dump: [String: [String]] = [:]
        for table in tables {
            var rows: [String] = []
            var columns: [String] = []
            try log.connection.statement("SELECT name FROM pragma_table_info('\(table)')").forEach {
                columns.append($0.text(0))
            }
            let shown = columns.joined(separator: ", ")
            try log.connection.statement("SELECT \(shown) FROM main.\(table)").forEach { row in
                rows.append(
                    (0..<row.columnCount).map { row.isNull($0) ? "∅" : row.text($0) }.joined(separator: "|"))
            }
            dump[table] = rows.sorted()
        }
        return dump
    }

    /// The tables that a replay would change, with how many rows; empty where they are as they should be.
    func replayDifferences() throws -> [String] {
        try checkReplay { _, _ in }.differences.map { "\($0.table): \($0.surplus) surplus, \($0.missing) missing" }
    }

    /// All tenures of organisations, without which event said what and what recorded order decides.
    func claims(in organizations: [EntityID]) throws -> [TenureKey: SeatTenures] {
        var claims: [TenureKey: SeatTenures] = [:]
        for organization in organizations {
            for key in try tables.tenures(.organization(organization)) { claims[key.key] = key.tenures.withoutEvents }
        }
        return claims
    }

    /// All stored bytes in order of the log.
    func bytes() throws -> [[UInt8]] {
        var bytes: [[UInt8]] = []
        try forEachEvent { logged in
            bytes.append(logged.stored.bytes)
            return true
        }
        return bytes
    }

    /// All events as stored.
    func storedEvents() throws -> [StoredEvent] {
        var events: [StoredEvent] = []
        try forEachEvent { logged in
            events.append(logged.stored)
            return true
        }
        return events
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
                .sorted {
                    ($0.start.earliest, $0.start.latest, $0.end.earliest, $0.end.latest)
                        < ($1.start.earliest, $1.start.latest, $1.end.earliest, $1.end.latest)
                })
    }
}
