import Events
import Projections
import SQLite

/// Writes the tenures of plain pairs row by row: the same rows as ``ProjectionTables/insert(_:since:until:)`` writes.
struct StintRows {
    private let held: Statement
    private let superseded: Statement
    private let days: Statement
    private let supersededDays: Statement

    init(_ tables: ProjectionTables) throws {
        func places(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
        held = try tables.statement("INSERT INTO $.stints (\(ProjectionTables.stintColumns)) VALUES (\(places(22)))")
        superseded = try tables.statement(
            "INSERT INTO $.superseded_stints (\(ProjectionTables.stintColumns), until) VALUES (\(places(23)))")
        days = try tables.statement(
            "INSERT OR IGNORE INTO $.sure_days (\(ProjectionTables.sureDayColumns)) VALUES (\(places(9)))")
        supersededDays = try tables.statement(
            "INSERT OR IGNORE INTO $.superseded_sure_days (\(ProjectionTables.sureDayColumns), until) VALUES (\(places(10)))"
        )
    }

    /// Writes what people's tenures are and what they were.
    func write(_ people: FoldedPeople) throws {
        for version in people.versions { try write(version, people.sightings[version.sightings]) }
    }

    /// Writes one stint with the days that hold in any case.
    ///
    /// - Parameter sightings: Those of it.
    func write(_ version: PlainHistory.Version, _ sightings: ArraySlice<PlainHistory.Sighted>) throws {
        try writeStint(version, sightings)
        if version.row.isOfInterval, let interval = version.interval {
            try write(Int64(version.row.startEvent), interval.start, interval.end, version)
        }
        for sighted in sightings {
            guard let day = sighted.day else { continue }
            try write(0, PackedDays(day, day), PackedDays(day, day), version)
        }
    }

    private func writeStint(
        _ version: PlainHistory.Version, _ sightings: ArraySlice<PlainHistory.Sighted>
    ) throws {
        let row = version.row
        let holds = version.until == PlainHistory.stillHolds
        let statement = holds ? held : superseded
        try statement.bind(Int64(row.person), at: 1)
        try statement.bind(Int64(row.organization), at: 2)
        try statement.bind(Int64(row.seat.rawValue), at: 3)
        try statement.bind(Int64(row.stint), at: 4)
        let end = row.flags.endState == .open ? .anyDay : row.end
        try bind(row.start, at: 5, of: statement)
        try bind(end, at: 7, of: statement)
        let flags = row.flags.rawValue | (version.isCovered ? ProjectionTables.coveredBit : 0)
        try statement.bind(Int64(flags), at: 9)
        try bind(row.startClock, at: 10, of: statement)
        try bind(row.endClock, at: 11, of: statement)
        try bind(row.position, at: 12, of: statement)
        try bind(UInt32(row.kindCode), at: 13, of: statement)
        try bind(row.area, at: 14, of: statement)
        try bind(row.onBehalfOf, at: 15, of: statement)
        try bind(row.reportsTo, at: 16, of: statement)
        try bind(UInt32(row.howStartedCode), at: 17, of: statement)
        try bind(UInt32(row.howEndedCode), at: 18, of: statement)
        try bindEvents(of: row, sightings, statement)
        try statement.bind(Int64(version.since), at: 22)
        if !holds { try statement.bind(Int64(version.until), at: 23) }
        try statement.run()
    }

    private func bindEvents(
        of row: TenureRow, _ sightings: ArraySlice<PlainHistory.Sighted>, _ statement: Statement
    ) throws {
        if row.startEvent == 0 {
            try statement.bind("", at: 19)
        } else {
            try statement.bind(Int64(row.startEvent), at: 19)
        }
        if row.endEvent == row.startEvent {
            try statement.bindNull(at: 20)
        } else if row.endEvent == 0 {
            try statement.bind("", at: 20)
        } else {
            try statement.bind(Int64(row.endEvent), at: 20)
        }
        if sightings.isEmpty {
            try statement.bindNull(at: 21)
        } else {
            let events = Set([row.startEvent, row.endEvent].filter { $0 > 0 } + sightings.map(\.event)).sorted()
            if events.count == 1 {
                try statement.bind(Int64(events[0]), at: 21)
            } else {
                try statement.bind(events.map(String.init).joined(separator: " "), at: 21)
            }
        }
    }

    private func write(
        _ event: Int64, _ start: PackedDays, _ end: PackedDays, _ version: PlainHistory.Version
    ) throws {
        let holds = version.until == PlainHistory.stillHolds
        let statement = holds ? days : supersededDays
        try statement.bind(Int64(version.row.person), at: 1)
        try statement.bind(Int64(version.row.organization), at: 2)
        try statement.bind(Int64(version.row.seat.rawValue), at: 3)
        try statement.bind(event, at: 4)
        try bind(start, at: 5, of: statement)
        try bind(end, at: 7, of: statement)
        try statement.bind(Int64(version.since), at: 9)
        if !holds { try statement.bind(Int64(version.until), at: 10) }
        try statement.run()
    }

    private func bind(_ days: PackedDays, at column: Int, of statement: Statement) throws {
        if days.earliest == PackedDays.past {
            try statement.bindNull(at: column)
        } else {
            try statement.bind(Int64(days.earliest), at: column)
        }
        if days.latest == PackedDays.future {
            try statement.bindNull(at: column + 1)
        } else {
            try statement.bind(Int64(days.latest), at: column + 1)
        }
    }

    /// Binds a number of which 0 stands for none.
    private func bind(_ number: UInt32, at column: Int, of statement: Statement) throws {
        if number == 0 { try statement.bindNull(at: column) } else { try statement.bind(Int64(number), at: column) }
    }
}
