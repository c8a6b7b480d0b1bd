import Chronology
import Events
import Projections
import SQLite

/// Which tenures are asked for.
enum TenureScope: Hashable {
    case person(EntityID)
    case organization(EntityID)
    case seat(EntityID, Seat)
    case pair(Pair)
}

/// The tenures of a key and the first batch that made them what they are.
struct DatedKey {
    let key: KeyTenures
    let since: Int
}

extension ProjectionTables {
    /// Replaces the tenures of a pair by what a batch makes of them, and keeps what it supersedes.
    ///
    /// - Returns: The keys that have changed.
    func replace(_ keys: [KeyTenures], of pair: Pair, in batch: Int) throws -> [TenureChange] {
        let old = try datedTenures(.pair(pair))
        let since = Dictionary(old.map { ($0.key.key, $0.since) }) { first, _ in first }
        let changes = TenureChange.changes(from: old.map(\.key), to: keys.map(\.asStored))
        for change in changes {
            if let since = since[change.key] { try supersede(change.key, since: since, until: batch) }
            if let key = change.after { try insert(key, since: batch) }
        }
        return changes
    }

    /// Moves the current rows of a key to those that no longer hold.
    private func supersede(_ key: TenureKey, since: Int, until: Int) throws {
        let node = RecordedInterval(since: since, until: until).node
        let (organization, person, seat) = (key.organization.text, key.person.text, key.seat.key)
        for (table, columns) in [("tenures", Self.stintColumns), ("sure_days", Self.sureDayColumns)] {
            try statement(
                """
                INSERT INTO $.superseded_\(table) (\(columns), until, node)
                SELECT \(columns), ?1, ?2 FROM $.\(table) WHERE organization = ?3 AND person = ?4 AND seat = ?5
                """
            )
            .bind(until, node, organization, person, seat).run()
            try statement("DELETE FROM $.\(table) WHERE organization = ? AND person = ? AND seat = ?")
                .bind(organization, person, seat).run()
        }
    }

    /// Writes the tenures of a key that hold from a batch on.
    func insert(_ key: KeyTenures, since: Int) throws {
        try insert(key, into: "", [since])
    }

    /// Writes tenures of a key that held from one batch until another.
    func insert(_ key: KeyTenures, during interval: RecordedInterval) throws {
        try insert(key, into: "superseded_", [interval.since, interval.until, interval.node])
    }

    private func insert(_ key: KeyTenures, into prefix: String, _ recorded: [(any Bindable)?]) throws {
        let more = recorded.count > 1 ? ", until, node" : ""
        for index in key.tenures.stints.indices {
            let values = Self.values(index, of: key) + recorded
            let columns = "(\(Self.stintColumns)\(more)) VALUES (\(Self.places(values.count)))"
            try statement("INSERT INTO $.\(prefix)tenures \(columns)").bind(all: values).run()
        }
        for day in SureDay.days(of: key) {
            let values = day.values(key.key) + recorded
            let columns = "(\(Self.sureDayColumns)\(more)) VALUES (\(Self.places(values.count)))"
            try statement("INSERT OR IGNORE INTO $.\(prefix)sure_days \(columns)").bind(all: values).run()
        }
    }

    /// The columns of a stint, in the order in which rows are written and read here.
    private static let stintColumns = """
        organization, person, seat, stint, start_earliest, start_latest, end_earliest, end_latest, end_state, \
        stint_kind, flags, start_clock, end_clock, position, position_kind, area, on_behalf_of, reports_to, \
        how_started, how_ended, events, start_events, end_events, since
        """

    /// The place of `since` among them, counted from 0.
    private static let stintSince = 23

    /// The columns of a sure day, in the order of ``SureDay``.
    private static let sureDayColumns = """
        organization, person, seat, seq, start_earliest, start_latest, end_earliest, end_latest, since
        """

    private static func places(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }

    private static func values(_ index: Int, of key: KeyTenures) -> [(any Bindable)?] {
        let (stint, details) = (key.tenures.stints[index], key.details[index])
        return [
            key.key.organization.text, key.key.person.text, key.key.seat.key, index,
            stint.start.storedEarliest, stint.start.storedLatest, stint.end.storedEarliest, stint.end.storedLatest,
            stint.endState.rawValue, stint.kind.rawValue, stint.flags, stint.startClock.map { Int($0.packed) },
            stint.endClock.map { Int($0.packed) },
            details.position, details.kind?.rawValue, details.area, details.onBehalfOf?.text, details.reportsTo,
            details.howStarted?.rawValue, details.howEnded?.rawValue,
            list(stint.events), list(stint.startEvents), list(stint.endEvents),
        ]
    }

