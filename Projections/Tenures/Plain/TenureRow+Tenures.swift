import Chronology
import Events

extension TenureRow {
    /// The rows of a key's stints, in their order; nil where rows cannot say all that is known of them.
    ///
    /// That is so where more than one event tells a moment or one tells anything else, where somebody was seen in post,
    /// where an interval covers days beyond the stint of which it is the start and the end, where a day has more than
    /// 32 bits, and where a text has no number. Limits that were left out are not looked at.
    ///
    /// - Parameters:
    ///   - seat: The number of the key's seat.
    ///   - number: The number of an id or a text; 0 where it has none.
    public static func rows(
        of key: KeyTenures, seat: SeatNumber, number: (String) -> UInt32
    ) -> [TenureRow]? {
        let person = number(key.key.person.text)
        let organization = number(key.key.organization.text)
        guard person != 0, organization != 0, key.tenures.seenDays.isEmpty else { return nil }
        var rows: [TenureRow] = []
        rows.reserveCapacity(key.tenures.stints.count)
        for (place, stint) in key.tenures.stints.enumerated() {
            guard let start = PackedDays(stint.start), let end = PackedDays(stint.end) else { return nil }
            var row = TenureRow(
                person: person, organization: organization, seat: seat, start: start, end: end,
                flags: SliceFlags(stint))
            row.stint = UInt32(clamping: place)
            guard row.add(key.details[place], number), row.addEvents(of: stint) else { return nil }
            rows.append(row)
        }
        let areTold = key.tenures.intervals.allSatisfy { interval in
            rows.contains { $0.isOfInterval && Int($0.startEvent) == interval.event }
        }
        return areTold ? rows : nil
    }

    /// False where a text has no number.
    private mutating func add(_ details: StintDetails, _ number: (String) -> UInt32) -> Bool {
        kindCode = PositionKind.code(of: details.kind)
        howStartedCode = StartManner.code(of: details.howStarted)
        howEndedCode = EndManner.code(of: details.howEnded)
        let texts: [(WritableKeyPath<TenureRow, UInt32>, String?)] = [
            (\.position, details.position), (\.area, details.area), (\.onBehalfOf, details.onBehalfOf?.text),
            (\.reportsTo, details.reportsTo),
        ]
        for case (let path, let text?) in texts {
            self[keyPath: path] = number(text)
            if self[keyPath: path] == 0 { return false }
        }
        return true
    }

    /// False where there are more than the row has room for.
    private mutating func addEvents(of stint: Stint) -> Bool {
        startClock = stint.startClock?.packed ?? 0
        endClock = stint.endClock?.packed ?? 0
        guard stint.startEvents.count <= 1, stint.endEvents.count <= 1,
            Set(stint.startEvents + stint.endEvents) == Set(stint.events),
            let first = UInt32(exactly: stint.startEvents.first ?? 0),
            let last = UInt32(exactly: stint.endEvents.first ?? 0)
        else { return false }
        startEvent = first
        endEvent = last
        return true
    }
}

extension PackedDays {
    /// The same days; nil where one has more than 32 bits.
    init?(_ range: DayRange) {
        guard let earliest = Self.packed(range.earliest), let latest = Self.packed(range.latest) else { return nil }
        self.init(earliest, latest)
    }

    private static func packed(_ day: Int) -> Int32? {
        if day <= DayRange.past { return past }
        if day >= DayRange.future { return future }
        guard let packed = Int32(exactly: day), packed != past, packed != future else { return nil }
        return packed
    }
}
