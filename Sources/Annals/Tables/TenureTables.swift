import Chronology
import Events
import Projections
import SQLite

extension ProjectionTables {
    /// Replaces the tenures of a pair.
    func replace(_ keys: [KeyTenures], of pair: Pair) throws {
        for table in ["tenures", "sure_days"] {
            try statement("DELETE FROM $.\(table) WHERE organization = ? AND person = ?")
                .bind(pair.organization.text, pair.person.text).run()
        }
        for key in keys { try insert(key) }
    }

    /// Writes the tenures of a key that are not there yet.
    func insert(_ key: KeyTenures) throws {
        for index in key.tenures.stints.indices { try insertStint(index, of: key) }
        let sure = try statement(
            """
            INSERT OR IGNORE INTO $.sure_days
            (organization, person, seat, seq, start_earliest, start_latest, end_earliest, end_latest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        let (organization, person, seat) = (key.key.organization.text, key.key.person.text, key.key.seat.key)
        for day in key.tenures.seenDays {
            try sure.bind(organization, person, seat, 0, day, day, day, day).run()
        }
        for interval in key.tenures.intervals {
            try sure.bind(
                organization, person, seat, interval.event, interval.start.storedEarliest,
                interval.start.storedLatest, interval.end.storedEarliest, interval.end.storedLatest
            ).run()
        }
    }

    private func insertStint(_ index: Int, of key: KeyTenures) throws {
        let (stint, details) = (key.tenures.stints[index], key.details[index])
        let row = try statement(
            """
            INSERT INTO $.tenures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try row.bind(
            key.key.organization.text, key.key.person.text, key.key.seat.key, index,
            stint.start.storedEarliest, stint.start.storedLatest, stint.end.storedEarliest, stint.end.storedLatest,
            stint.endState.rawValue, stint.kind.rawValue, stint.flags, stint.startClock.map { Int($0.packed) },
            stint.endClock.map { Int($0.packed) },
            details.position, details.kind?.rawValue, details.area, details.onBehalfOf?.text, details.reportsTo,
            details.howStarted?.rawValue, details.howEnded?.rawValue,
            stint.events.map(String.init).joined(separator: " ")
        ).run()
    }

    /// The tenures of a person, by organisation and seat.
    func tenures(of person: EntityID) throws -> [KeyTenures] {
        try pairsWithTenures("person = ?1", person.text, nil)
    }

    /// The tenures in an organisation, by person and seat.
    func tenures(in organization: EntityID) throws -> [KeyTenures] {
        try pairsWithTenures("organization = ?1", organization.text, nil)
    }

    /// The tenures of a seat, by person.
    func tenures(in organization: EntityID, seat: Seat) throws -> [KeyTenures] {
        try pairsWithTenures("organization = ?1 AND seat = ?2", organization.text, seat.key)
    }

    /// The seats of an organisation with the titles that sources give them.
    func seats(in organization: EntityID) throws -> [(seat: Seat, title: String)] {
        let rows = try statement(
            """
            SELECT DISTINCT seat, coalesce(position, position_kind, '') FROM $.tenures WHERE organization = ?
            ORDER BY seat
            """)
        return try column(rows.bind(organization.text)) { ($0.text(0), $0.text(1)) }.map {
            (try storedSeat($0.0), $0.1)
        }
    }

    private func pairsWithTenures(_ condition: String, _ first: String, _ second: String?) throws -> [KeyTenures] {
        var keys: [TenureKey: KeyDraft] = [:]
        let stints = try statement(
            "SELECT * FROM $.tenures WHERE \(condition) ORDER BY organization, person, seat, stint")
        try stints.bind(first, at: 1)
        if let second { try stints.bind(second, at: 2) }
        try stints.forEach { row in
            let (stint, details) = try Self.stint(row)
            keys[try Self.key(row), default: KeyDraft()].add(stint, details)
        }
        let sure = try statement(
            "SELECT * FROM $.sure_days WHERE \(condition) ORDER BY organization, person, seat, seq, start_latest")
        try sure.bind(first, at: 1)
        if let second { try sure.bind(second, at: 2) }
        try sure.forEach { row in
            let start = DayRange(storedEarliest: row.optionalInteger(4), latest: row.optionalInteger(5))
            let end = DayRange(storedEarliest: row.optionalInteger(6), latest: row.optionalInteger(7))
            let seq = Int(row.integer(3))
            let key = try Self.key(row)
            if seq == 0 {
                keys[key]?.seenDays.append(start.earliest)
            } else {
                keys[key]?.intervals.append(HeldInterval(start: start, end: end, event: seq))
            }
        }
        return keys.keys.sorted().compactMap { key in keys[key]?.finished(key) }
    }

    private struct KeyDraft {
        var stints: [Stint] = []
        var details: [StintDetails] = []
        var seenDays: [Int] = []
        var intervals: [HeldInterval] = []

        mutating func add(_ stint: Stint, _ details: StintDetails) {
            stints.append(stint)
            self.details.append(details)
        }

        func finished(_ key: TenureKey) -> KeyTenures {
            KeyTenures(
                key: key, tenures: SeatTenures(stints: stints, seenDays: seenDays, intervals: intervals),
                details: details)
        }
    }

    private static func key(_ row: Statement) throws -> TenureKey {
        TenureKey(
            person: try storedID(row.text(1)), organization: try storedID(row.text(0)),
            seat: try storedSeat(row.text(2)))
    }

    private static func stint(_ row: Statement) throws -> (Stint, StintDetails) {
        guard let endState = EndState(rawValue: row.text(8)), let kind = StintKind(rawValue: row.text(9)) else {
            throw LedgerError.damagedTables("a tenure ends in no known way")
        }
        var end = DayRange(storedEarliest: row.optionalInteger(6), latest: row.optionalInteger(7))
        // An open end is later than every day on both sides.
        if endState == .open { end = DayRange(DayRange.future, DayRange.future) }
        var stint = Stint(
            start: DayRange(storedEarliest: row.optionalInteger(4), latest: row.optionalInteger(5)), end: end,
            endState: endState, kind: kind)
        stint.flags = Int(row.integer(10))
        stint.startClock = row.optionalInteger(11).flatMap { ClockTime(packed: UInt32($0)) }
        stint.endClock = row.optionalInteger(12).flatMap { ClockTime(packed: UInt32($0)) }
        stint.events = row.text(20).split(separator: " ").compactMap { Int($0) }
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
