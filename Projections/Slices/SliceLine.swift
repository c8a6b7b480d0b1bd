/// Somebody in a seat at the end of a day, as the packed index has it: a line of a chart.
public struct SliceLine: Hashable, Sendable {
    /// The row that the line rests on: a stint, or days that only a disputed interval covers.
    public let row: SliceRow
    /// How surely.
    public let certainty: Certainty
    /// Whether the evidence disagrees.
    public let isDisputed: Bool

    /// The holder's number.
    public var person: UInt32 { row.person }
    /// The seat's number.
    public var seat: UInt32 { row.seat }
    /// The number of the stint's title; where the line rests on no stint, of the title of the key's first one.
    public var title: UInt32 { row.title }
    /// The stint's place among those of its key; nil where only a disputed interval covers the day.
    public var stint: Int? { row.flags.isStint ? Int(row.stint) : nil }
    /// Whether as an interim holder.
    public var isActing: Bool { row.flags.isActing }

    /// What the plain tenures say of the key at that time.
    public var holding: Holding { Holding(certainty: certainty, stint: stint, isDisputed: isDisputed) }

    init(_ row: SliceRow, _ certainty: Certainty, isDisputed: Bool) {
        self.row = row
        self.certainty = certainty
        self.isDisputed = isDisputed
    }

    /// A line with what does not depend on the day: its certainty and whether it is disputed do.
    public init(anyDayOf row: SliceRow) { self.init(row, .possible, isDisputed: row.flags.isDisputed) }

    /// Whether the line says what another one of the same key says.
    func saysThe(same other: SliceLine) -> Bool {
        certainty == other.certainty && isDisputed == other.isDisputed && stint == other.stint
    }
}

extension SliceRow {
    /// How surely the key holds at the end of a day by this stint alone; nil where it does not (rule R7).
    @inline(__always)
    func certainty(on day: Int32) -> Certainty? {
        guard isPossible(on: day) else { return nil }
        let (startIsInDoubt, endIsInDoubt) = (day < startLatest, day >= endEarliest)
        if !startIsInDoubt && !endIsInDoubt { return .certain }
        // Beside a side without any date, a doubt of the other side counts only where a claim dates that.
        if startIsInDoubt && !flags.isStartDated { return !endIsInDoubt || !flags.isEndClaimed ? .undated : .possible }
        if endIsInDoubt && !flags.isEndDated { return !startIsInDoubt || !flags.isStartClaimed ? .undated : .possible }
        return .possible
    }

    /// How surely a key holds of which no other row can hold on the day; nil where it does not.
    @inline(__always)
    func certaintyAlone(on day: Int32) -> Certainty? {
        switch flags.matter {
        case .stint: certainty(on: day)
        case .coveredDays: isPossible(on: day) ? .possible : nil
        case .seenDay, .daylessStint: nil
        }
    }

    /// The line of a key of which no other row can hold on the day and that holds then.
    @inline(__always)
    func lineAlone(_ certainty: Certainty) -> SliceLine {
        SliceLine(self, certainty, isDisputed: flags.isDisputed || flags.matter == .coveredDays)
    }

    /// The line of a key (rule R7).
    ///
    /// - Parameter rows: Those of the key's rows that can hold on the day, and perhaps others, in any order.
    static func line(of rows: some Sequence<SliceRow>, on day: Int32) -> SliceLine? {
        var first = FirstStints()
        var covering: SliceRow?
        var isSeen = false
        for row in rows where row.isPossible(on: day) {
            switch row.flags.matter {
            case .seenDay: isSeen = true
            case .coveredDays: covering = row
            case .daylessStint: break
            case .stint: first.note(row, row.certainty(on: day))
            }
        }
        guard let row = first.certain ?? first.possible ?? first.undated else {
            return covering.map { SliceLine($0, .possible, isDisputed: true) }
        }
        if first.certain != nil || isSeen { return SliceLine(row, .certain, isDisputed: row.flags.isDisputed) }
        if covering != nil {
            return first.undisputed.map { SliceLine($0, .certain, isDisputed: false) }
                ?? SliceLine(row, .possible, isDisputed: true)
        }
        return SliceLine(row, first.possible == nil ? .undated : .possible, isDisputed: row.flags.isDisputed)
    }

    /// The first of a key's stints that hold in one way or another.
    private struct FirstStints {
        var certain: SliceRow?
        var possible: SliceRow?
        var undated: SliceRow?
        var undisputed: SliceRow?

        mutating func note(_ row: SliceRow, _ certainty: Certainty?) {
            switch certainty {
            case .certain: Self.keepFirst(row, in: &certain)
            case .possible: Self.keepFirst(row, in: &possible)
            case .undated: Self.keepFirst(row, in: &undated)
            case nil: return
            }
            if !row.flags.isDisputed { Self.keepFirst(row, in: &undisputed) }
        }

        private static func keepFirst(_ row: SliceRow, in first: inout SliceRow?) {
            if let known = first, known.stint <= row.stint { return }
            first = row
        }
    }
}
