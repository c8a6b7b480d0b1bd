import Chronology
import Events
import Projections

/// An organisation's lines on every day, held in memory by a process that is asked again and again.
///
/// It is what the ledger knew when ``Ledger/hold(_:asKnown:)`` was called, or at the moment of recorded time that was
/// asked for, and does not change. Who wants to stay current asks the ledger each time for its ``Ledger/state()``, and
/// where that is not ``state``, holds the organisation anew; what was known at a moment stays what it is, save by
/// redaction. A value can be handed to other threads.
public struct HeldOrganization: Sendable {
    /// The line of a seat on a day: its place in the value, with what depends on the day.
    public typealias Line = SliceTimeline.Line

    /// The organisation.
    public let organization: EntityID
    /// The state of the ledger in which it was read.
    public let state: LedgerState
    /// After it nothing is more than possible; nil for today.
    private let horizon: CivilDay?
    private let timeline: SliceTimeline
    /// By row: what does not depend on the day.
    private let rows: [ChartLine]

    init(
        _ organization: EntityID, _ state: LedgerState, horizon: CivilDay?, _ timeline: SliceTimeline,
        _ rows: [ChartLine]
    ) {
        self.organization = organization
        self.state = state
        self.horizon = horizon
        self.timeline = timeline
        self.rows = rows
    }

    /// The lines at the end of a day, as ``Ledger/lines(of:on:today:asKnown:into:)`` gives them.
    ///
    /// O(log n + lines). ``subscript(_:)`` tells what a line says.
    ///
    /// - Parameters:
    ///   - today: After it, nothing is more than possible.
    ///   - lines: In no particular order; what was there before goes, the memory stays.
    /// - Throws: ``SliceError/dayOutOfRange(_:)`` for days beyond ±5 million years.
    public func read(_ day: CivilDay, today: CivilDay, into lines: inout [Line]) throws(SliceError) {
        let today = horizon.map { min($0, today) } ?? today
        timeline.read(try SliceQuestion(day, today: today), into: &lines)
    }

    /// What a line that this value gave says.
    public subscript(line: Line) -> ChartLine {
        let row = rows[Int(line.row)]
        return ChartLine(
            person: row.person, titledSeat: row.titledSeat, certainty: line.certainty, isActing: row.isActing,
            isDisputed: line.isDisputed, start: row.start, end: row.end)
    }
}

extension Ledger {
    /// Reads all of an organisation into memory, to be asked of any day. O(n log n) in its tenures.
    ///
    /// - Parameter known: A moment of recorded time: what the ledger knew then; nil for now.
    /// - Throws: ``LedgerError/unknownBatch(_:last:)``.
    public func hold(_ organization: EntityID, asKnown known: Belief.Recorded? = nil) throws -> HeldOrganization {
        try reading {
            let known = try self.known(known)
            let current = known.identities.current(organization)
            var rows: [SliceRow] = []
            try tables.forEachSliceRow(of: current, knownIn: known.batch) { rows.append($0) }
            let lines = try rows.map { row in
                try tables.chartLine(SliceLine(anyDayOf: row), in: current, knownIn: known.batch)
            }
            return HeldOrganization(
                current, stateNow, horizon: known.horizon, SliceTimeline(rows), lines)
        }
    }
}