    private static func list(_ events: [Int]) -> String { events.map(String.init).joined(separator: " ") }

    private static func events(_ list: String) -> [Int] { list.split(separator: " ").compactMap { Int($0) } }

    // MARK: - Reading

    /// The tenures in a scope, by key.
    func tenures(_ scope: TenureScope) throws -> [KeyTenures] { try datedTenures(scope).map(\.key) }

    /// The tenures in a scope as they were known after a batch, by key.
    ///
    /// - Parameter last: The last batch that there is.
    func tenures(_ scope: TenureScope, knownIn batch: Int, of last: Int) throws -> [KeyTenures] {
        var drafts: [TenureKey: KeyDraft] = [:]
        try read(scope, into: &drafts, from: "", "since <= ?3", batch)
        switch scope {
        case .person, .pair:
            try read(scope, into: &drafts, from: "superseded_", "since <= ?3 AND until > ?3", batch)
        case .organization, .seat:
            let path = RecordedInterval.path(to: batch, among: last)
            for node in path.upToBatch {
                try read(scope, into: &drafts, from: "superseded_", "node = ?4 AND until > ?3", batch, node)
            }
            for node in path.beyond {
                try read(scope, into: &drafts, from: "superseded_", "node = ?4 AND since <= ?3", batch, node)
            }
        }
        return drafts.keys.sorted().compactMap { drafts[$0]?.finished($0).key }
    }

    /// The seats of an organisation with what sources call them, now or as they were known after a batch of the log.
    ///
    /// Only the columns that tell are read, so that asking for one seat does not make every tenure.
    func seats(in organization: EntityID, knownIn moment: (batch: Int, last: Int)?) throws -> [SeatTitle] {
        var found: Set<SeatTitle> = []
        func read(_ prefix: String, _ condition: String, _ node: Int? = nil) throws {
            let rows = try statement(
                """
                SELECT DISTINCT seat, coalesce(position, position_kind) FROM $.\(prefix)tenures
                WHERE organization = ?1\(condition)
                """)
            try rows.bind(organization.text, at: 1)
            if let moment { try rows.bind(moment.batch, at: 2) }
            if let node { try rows.bind(node, at: 3) }
            try rows.forEach { row in found.insert(SeatTitle(try storedSeat(row.text(0)), row.optionalText(1))) }
        }
        try read("", moment == nil ? "" : " AND since <= ?2")
        if let moment {
            let path = RecordedInterval.path(to: moment.batch, among: moment.last)
            for node in path.upToBatch { try read("superseded_", " AND node = ?3 AND until > ?2", node) }
            for node in path.beyond { try read("superseded_", " AND node = ?3 AND since <= ?2", node) }
        }
        return found.sorted()
    }

    private func datedTenures(_ scope: TenureScope) throws -> [DatedKey] {
        var drafts: [TenureKey: KeyDraft] = [:]
        try read(scope, into: &drafts, from: "", nil)
        return drafts.keys.sorted().compactMap { drafts[$0]?.finished($0) }
    }

    private func read(
        _ scope: TenureScope, into drafts: inout [TenureKey: KeyDraft], from prefix: String, _ condition: String?,
        _ batch: Int? = nil, _ node: Int? = nil
    ) throws {
        let held = condition.map { " AND \($0)" } ?? ""
        func rows(_ table: String, _ columns: String) throws -> Statement {
            let rows: Statement
            let selecting = "SELECT \(columns) FROM $.\(prefix)\(table)"
            switch scope {
            case .person(let person):
                rows = try statement("\(selecting) WHERE person = ?1\(held)")
                try rows.bind(person.text, at: 1)
            case .organization(let organization):
                rows = try statement("\(selecting) WHERE organization = ?1\(held)")
                try rows.bind(organization.text, at: 1)
            case .seat(let organization, let seat):
                rows = try statement("\(selecting) WHERE organization = ?1 AND seat = ?2\(held)")
                try rows.bind(organization.text, at: 1)
                try rows.bind(seat.key, at: 2)
            case .pair(let pair):
                rows = try statement("\(selecting) WHERE organization = ?1 AND person = ?2\(held)")
                try rows.bind(pair.organization.text, at: 1)
                try rows.bind(pair.person.text, at: 2)
            }
            if let batch { try rows.bind(batch, at: 3) }
            if let node { try rows.bind(node, at: 4) }
            return rows
        }
        try rows("tenures", Self.stintColumns).forEach { row in
            try drafts[Self.key(row), default: KeyDraft(since: Int(row.integer(Self.stintSince)))].add(row)
        }
        try rows("sure_days", Self.sureDayColumns).forEach { row in
            try drafts[Self.key(row), default: KeyDraft(since: Int(row.integer(8)))].add(try SureDay(row))
        }
    }

