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

extension ProjectionTables {
    // MARK: - Writing

    /// Replaces the tenures of a pair by what a batch makes of them, and keeps what it supersedes.
    ///
    /// - Parameter slices: Takes the rows that come and go, by organisation: they are to be written once a batch.
    /// - Returns: The keys that have changed.
    func replace(
        _ keys: [KeyTenures], of pair: Pair, in batch: Int, _ slices: inout [UInt32: SliceChanges]
    ) throws -> [TenureChange] {
        let old = try recordedTenures(.pair(pair))
        let known = Dictionary(old.map { ($0.key.key, $0) }) { first, _ in first }
        let changes = TenureChange.changes(from: old.map(\.key), to: keys.map(\.asStored))
        guard let organization = try changes.isEmpty ? nil : terms.number(of: pair.organization) else { return [] }
        for change in changes {
            if let former = known[change.key] {
                try supersede(former, until: batch, in: organization, &slices[organization, default: SliceChanges()])
            }
            if let key = change.after {
                let numbers = try insert(key, since: batch)
                slices[organization, default: SliceChanges()].added +=
                    try SliceRow.rows(of: key.tenures, numbers, since: batch)
            }
        }
        return changes
    }

    /// Moves the current rows of a key to those that no longer hold.
    private func supersede(
        _ former: RecordedKey, until: Int, in organization: UInt32, _ slices: inout SliceChanges
    ) throws {
        let numbers = former.numbers
        try supersede(person: numbers.person, organization: organization, seat: numbers.seat, until: until)
        let tenures = former.key.tenures
        slices.removed += try SliceRow.rows(of: tenures, numbers, since: former.since)
        slices.superseded += try SliceRow.rows(of: tenures, numbers, since: former.since, until: until)
    }

    /// Moves the current rows of a key, by its numbers.
    func supersede(person: UInt32, organization: UInt32, seat: UInt32, until: Int) throws {
        for (table, columns) in [("stints", Self.stintColumns), ("sure_days", Self.sureDayColumns)] {
            try statement(
                """
                INSERT INTO $.superseded_\(table) (\(columns), until)
                SELECT \(columns), ?1 FROM $.\(table) WHERE person = ?2 AND organization = ?3 AND seat = ?4
                """
            )
            .bind(until, Int(person), Int(organization), Int(seat)).run()
            // Nothing was copied where nothing is to be removed, as of most keys among the sure days.
            guard connection.changes > 0 else { continue }
            try statement("DELETE FROM $.\(table) WHERE person = ? AND organization = ? AND seat = ?")
                .bind(Int(person), Int(organization), Int(seat)).run()
        }
    }

    /// Writes the tenures of a key that hold from a batch on, or held until another.
    ///
    /// - Returns: The numbers by which the organisation's slices have them.
    @discardableResult
    func insert(_ key: KeyTenures, since: Int, until: Int? = nil) throws -> SliceRow.Numbers {
        guard let person = try terms.number(of: key.key.person),
            let organization = try terms.number(of: key.key.organization),
            let seat = try terms.number(of: key.key.seat)
        else { throw LedgerError.damagedTables("a tenure names what no event names") }
        let place: [(any Bindable)?] = [Int(person), Int(organization), Int(seat)]
        let (prefix, more) = until == nil ? ("", "") : ("superseded_", ", until")
        let recorded: [(any Bindable)?] = until.map { [since, $0] } ?? [since]
        var titles: [UInt32] = []
        for (index, stint) in key.tenures.stints.enumerated() {
            let details = try Details(key.details[index], terms)
            titles.append(details.position)
            let covers = key.tenures.intervals.contains(where: stint.isCovered(by:))
            let values =
                place + [index] + Self.values(of: stint, isCovered: covers) + details.values
                + EventLists.columns(of: stint)
                + recorded
            let columns = "(\(Self.stintColumns)\(more)) VALUES (\(Self.places(values.count)))"
            try statement("INSERT INTO $.\(prefix)stints \(columns)").bind(all: values).run()
        }
        for day in SureDay.days(of: key.tenures) {
            let values = place + day.values + recorded
            let columns = "(\(Self.sureDayColumns)\(more)) VALUES (\(Self.places(values.count)))"
            try statement("INSERT OR IGNORE INTO $.\(prefix)sure_days \(columns)").bind(all: values).run()
        }
        return SliceRow.Numbers(person: person, seat: seat, titles: titles)
    }

    /// The columns of a stint, in the order in which rows are written and read here.
    static let stintColumns = """
        person, organization, seat, stint, start_earliest, start_latest, end_earliest, end_latest, flags, \
        start_clock, end_clock, position, kind, area, on_behalf_of, reports_to, how_started, how_ended, \
        start_events, end_events, events, since
        """

    /// The place of `since` among them, counted from 0.
    private static let stintSince = 21

