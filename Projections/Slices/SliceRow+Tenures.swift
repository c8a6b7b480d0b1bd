extension SliceRow {
    /// The numbers that a dictionary gives to what the rows of a key name.
    public struct Numbers: Hashable, Sendable {
        /// The holder's number.
        public var person: UInt32
        /// The seat's.
        public var seat: UInt32
        /// For each stint, the number of its title.
        public var titles: [UInt32]

        /// Takes the numbers; a stint without one of its own has the title 0.
        public init(person: UInt32, seat: UInt32, titles: [UInt32]) {
            self.person = person
            self.seat = seat
            self.titles = titles
        }

        fileprivate func title(_ stint: Int) -> UInt32 { titles.indices.contains(stint) ? titles[stint] : 0 }
    }

    /// The rows of a key: one for each stint, and the days that are surely covered beyond those on which a stint is
    /// certain anyhow.
    ///
    /// A pure function of the tenures, so that the rows to remove can be had again. O(s²) in the stints, sightings and
    /// intervals of the key.
    ///
    /// - Throws: ``SliceError/batchOutOfRange(_:)``
    public static func rows(
        of tenures: SeatTenures, _ numbers: Numbers, since: Int, until: Int? = nil
    ) throws(SliceError) -> [SliceRow] {
        let recorded = (
            try batch(since), try until.map { (until) throws(SliceError) in try batch(until) } ?? stillHolds
        )
        var rows: [SliceRow] = []
        func add(_ start: DayRange, _ end: DayRange, stint: Int?, title: UInt32, _ flags: SliceFlags) {
            rows.append(
                SliceRow(
                    person: numbers.person, seat: numbers.seat, title: title,
                    start: (SliceDay.packed(start.earliest), SliceDay.packed(start.latest)),
                    end: (SliceDay.packed(end.earliest), SliceDay.packed(end.latest)),
                    stint: UInt32(clamping: stint ?? 0), flags: flags, since: recorded.0, until: recorded.1))
        }
        for (index, stint) in tenures.stints.enumerated() {
            add(stint.start, stint.end, stint: index, title: numbers.title(index), SliceFlags(stint))
        }
        for (matter, days) in tenures.daysBeyondCertainty {
            var flags = SliceFlags(rawValue: 0)
            flags.matter = matter
            let (first, over) = (days.earliest, DayRange.day(days.latest, plus: 1))
            add(DayRange(first, first), DayRange(over, over), stint: nil, title: numbers.title(0), flags)
        }
        settle(&rows, from: 0)
        return rows
    }

    private static func batch(_ batch: Int) throws(SliceError) -> Int32 {
        guard let number = Int32(exactly: batch), number < stillHolds else { throw .batchOutOfRange(batch) }
        return number
    }

    /// Notes of each row of a key, of which all stand from a place on, what it has to do with the others. O(n log n).
    static func settle(_ rows: inout [SliceRow], from first: Int) {
        if rows.count == first + 1, rows[first].startEarliest < rows[first].endLatest {
            rows[first].flags.isSole = true
            rows[first].flags.isAlone = true
            return
        }
        // Disputed dates leave no day to some, or none that can be asked for.
        let dayless = rows[first...].filter { $0.startEarliest >= $0.endLatest && $0.flags.isStint }
        rows[first...].removeAll { $0.startEarliest >= $0.endLatest }
        rows[first...].sort { ($0.startEarliest, $0.endLatest) < ($1.startEarliest, $1.endLatest) }
        var latestEnd = SliceDay.past
        for index in rows.indices[first...] {
            let (start, over) = (rows[index].startEarliest, rows[index].endLatest)
            let next = index + 1 < rows.count ? rows[index + 1].startEarliest : SliceDay.future
            rows[index].flags.isSole = rows.count == first + 1
            rows[index].flags.isAlone = latestEnd <= start && over <= next
            latestEnd = max(latestEnd, over)
        }
        for var row in dayless {
            row.flags.matter = .daylessStint
            row.flags.isAlone = true
            rows.append(row)
        }
    }
}

extension SeatTenures {
    /// Sightings and covered days that can change an answer: those on which no stint is certain.
    ///
    /// A sighting tells nothing of a day on which no stint is possible.
    fileprivate var daysBeyondCertainty: [(SliceFlags.Matter, DayRange)] {
        let certain = stints.compactMap { Self.days(from: $0.start.latest, until: $0.end.earliest) }
        let seen = Set(seenDays).sorted().filter { day in
            stints.contains { $0.isPossible(on: day) } && !certain.contains { $0.contains(day) }
        }
        let covered = intervals.compactMap { Self.days(from: $0.start.latest, until: $0.end.earliest) }
            .joined.flatMap { $0.without(certain) }
        return seen.map { (.seenDay, DayRange($0, $0)) } + covered.map { (.coveredDays, $0) }
    }

    /// The days from one up to another; nil where there are none.
    private static func days(from first: Int, until over: Int) -> DayRange? {
        first < over ? DayRange(first, DayRange.day(over, plus: -1)) : nil
    }
}

extension DayRange {
    /// The days that are in none of some ranges. O(n log n).
    func without(_ ranges: [DayRange]) -> [DayRange] {
        var rest: [DayRange] = []
        var first = earliest
        for range in ranges.joined where range.latest >= first && range.earliest <= latest {
            if range.earliest > first { rest.append(DayRange(first, DayRange.day(range.earliest, plus: -1))) }
            first = DayRange.day(range.latest, plus: 1)
            if range.latest >= DayRange.future { return rest }
        }
        if first <= latest { rest.append(DayRange(first, latest)) }
        return rest
    }
}
