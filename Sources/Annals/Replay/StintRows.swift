import Events
import Projections
import SQLite

/// The tenures of plain pairs as rows, ready to be written: the same as ``ProjectionTables/insert(_:since:until:)``
/// writes.
struct StintRows: Sendable {
    private var held = RowBlock(columns: 22)
    private var superseded = RowBlock(columns: 23)
    private var days = RowBlock(columns: 9)
    private var supersededDays = RowBlock(columns: 10)

    /// Adds one stint with the days that hold in any case.
    ///
    /// - Parameter sightings: Those of it.
    mutating func add(_ version: PlainHistory.Version, _ sightings: ArraySlice<PlainHistory.Sighted>) {
        let holds = version.until == PlainHistory.stillHolds
        if holds {
            Self.addStint(version, sightings, to: &held)
        } else {
            Self.addStint(version, sightings, to: &superseded)
            superseded.add(Int64(version.until))
        }
        if version.row.isOfInterval, let interval = version.interval {
            addDays(Int64(version.row.startEvent), interval.start, interval.end, version)
        }
        for sighted in sightings {
            guard let day = sighted.day else { continue }
            addDays(0, PackedDays(day, day), PackedDays(day, day), version)
        }
    }

    /// Adds the columns of ``ProjectionTables/stintColumns``.
    private static func addStint(
        _ version: PlainHistory.Version, _ sightings: ArraySlice<PlainHistory.Sighted>, to block: inout RowBlock
    ) {
        let row = version.row
        addKey(of: row, to: &block)
        block.add(Int64(row.stint))
        block.add(row.start)
        block.add(row.flags.endState == .open ? .anyDay : row.end)
        block.add(Int64(row.flags.rawValue | (version.isCovered ? ProjectionTables.coveredBit : 0)))
        block.add(unlessZero: row.startClock)
        block.add(unlessZero: row.endClock)
        block.add(unlessZero: row.position)
        block.add(unlessZero: UInt32(row.kindCode))
        block.add(unlessZero: row.area)
        block.add(unlessZero: row.onBehalfOf)
        block.add(unlessZero: row.reportsTo)
        block.add(unlessZero: UInt32(row.howStartedCode))
        block.add(unlessZero: UInt32(row.howEndedCode))
        addEvents(of: row, sightings, to: &block)
        block.add(Int64(version.since))
    }

    private static func addKey(of row: TenureRow, to block: inout RowBlock) {
        block.add(Int64(row.person))
        block.add(Int64(row.organization))
        block.add(Int64(row.seat.rawValue))
    }

    /// Adds the columns of ``EventLists``.
    private static func addEvents(
        of row: TenureRow, _ sightings: ArraySlice<PlainHistory.Sighted>, to block: inout RowBlock
    ) {
        if row.startEvent == 0 { block.add("") } else { block.add(Int64(row.startEvent)) }
        if row.endEvent == row.startEvent {
            block.addNull()
        } else if row.endEvent == 0 {
            block.add("")
        } else {
            block.add(Int64(row.endEvent))
        }
        guard !sightings.isEmpty else { return block.addNull() }
        let events = Set([row.startEvent, row.endEvent].filter { $0 > 0 } + sightings.map(\.event)).sorted()
        if events.count == 1 {
            block.add(Int64(events[0]))
        } else {
            block.add(events.map(String.init).joined(separator: " "))
        }
    }

    /// Adds the columns of ``ProjectionTables/sureDayColumns``.
    private mutating func addDays(
        _ event: Int64, _ start: PackedDays, _ end: PackedDays, _ version: PlainHistory.Version
    ) {
        func add(to block: inout RowBlock) {
            Self.addKey(of: version.row, to: &block)
            block.add(event)
            block.add(start)
            block.add(end)
            block.add(Int64(version.since))
        }
        if version.until == PlainHistory.stillHolds {
            add(to: &days)
        } else {
            add(to: &supersededDays)
            supersededDays.add(Int64(version.until))
        }
    }

    /// Writes the rows.
    func write(into tables: ProjectionTables) throws {
        let (stint, day) = (ProjectionTables.stintColumns, ProjectionTables.sureDayColumns)
        try tables.insert(held, into: "stints", stint)
        try tables.insert(superseded, into: "superseded_stints", stint + ", until")
        // Somebody may be seen twice on a day.
        try tables.insert(days, into: "sure_days", day, passingOverDoubles: true)
        try tables.insert(
            supersededDays, into: "superseded_sure_days", day + ", until", passingOverDoubles: true)
    }
}

extension RowBlock {
    /// Adds the first of some days and the last; NULL for one that nothing sets.
    fileprivate mutating func add(_ days: PackedDays) {
        if days.earliest == PackedDays.past { addNull() } else { add(Int64(days.earliest)) }
        if days.latest == PackedDays.future { addNull() } else { add(Int64(days.latest)) }
    }
}
