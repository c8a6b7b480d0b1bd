import Events

/// The claims of a key, counted by what they claim, with the place of the last record of each sort.
///
/// One start and one end, or less, have a closed form: it is what the sweep of ``Moments`` and the narrowing of
/// ``StintSequence`` come to.
struct PlainClaims {
    private var start = Sort()
    private var end = Sort()
    private var undatedStart = Sort()
    private var undatedEnd = Sort()
    /// Ends that follow from somebody else's start.
    private var inferredEnd = Sort()

    private struct Sort {
        /// Both are less than 256, as few records are taken up.
        var count: UInt8 = 0
        private var lastPlace: UInt8 = 0

        var place: Int { Int(lastPlace) }

        @inline(__always)
        mutating func add(_ place: Int) {
            count &+= 1
            lastPlace = UInt8(truncatingIfNeeded: place)
        }
    }

    /// Takes up what a record claims. False for a sighting, which needs more than a row to be told.
    @inline(__always)
    mutating func add(_ record: borrowing PositionRecord, at place: Int, of person: UInt32) -> Bool {
        let claims = record.claims
        guard record.person == person else {
            if record.succeeds == person, record.inferredEnd != nil { inferredEnd.add(place) }
            return true
        }
        if claims.contains(.start) { start.add(place) }
        if claims.contains(.end) { end.add(place) }
        if claims.contains(.undatedStart) { undatedStart.add(place) }
        if claims.contains(.undatedEnd) { undatedEnd.add(place) }
        return !claims.contains(.sighting)
    }

    /// Whether they may make several stints, one after the other.
    var areOfSpells: Bool { start.count > 1 && undatedStart.count == 0 && undatedEnd.count == 0 }

    /// Appends the row that the claims of a key make, if any; false where they are not plain.
    @inline(__always)
    func append(of key: PlainKey, _ records: Span<PositionRecord>, to rows: inout [TenureRow]) -> Bool {
        if start.count == 1, undatedStart.count == 0 {
            if end.count == 1, inferredEnd.count == 0, undatedEnd.count == 0 {
                return appendEnded(key, records, to: &rows)
            }
            return end.count == 0 && appendNotEnded(key, records, to: &rows)
        }
        return start.count == 0 && appendWithoutStart(key, records, to: &rows)
    }

    // MARK: - A start with and without an end

    /// A start and an end, neither of which can be on the wrong side of the other (R2), narrow each other (R4).
    @inline(__always)
    private func appendEnded(
        _ key: PlainKey, _ records: Span<PositionRecord>, to rows: inout [TenureRow]
    ) -> Bool {
        let (first, last) = (records[start.place].start, records[end.place].end)
        guard first.earliest <= last.latest, !records[start.place].isReturn else { return false }
        var row = key.row(
            PackedDays(first.earliest, min(first.latest, last.latest)),
            PackedDays(max(first.earliest, last.earliest), last.latest),
            .stint(.ended, .of(records[start.place]), isStartDated: true, isEndDated: true))
        row.startEvent = records[start.place].seq
        row.endEvent = records[end.place].seq
        row.add(records, start.place, end.place)
        rows.append(row)
        return true
    }

    /// A start without a recorded, dated end: the end is open, unknown, or inferred.
    private func appendNotEnded(
        _ key: PlainKey, _ records: Span<PositionRecord>, to rows: inout [TenureRow]
    ) -> Bool {
        let first = records[start.place].start
        guard !records[start.place].isReturn, inferredEnd.count <= 1, undatedEnd.count <= 1
        else { return false }
        var successor: PackedDays?
        if inferredEnd.count == 1, let days = records[inferredEnd.place].inferredEnd, first.earliest <= days.latest {
            successor = days
        }
        let kind = StintKind.of(records[start.place])
        let endsUnknown = records[start.place].claims.contains(.endUnknown)
        var row = key.row(
            first, .never, .stint(.open, kind, isStartDated: true, isEndDated: true, isEndClaimed: false))
        row.startEvent = records[start.place].seq
        if undatedEnd.count == 1 {
            // Of three that say something of the end, not all have room.
            guard inferredEnd.count == 0, !endsUnknown, row.loseEnd(by: PackedDays.future) else { return false }
            row.endEvent = records[undatedEnd.place].seq
        } else if let successor, endsUnknown {
            // Said to have ended at a time that nobody knows: no later than the successor started.
            guard row.loseEnd(by: successor.latest) else { return false }
            row.endEvent = records[inferredEnd.place].seq
        } else if let successor {
            row.start = PackedDays(first.earliest, min(first.latest, successor.latest))
            row.end = PackedDays(max(first.earliest, successor.earliest), successor.latest)
            row.flags = .stint(.ended, kind, isStartDated: true, isEndDated: true)
            row.flags.isEndInferred = true
            row.endEvent = records[inferredEnd.place].seq
        } else if endsUnknown {
            guard row.loseEnd(by: PackedDays.future) else { return false }
        }
        row.add(records, start.place, undatedEnd.count == 1 ? undatedEnd.place : start.place)
        rows.append(row)
        return true
    }

