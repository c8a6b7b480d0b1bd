import Events

/// Several starts in one seat with as many ends or one end less, that can only come in one order.
///
/// The sweep of ``Moments`` then takes a start, its end, the next start and so on, each by itself; what is left is the
/// narrowing by neighbours (R4).
struct PlainSpells {
    private var starts: [Moment] = []
    private var ends: [Moment] = []

    /// A claim of a moment, by where its record stands.
    private struct Moment {
        var earliest: Int32
        var latest: Int32
        let place: Int
        let isInferred: Bool

        init(_ days: PackedDays, _ place: Int, isInferred: Bool = false) {
            (earliest, latest) = (days.earliest, days.latest)
            self.place = place
            self.isInferred = isInferred
        }

        var days: PackedDays { PackedDays(earliest, latest) }
        var isPossible: Bool { earliest <= latest }
    }

    mutating func removeAll() {
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Takes up the dated claims of a record, which has no others.
    mutating func add(_ record: borrowing PositionRecord, at place: Int, of person: UInt32) {
        if record.person == person {
            if record.claims.contains(.start) { Self.insert(Moment(record.start, place), into: &starts) }
            if record.claims.contains(.end) { Self.insert(Moment(record.end, place), into: &ends) }
        } else if record.succeeds == person, let days = record.inferredEnd {
            Self.insert(Moment(days, place, isInferred: true), into: &ends)
        }
    }

    /// Keeps them by their latest days.
    private static func insert(_ moment: Moment, into moments: inout [Moment]) {
        var place = moments.count
        while place > 0,
            (moment.latest, moment.earliest) < (moments[place - 1].latest, moments[place - 1].earliest)
        { place -= 1 }
        moments.insert(moment, at: place)
    }

    /// Appends the rows of the stints; false where more than one order is possible, or none.
    mutating func append(of key: PlainKey, _ records: Span<PositionRecord>, to rows: inout [TenureRow]) -> Bool {
        guard ends.count == starts.count || ends.count == starts.count - 1, areInOrder(records) else { return false }
        let last = starts.count - 1
        let endsUnknown = ends.count == last && records[starts[last].place].claims.contains(.endUnknown)
        if ends.count == last {
            guard !endsUnknown || starts[last].earliest < PackedDays.future - 1 else { return false }
            ends.append(Moment(endsUnknown ? .anyDay : .never, -1))
        }
        guard narrow(minimumDays: endsUnknown ? 1 : 0) else { return false }
        for (stint, (start, end)) in zip(starts, ends).enumerated() {
            let state: EndState = end.place >= 0 ? .ended : endsUnknown ? .unknown : .open
            var row = key.row(
                start.days, end.days,
                .stint(
                    state, .of(records[start.place]), isStartDated: true, isEndDated: state != .unknown,
                    isEndClaimed: state == .ended))
            row.flags.isEndInferred = end.isInferred
            row.stint = UInt32(stint)
            row.startEvent = records[start.place].seq
            if end.place >= 0 { row.endEvent = records[end.place].seq }
            row.add(records, start.place, end.place >= 0 && !end.isInferred ? end.place : start.place)
            rows.append(row)
        }
        return true
    }

    /// Whether each moment is taken by itself, in the order of the latest days.
    private func areInOrder(_ records: Span<PositionRecord>) -> Bool {
        // Somebody returned of whom no earlier stint is known.
        guard !records[starts[0].place].isReturn else { return false }
        for place in starts.indices {
            let start = starts[place]
            // The end of an interval has to be that of its own start, or it would cover days between the stints.
            if records[start.place].claims.contains(.end), !isEnd(place, of: start) { return false }
            guard place < ends.count else { break }
            let end = ends[place]
            guard start.earliest <= end.latest else { return false }
            if end.isInferred, records[start.place].claims.contains(.endUnknown) { return false }
            if place + 1 < starts.count {
                let next = starts[place + 1]
                guard next.earliest > min(start.latest, end.latest), next.latest >= end.latest else { return false }
            }
            if place + 1 < ends.count, ends[place + 1].earliest <= end.latest { return false }
        }
        return true
    }

    private func isEnd(_ place: Int, of start: Moment) -> Bool {
        place < ends.count && ends[place].place == start.place
    }

    /// Raises each bound to the one before it and lowers each to the one after; false where no day is left.
    ///
    /// - Parameter minimumDays: How long the last stint lasts at least; all others may last no day.
    private mutating func narrow(minimumDays: Int32) -> Bool {
        let last = starts.count - 1
        for place in starts.indices {
            if place > 0 { starts[place].earliest = max(starts[place].earliest, ends[place - 1].earliest) }
            let first = starts[place].earliest
            let days = place == last && first != PackedDays.past ? minimumDays : 0
            guard first <= PackedDays.future - 1 - days else { return false }
            ends[place].earliest = max(ends[place].earliest, first + days)
        }
        for place in starts.indices.reversed() {
            if place < last { ends[place].latest = min(ends[place].latest, starts[place + 1].latest) }
            // What bounds the last stint's end is never less than a day from its start.
            starts[place].latest = min(starts[place].latest, ends[place].latest)
            guard starts[place].isPossible, ends[place].isPossible else { return false }
        }
        return true
    }
}