    /// The columns of a sure day, in the order of ``SureDay``.
    static let sureDayColumns = """
        person, organization, seat, seq, start_earliest, start_latest, end_earliest, end_latest, since
        """

    /// The flag of a stint that is the interval of its one event, which then has no row of its own among sure days.
    ///
    /// It stands where an organisation's slices say that a row is alone.
    static let coveredBit: UInt32 = 1 << 14

    private static func places(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }

    private static func values(of stint: Stint, isCovered: Bool) -> [(any Bindable)?] {
        // An open end is later than every day on both sides, and stands as one that nothing bounds.
        let end = stint.endState == .open ? .anyDay : stint.end
        return [
            stint.start.storedEarliest, stint.start.storedLatest, end.storedEarliest, end.storedLatest,
            Int(SliceFlags(stint).rawValue | (isCovered ? coveredBit : 0)), stint.startClock.map { Int($0.packed) },
            stint.endClock.map { Int($0.packed) },
        ]
    }

    /// What the sources say of a stint besides its dates, as numbers; 0 where they say nothing.
    private struct Details {
        let position: UInt32
        let values: [(any Bindable)?]

        init(_ details: StintDetails, _ terms: TermStore) throws {
            func number(_ text: String?) throws -> Int? {
                guard let text else { return nil }
                guard let number = try terms.number(of: text) else {
                    throw LedgerError.damagedTables("a tenure names what no event names")
                }
                return Int(number)
            }
            func code(_ code: UInt8) -> Int? { code == 0 ? nil : Int(code) }
            let position = try number(details.position)
            self.position = UInt32(position ?? 0)
            values = [
                position, code(PositionKind.code(of: details.kind)), try number(details.area),
                try number(details.onBehalfOf?.text), try number(details.reportsTo),
                code(StartManner.code(of: details.howStarted)), code(EndManner.code(of: details.howEnded)),
            ]
        }
    }

    // MARK: - Reading

    /// The tenures in a scope, by key.
    func tenures(_ scope: TenureScope, knownIn batch: Int? = nil) throws -> [KeyTenures] {
        try recordedTenures(scope, knownIn: batch).map(\.key)
    }

    /// The seats of an organisation with what sources call them, now or as they were known after a batch of the log.
    ///
    /// Only the slices are read, so that asking for one seat does not make every tenure.
    func seats(in organization: EntityID, knownIn batch: Int?) throws -> [SeatTitle] {
        guard let number = try terms.number(of: organization) else { return [] }
        let (held, superseded) = try slices(of: number, knownIn: batch)
        var rows: Set<NumberedSeat> = []
        func add(_ row: SliceRow) {
            if let batch, !(Int(row.since) <= batch && batch < Int(row.until)) { return }
            if row.flags.matter == .stint || row.flags.matter == .daylessStint {
                rows.insert(NumberedSeat(row.person, row.seat, row.title))
            }
        }
        try held.forEachRow(add)
        try superseded?.forEachRow(add)
        var found: Set<SeatTitle> = []
        for row in rows {
            let seat = try terms.seat(of: row.seat)
            if row.title > 0 {
                found.insert(SeatTitle(seat, try terms.text(of: row.title)))
            } else {
                // What no source gives a title may have a kind.
                let key = NumberedKey(person: row.person, seat: row.seat)
                for stint in try kinds(of: key, in: number, knownIn: batch) { found.insert(SeatTitle(seat, stint)) }
            }
        }
        return found.sorted()
    }

    private struct NumberedSeat: Hashable {
        let person: UInt32
        let seat: UInt32
        let title: UInt32

        init(_ person: UInt32, _ seat: UInt32, _ title: UInt32) {
            (self.person, self.seat, self.title) = (title == 0 ? person : 0, seat, title)
        }
    }

    /// The kinds of the stints of a key without a title; nil for those without either.
    private func kinds(of key: NumberedKey, in organization: UInt32, knownIn batch: Int?) throws -> Set<String?> {
        var kinds: Set<String?> = []
        for (prefix, condition) in Self.conditions(batch) {
            let rows = try statement(
                """
                SELECT DISTINCT kind FROM $.\(prefix)stints
                WHERE person = ?1 AND organization = ?2 AND seat = ?3 AND position IS NULL\(condition)
                """)
            try rows.bind(Int(key.person), at: 1)
            try rows.bind(Int(organization), at: 2)
            try rows.bind(Int(key.seat), at: 3)
            if let batch { try rows.bind(batch, at: 4) }
            try rows.forEach { row in
                kinds.insert(PositionKind.coded(UInt8(clamping: row.integer(0)))?.rawValue)
            }
        }
        return kinds
    }