    // MARK: - No start

    /// An end that something dates, or sides that nothing does. What a successor implies makes no tenure.
    private func appendWithoutStart(
        _ key: PlainKey, _ records: Span<PositionRecord>, to rows: inout [TenureRow]
    ) -> Bool {
        switch (end.count, undatedStart.count, undatedEnd.count) {
        case (0, 0, 0): return true
        case (1, 0, 0) where inferredEnd.count == 0: return appendOnlyEnd(key, records, to: &rows)
        case (0, 1, 0), (0, 0, 1), (0, 1, 1): break
        default: return false
        }
        let isStarted = undatedStart.count == 1
        let place = isStarted ? undatedStart.place : undatedEnd.place
        let isOpen = undatedEnd.count == 0
        var row = key.row(
            .anyDay, isOpen ? .never : .anyDay,
            .stint(
                isOpen ? .open : .unknown, isStarted ? .of(records[place]) : .either, isStartDated: false,
                isEndDated: isOpen, isEndClaimed: false))
        if isStarted { row.startEvent = records[place].seq }
        if !isOpen { row.endEvent = records[undatedEnd.place].seq }
        row.add(records, place, isOpen ? place : undatedEnd.place)
        rows.append(row)
        return true
    }

    /// It started a day before the end at the latest, as a stint with an undated side lasts a day at least.
    private func appendOnlyEnd(
        _ key: PlainKey, _ records: Span<PositionRecord>, to rows: inout [TenureRow]
    ) -> Bool {
        let last = records[end.place].end
        guard last.latest > PackedDays.past + 1 else { return false }
        let latestStart = last.latest == PackedDays.future ? last.latest : last.latest - 1
        var row = key.row(
            PackedDays(PackedDays.past, latestStart), last,
            .stint(.ended, .either, isStartDated: false, isEndDated: true))
        row.endEvent = records[end.place].seq
        row.add(records[end.place])
        rows.append(row)
        return true
    }
}

extension TenureRow {
    /// Makes the end of a stint with a dated start one that nobody knows, by a day that is not before the start.
    ///
    /// Such a stint lasts a day, unless that contradicts its dates. False where a day has no room in 32 bits.
    fileprivate mutating func loseEnd(by latest: Int32) -> Bool {
        let isBounded = latest < PackedDays.future
        guard start.earliest < PackedDays.future - 1, latest > PackedDays.past + 1 else { return false }
        let days: Int32 = start.earliest == latest ? 0 : 1
        end = PackedDays(start.earliest == PackedDays.past ? PackedDays.past : start.earliest + days, latest)
        if isBounded { start = PackedDays(start.earliest, min(start.latest, latest - days)) }
        flags = .stint(.unknown, flags.kind, isStartDated: true, isEndDated: isBounded, isEndClaimed: false)
        return true
    }

    /// Adds what the events at two places say, the earlier one first; once where that is one event.
    @inline(__always)
    mutating func add(_ records: Span<PositionRecord>, _ one: Int, _ other: Int) {
        if one == other {
            add(records[one])
        } else if records[one].seq < records[other].seq {
            add(records[one])
            add(records[other])
        } else {
            add(records[other])
            add(records[one])
        }
    }
}

extension PlainKey {
    /// A row of the key.
    @inline(__always)
    func row(_ start: PackedDays, _ end: PackedDays, _ flags: SliceFlags) -> TenureRow {
        TenureRow(person: person, organization: organization, seat: seat, start: start, end: end, flags: flags)
    }
}

extension PackedDays {
    /// The end of what is open: later than every day.
    static let never = PackedDays(future, future)
}

extension StintKind {
    /// The kind of the stint that a start opens.
    @inline(__always)
    static func of(_ record: borrowing PositionRecord) -> StintKind { record.isActing ? .acting : .permanent }
}

extension SliceFlags {
    /// The flags of a stint of which nothing is disputed. A start is dated just where it is claimed, here.
    @inline(__always)
    static func stint(
        _ endState: EndState, _ kind: StintKind, isStartDated: Bool, isEndDated: Bool, isEndClaimed: Bool = true
    ) -> SliceFlags {
        var flags = SliceFlags(rawValue: 0)
        flags.endState = endState
        flags.kind = kind
        flags.isStartDated = isStartDated
        flags.isStartClaimed = isStartDated
        flags.isEndDated = isEndDated
        flags.isEndClaimed = isEndClaimed
        return flags
    }
}

extension PositionRecord {
    private static let reinstated = StartManner.code(of: .reinstated)

    /// Whether the start is a return to the seat.
    @inline(__always)
    var isReturn: Bool { howStartedCode != 0 && howStartedCode == Self.reinstated }
}
