import Events
import Projections
import SQLite

/// The tenures of a key and the batches that made them what they are, and other again.
struct RecordedKey {
    let key: KeyTenures
    let since: Int
    /// The rows that stand for them in the organisation's slices, but for since when and until.
    let numbers: SliceRow.Numbers
}

/// The rows of several keys, as they are read.
struct KeyDrafts {
    private let terms: TermStore
    private var drafts: [Place: KeyDraft] = [:]

    private struct Place: Hashable {
        let person: UInt32
        let organization: UInt32
        let seat: UInt32

        init(_ row: Statement) {
            person = UInt32(clamping: row.integer(0))
            organization = UInt32(clamping: row.integer(1))
            seat = UInt32(clamping: row.integer(2))
        }
    }

    private struct KeyDraft {
        let since: Int
        var stints: [(index: Int, stint: Stint, details: StintDetails, title: UInt32)] = []
        var intervals: [HeldInterval] = []
        var days: [SureDay] = []
    }

    init(_ terms: TermStore) { self.terms = terms }

    mutating func addStint(_ row: Statement, since: Int) throws {
        let (stint, details) = try ProjectionTables.readStint(row, terms)
        let (place, isCovered) = (Place(row), UInt32(clamping: row.integer(8)) & ProjectionTables.coveredBit != 0)
        var draft = drafts[place] ?? KeyDraft(since: Int(row.integer(since)))
        draft.stints.append((Int(row.integer(3)), stint, details, UInt32(clamping: row.integer(11))))
        if isCovered, let event = stint.startEvents.first {
            draft.intervals.append(HeldInterval(start: stint.start, end: stint.end, event: event))
        }
        drafts[place] = draft
    }

    mutating func addSureDay(_ row: Statement, since: Int) throws {
        drafts[Place(row), default: KeyDraft(since: Int(row.integer(since)))].days.append(try SureDay(row))
    }

    /// The tenures by key.
    func finished() throws -> [RecordedKey] {
        try drafts.map { place, draft in
            let key = TenureKey(
                person: try terms.id(of: place.person), organization: try terms.id(of: place.organization),
                seat: try terms.seat(of: place.seat))
            let stints = draft.stints.count > 1 ? draft.stints.sorted { $0.index < $1.index } : draft.stints
            let intervals = (draft.intervals + draft.days.compactMap(\.interval))
                .sorted { ($0.event, $0.start.latest) < ($1.event, $1.start.latest) }
            let tenures = SeatTenures(
                stints: stints.map(\.stint), seenDays: draft.days.compactMap(\.seenDay).sorted(), intervals: intervals)
            return RecordedKey(
                key: KeyTenures(key: key, tenures: tenures, details: stints.map(\.details)), since: draft.since,
                numbers: SliceRow.Numbers(person: place.person, seat: place.seat, titles: stints.map(\.title)))
        }
        .sorted { $0.key.key < $1.key.key }
    }
}

extension ProjectionTables {
    fileprivate static func readStint(_ row: Statement, _ terms: TermStore) throws -> (Stint, StintDetails) {
        let flags = SliceFlags(rawValue: UInt32(clamping: row.integer(8)) & ~coveredBit)
        guard flags.isSound, flags.isStint else { throw LedgerError.damagedTables("a tenure has flags that none has") }
        var end = try DayRange(storedEarliest: row.optionalInteger(6), latest: row.optionalInteger(7))
        // An open end is later than every day on both sides.
        if flags.endState == .open { end = DayRange(DayRange.future, DayRange.future) }
        var stint = Stint(
            start: try DayRange(storedEarliest: row.optionalInteger(4), latest: row.optionalInteger(5)), end: end, flags
        )
        stint.startClock = try row.optionalInteger(9).flatMap(clock)
        stint.endClock = try row.optionalInteger(10).flatMap(clock)
        (stint.startEvents, stint.endEvents, stint.events) = EventLists.read(row, from: 18)
        var details = StintDetails()
        func number(_ column: Int) -> UInt32 { UInt32(clamping: row.integer(column)) }
        func code(_ column: Int) -> UInt8 { UInt8(clamping: row.integer(column)) }
        details.position = try terms.optionalText(of: number(11))
        details.kind = PositionKind.coded(code(12))
        details.area = try terms.optionalText(of: number(13))
        details.onBehalfOf = try terms.optionalID(of: number(14))
        details.reportsTo = try terms.optionalText(of: number(15))
        details.howStarted = StartManner.coded(code(16))
        details.howEnded = EndManner.coded(code(17))
        return (stint, details)
    }

    /// A clock time as stored; nil for none.
    private static func clock(_ stored: Int64) throws -> ClockTime? {
        guard let packed = UInt32(exactly: stored) else {
            throw LedgerError.damagedTables("\(stored) stands where a clock time belongs")
        }
        return ClockTime(packed: packed)
    }
}

extension Stint {
    /// A stint with what its flags say.
    fileprivate init(start: DayRange, end: DayRange, _ flags: SliceFlags) {
        self.init(start: start, end: end, endState: flags.endState, kind: flags.kind)
        isStartDisputed = flags.isStartDisputed
        isEndDisputed = flags.isEndDisputed
        isEndInferred = flags.isEndInferred
        isEndClosedByLimit = flags.isEndClosedByLimit
        isStartDated = flags.isStartDated
        isEndDated = flags.isEndDated
        isStartClaimed = flags.isStartClaimed
        isEndClaimed = flags.isEndClaimed
    }
}