    /// The rows of a key, in the order in which they are read.
    private struct KeyDraft {
        let since: Int
        private var stints: [(index: Int, stint: Stint, details: StintDetails)] = []
        private var days: [SureDay] = []

        init(since: Int) { self.since = since }

        mutating func add(_ row: Statement) throws {
            let (stint, details) = try ProjectionTables.stint(row)
            stints.append((Int(row.integer(3)), stint, details))
        }

        mutating func add(_ day: SureDay) { days.append(day) }

        func finished(_ key: TenureKey) -> DatedKey {
            let stints = self.stints.sorted { $0.index < $1.index }
            let intervals = days.compactMap(\.interval)
                .sorted { ($0.event, $0.start.latest) < ($1.event, $1.start.latest) }
            let tenures = SeatTenures(
                stints: stints.map(\.stint), seenDays: days.compactMap(\.seenDay).sorted(), intervals: intervals)
            return DatedKey(
                key: KeyTenures(key: key, tenures: tenures, details: stints.map(\.details)), since: since)
        }
    }

    private static func key(_ row: Statement) throws -> TenureKey {
        TenureKey(
            person: try storedID(row.text(1)), organization: try storedID(row.text(0)),
            seat: try storedSeat(row.text(2)))
    }

    fileprivate static func stint(_ row: Statement) throws -> (Stint, StintDetails) {
        guard let endState = EndState(rawValue: row.text(8)), let kind = StintKind(rawValue: row.text(9)) else {
            throw LedgerError.damagedTables("a tenure ends in no known way")
        }
        var end = try DayRange(storedEarliest: row.optionalInteger(6), latest: row.optionalInteger(7))
        // An open end is later than every day on both sides.
        if endState == .open { end = DayRange(DayRange.future, DayRange.future) }
        var stint = Stint(
            start: try DayRange(storedEarliest: row.optionalInteger(4), latest: row.optionalInteger(5)), end: end,
            endState: endState, kind: kind)
        stint.flags = Int(row.integer(10))
        stint.startClock = try row.optionalInteger(11).flatMap(clock)
        stint.endClock = try row.optionalInteger(12).flatMap(clock)
        stint.events = events(row.text(20))
        stint.startEvents = events(row.text(21))
        stint.endEvents = events(row.text(22))
        var details = StintDetails()
        details.position = row.optionalText(13)
        details.kind = row.optionalText(14).flatMap(PositionKind.init)
        details.area = row.optionalText(15)
        details.onBehalfOf = try row.optionalText(16).map(storedID)
        details.reportsTo = row.optionalText(17)
        details.howStarted = row.optionalText(18).flatMap(StartManner.init)
        details.howEnded = row.optionalText(19).flatMap(EndManner.init)
        return (stint, details)
    }
}

extension ProjectionTables {
    /// A clock time as stored; nil for none.
    private static func clock(_ stored: Int64) throws -> ClockTime? {
        guard let packed = UInt32(exactly: stored) else {
            throw LedgerError.damagedTables("\(stored) stands where a clock time belongs")
        }
        return ClockTime(packed: packed)
    }
}

extension KeyTenures {
    /// The tenures as the tables keep them: which limits contradict them is not among it.
    var asStored: KeyTenures {
        if tenures.contradictedLimits.isEmpty { return self }
        var stored = tenures
        stored.contradictedLimits = []
        return KeyTenures(key: key, tenures: stored, details: details)
    }
}

/// A text that the ledger wrote as a seat.
func storedSeat(_ text: String) throws -> Seat {
    guard let seat = Seat(key: text) else { throw LedgerError.damagedTables("\"\(text)\" stands where a seat belongs") }
    return seat
}

extension Stint {
    /// The yes-or-no columns of a stint in one number: bit by bit in the order of the list.
    fileprivate var flags: Int {
        get {
            Self.flagPaths.enumerated().reduce(0) { $0 | (self[keyPath: $1.element] ? 1 << $1.offset : 0) }
        }
        set {
            for (bit, path) in Self.flagPaths.enumerated() { self[keyPath: path] = newValue & 1 << bit != 0 }
        }
    }

    private static var flagPaths: [WritableKeyPath<Stint, Bool>] {
        [
            \.isStartDisputed, \.isEndDisputed, \.isEndInferred, \.isEndClosedByLimit, \.isStartDated, \.isEndDated,
            \.isStartClaimed, \.isEndClaimed,
        ]
    }
}