    /// The tables that rows stand in, each with the condition under which they were known in the batch `?4`.
    private static func conditions(_ batch: Int?) -> [(prefix: String, condition: String)] {
        batch == nil ? [("", "")] : [("", " AND since <= ?4"), ("superseded_", " AND since <= ?4 AND until > ?4")]
    }

    /// The tenures of those who can hold something in an organisation at a world time, by key; of some others as well.
    ///
    /// O(log n + keys that can hold), but for a time too far off for the slices.
    func tenures(in organization: EntityID, at time: WorldTime, knownIn batch: Int?) throws -> [KeyTenures] {
        guard let number = try terms.number(of: organization) else { return [] }
        let keys: Set<NumberedKey>
        do {
            keys = try self.keys(in: number, during: time.days, knownIn: batch)
        } catch SliceError.dayOutOfRange {
            return try tenures(.organization(organization), knownIn: batch)
        }
        return try tenures(of: keys, in: number, knownIn: batch)
    }

    /// The tenures of some keys in an organisation, by key.
    func tenures(of keys: Set<NumberedKey>, in organization: UInt32, knownIn batch: Int?) throws -> [KeyTenures] {
        var drafts = KeyDrafts(terms)
        let reader = try TenureReader(self, [.person, .organization, .seat], knownIn: batch)
        for key in keys.sorted(by: { ($0.person, $0.seat) < ($1.person, $1.seat) }) {
            try reader.read(&drafts, [key.person, organization, key.seat])
        }
        return try drafts.finished().map(\.key)
    }

    private func recordedTenures(_ scope: TenureScope, knownIn batch: Int? = nil) throws -> [RecordedKey] {
        var drafts = KeyDrafts(terms)
        switch scope {
        case .person(let person):
            guard let person = try terms.number(of: person) else { return [] }
            try TenureReader(self, [.person], knownIn: batch).read(&drafts, [person])
        case .pair(let pair):
            guard let person = try terms.number(of: pair.person),
                let organization = try terms.number(of: pair.organization)
            else { return [] }
            try TenureReader(self, [.person, .organization], knownIn: batch).read(&drafts, [person, organization])
        case .organization(let organization):
            guard let organization = try terms.number(of: organization) else { return [] }
            let reader = try TenureReader(self, [.person, .organization], knownIn: batch)
            for person in Set(try keys(in: organization, knownIn: batch).map(\.person)).sorted() {
                try reader.read(&drafts, [person, organization])
            }
        case .seat(let organization, let seat):
            guard let organization = try terms.number(of: organization), let seat = try terms.number(of: seat) else {
                return []
            }
            let people = try keys(in: organization, knownIn: batch).filter { $0.seat == seat }.map(\.person)
            let reader = try TenureReader(self, [.person, .organization, .seat], knownIn: batch)
            for person in Set(people).sorted() { try reader.read(&drafts, [person, organization, seat]) }
        }
        return try drafts.finished()
    }

    /// Reads the tenures of one key after another by the same statements.
    private struct TenureReader {
        /// A column of the key by which rows are found.
        enum Column: String { case person, organization, seat }

        private var stints: [Statement] = []
        private var days: [Statement] = []

        init(_ tables: ProjectionTables, _ columns: [Column], knownIn batch: Int?) throws {
            let place = columns.enumerated().map { "\($0.element.rawValue) = ?\($0.offset + 1)" }
                .joined(separator: " AND ")
            for (prefix, condition) in ProjectionTables.conditions(batch) {
                func rows(_ table: String, _ columns: String) throws -> Statement {
                    let rows = try tables.statement(
                        "SELECT \(columns) FROM $.\(prefix)\(table) WHERE \(place)\(condition)")
                    if let batch { try rows.bind(batch, at: 4) }
                    return rows
                }
                stints.append(try rows("stints", ProjectionTables.stintColumns))
                days.append(try rows("sure_days", ProjectionTables.sureDayColumns))
            }
        }

        /// Reads the rows whose columns have these numbers.
        func read(_ drafts: inout KeyDrafts, _ numbers: [UInt32]) throws {
            for statement in stints + days {
                for (index, number) in numbers.enumerated() { try statement.bind(Int64(number), at: index + 1) }
            }
            for rows in stints {
                try rows.forEach { try drafts.addStint($0, since: ProjectionTables.stintSince) }
            }
            for rows in days { try rows.forEach { try drafts.addSureDay($0, since: 8) } }
        }
    }
}

extension WorldTime {
    /// The days that it asks for.
    fileprivate var days: ClosedRange<Int> {
        switch self {
        case .day(let day), .instant(let day, _): day.number...day.number
        case .period(let days): days.lowerBound.number...days.upperBound.number
        }
    }
}

extension Stint {
    /// Whether an interval is all that the stint rests on: it then says the same days.
    func isCovered(by interval: HeldInterval) -> Bool {
        start == interval.start && end == interval.end && startEvents == [interval.event]
            && endEvents == startEvents
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
