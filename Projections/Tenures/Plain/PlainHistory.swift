import Events

/// The tenures of a plain pair as they stood after each batch that changed them: what a replay asks of ``PlainFold``.
///
/// Somebody being seen in post on days on which a stint surely holds adds an event and moves no bound: that is plain as
/// well here. Keeps its memory from one pair to the next.
public struct PlainHistory: Sendable {
    /// What an event claims of the pair, and when it counted.
    public struct Claim: Sendable, BitwiseCopyable {
        /// The event as it counts.
        public let record: PositionRecord
        /// The batch from which it counted.
        public let since: UInt32
        /// The batch from which it did no longer; ``stillHolds`` where it does.
        public let until: UInt32

        /// Creates a claim.
        public init(_ record: PositionRecord, since: UInt32, until: UInt32 = stillHolds) {
            (self.record, self.since, self.until) = (record, since, until)
        }
    }

    /// A stint as it was known from one batch on until another.
    public struct Version: Sendable {
        /// The stint.
        public var row: TenureRow
        /// The first batch that made the key's tenures what they were.
        public var since: UInt32
        /// The first batch after which they no longer were; ``stillHolds`` where they are.
        public var until: UInt32
        /// Which of ``sightings`` are of it.
        public var sightings: Range<Int>
        /// The interval of its one event, where that claims other days than the stint has.
        public var interval: (start: PackedDays, end: PackedDays)?

        /// Whether the stint is the interval of its one event.
        public var isCovered: Bool { row.isOfInterval && interval == nil }
    }

    /// Somebody was seen in post.
    public struct Sighted: Hashable, Sendable {
        /// The event.
        public let event: UInt32
        /// The day, where it is known; it is certain then.
        public let day: Int32?
    }

    /// A day before which no tenure of a person, in an organisation or of a post started, and since when that is known.
    public struct FirstStart: Sendable, BitwiseCopyable {
        /// The day.
        public let day: Int32
        /// The batch from which it was known.
        public let since: UInt32

        /// Creates one; by default, of nothing that is known.
        public init(_ day: Int32 = PackedDays.past, since: UInt32 = 0) { (self.day, self.since) = (day, since) }
    }

    /// The ``Claim/until`` and ``Version/until`` of what still holds.
    public static let stillHolds = UInt32.max

    /// The versions of the stints of the pair folded last; those of a key in one batch stand together, in order.
    public private(set) var versions: [Version] = []
    /// The sightings that they name.
    public private(set) var sightings: [Sighted] = []

    private var fold = PlainFold()
    private var batches: [UInt32] = []
    private var counting: [PositionRecord] = []
    private var sighting: [PositionRecord] = []
    private var rows: [TenureRow] = []
    /// The places in ``versions`` of what held after the last batch looked at.
    private var open: [Int] = []

    /// Creates one.
    public init() {}

    /// Folds a pair after every batch that may have changed its tenures, if it is plain after each of them.
    ///
    /// - Parameters:
    ///   - claims: What was ever in effect of the pair, in order of the log.
    ///   - titles: As ``PlainFold`` has it.
    ///   - firstStart: The one that is known of an id's term.
    /// - Returns: Whether the pair is plain; ``versions`` mean nothing where it is not.
    public mutating func fold(
        person: UInt32, organization: UInt32, _ claims: Span<Claim>, titles: Span<UInt32>,
        firstStart: (UInt32) -> FirstStart = { _ in FirstStart() }
    ) -> Bool {
        versions.removeAll(keepingCapacity: true)
        sightings.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        collectBatches(claims)
        addBatchesOfLimits(claims, firstStart(person), firstStart(organization), firstStart)
        for batch in batches {
            guard collectCounting(claims, batch, person) else { return false }
            guard foldCounting(person, organization, titles), takeOver(batch, titles, firstStart) else { return false }
        }
        return true
    }

    /// Takes the claims that counted after a batch; false where a sighting is not plain.
    private mutating func collectCounting(_ claims: Span<Claim>, _ batch: UInt32, _ person: UInt32) -> Bool {
        counting.removeAll(keepingCapacity: true)
        sighting.removeAll(keepingCapacity: true)
        for place in 0..<claims.count {
            let claim = claims[place]
            guard claim.since <= batch, batch < claim.until else { continue }
            if claim.record.claims.contains(.sighting), claim.record.person == person {
                guard claim.record.isPlain else { return false }
                sighting.append(claim.record)
            } else {
                counting.append(claim.record)
            }
        }
        return true
    }

    private mutating func foldCounting(_ person: UInt32, _ organization: UInt32, _ titles: Span<UInt32>) -> Bool {
        // Lent for the call, so that the fold can be changed meanwhile.
        var (counting, rows): ([PositionRecord], [TenureRow]) = ([], [])
        swap(&counting, &self.counting)
        swap(&rows, &self.rows)
        rows.removeAll(keepingCapacity: true)
        let isPlain = fold.append(
            person: person, organization: organization, counting.span, titles: titles, to: &rows)
        swap(&counting, &self.counting)
        swap(&rows, &self.rows)
        return isPlain
    }

    private mutating func collectBatches(_ claims: Span<Claim>) {
        batches.removeAll(keepingCapacity: true)
        func add(_ batch: UInt32) {
            if batches.last != batch, !batches.contains(batch) { batches.append(batch) }
        }
        for place in claims.indices {
            add(claims[place].since)
            if claims[place].until != Self.stillHolds { add(claims[place].until) }
        }
        if batches.count > 1 { batches.sort() }
    }

    /// Makes versions of the rows of a batch, where they differ from those before it.
    private mutating func takeOver(
        _ batch: UInt32, _ titles: Span<UInt32>, _ firstStart: (UInt32) -> FirstStart
    ) -> Bool {
        let first = versions.count
        addSightedStints(titles)
        for row in rows {
            versions.append(
                Version(row: row, since: batch, until: Self.stillHolds, sightings: 0..<0, interval: nil))
        }
        guard attachSightings(from: first, titles), applyLimits(batch, from: first, firstStart) else { return false }
        for place in first..<versions.count { versions[place].interval = interval(of: versions[place].row) }
        if open.isEmpty {
            open.append(contentsOf: first..<versions.count)
        } else {
            replaceOpen(by: first, batch)
        }
        return true
    }

    /// Adds the batches in which a limit came to be known that may bound one of the claims.
    private mutating func addBatchesOfLimits(
        _ claims: Span<Claim>, _ ofPerson: FirstStart, _ ofOrganization: FirstStart,
        _ firstStart: (UInt32) -> FirstStart
    ) {
        guard let first = batches.first else { return }
        let known = batches.count
        for place in 0..<claims.count {
            let record = claims[place].record
            let earliest = record.claims.contains(.start) ? record.start.earliest : PackedDays.past
            let ofPost = record.post > 0 ? firstStart(record.post) : FirstStart()
            for limit in [ofPerson, ofOrganization, ofPost] where limit.day > earliest && limit.since > first {
                if !batches.contains(limit.since) { batches.append(limit.since) }
            }
        }
        if batches.count > known { batches.sort() }
    }

    /// Adds a stint for each seat of which nothing is known but that somebody was seen (R5).
    private mutating func addSightedStints(_ titles: Span<UInt32>) {
        for record in sighting {
            guard let seat = SeatNumber(record, titles), !rows.contains(where: { $0.seat == seat }) else { continue }
            var flags = SliceFlags(rawValue: 0)
            flags.endState = .unknown
            let ofSeat = sighting.filter { SeatNumber($0, titles) == seat }
            flags.kind = ofSeat.allSatisfy(\.isActing) ? .acting : .permanent
            var row = TenureRow(
                person: record.person, organization: record.organization, seat: seat, start: .anyDay, end: .anyDay,
                flags: flags)
            for seen in ofSeat {
                row.start = PackedDays(PackedDays.past, min(row.start.latest, seen.start.latest))
                let over = seen.start.earliest == PackedDays.past ? seen.start.earliest : seen.start.earliest + 1
                row.end = PackedDays(max(row.end.earliest, over), PackedDays.future)
            }
            rows.append(row)
        }
    }

    /// Raises the starts that limits bound (R6); false where that is more than a comparison.
    private mutating func applyLimits(
        _ batch: UInt32, from first: Int, _ firstStart: (UInt32) -> FirstStart
    ) -> Bool {
        for place in first..<versions.count {
            let row = versions[place].row
            var day = PackedDays.past
            let post = row.seat.form == .post ? row.seat.value : 0
            for term in [row.person, row.organization, post] where term > 0 {
                let limit = firstStart(term)
                if limit.since <= batch { day = max(day, limit.day) }
            }
            guard day > row.start.earliest else { continue }
            let isAlone = row.stint == 0 && (place + 1 == versions.count || versions[place + 1].row.seat != row.seat)
            guard isAlone, day <= row.start.latest, day < PackedDays.future - 1,
                row.flags.endState != .unknown || row.end.latest == PackedDays.future
            else { return false }
            versions[place].row.start = PackedDays(day, row.start.latest)
            // A stint with an undated side lasts a day at least.
            let over = row.flags.endState == .unknown || !row.flags.isStartClaimed ? day + 1 : day
            guard row.flags.endState != .open, over > row.end.earliest else { continue }
            guard over <= row.end.latest else { return false }
            versions[place].row.end = PackedDays(over, row.end.latest)
        }
        return true
    }

    /// The days that an interval claims, where the row has been narrowed.
    private func interval(of row: TenureRow) -> (start: PackedDays, end: PackedDays)? {
        guard row.isOfInterval else { return nil }
        for record in counting where record.seq == row.startEvent {
            return record.start == row.start && record.end == row.end ? nil : (record.start, record.end)
        }
        return nil
    }

    /// Adds the sightings to the one stint each that surely holds on their days; false where there is none such.
    private mutating func attachSightings(from first: Int, _ titles: Span<UInt32>) -> Bool {
        for place in first..<versions.count where !sighting.isEmpty {
            let start = sightings.count
            for record in sighting where isHolder(versions[place].row, of: record, titles) {
                let isOneDay = record.start.earliest == record.start.latest
                sightings.append(Sighted(event: record.seq, day: isOneDay ? record.start.earliest : nil))
            }
            versions[place].sightings = start..<sightings.count
            if start < sightings.count { addDetails(to: place) }
        }
        return sighting.allSatisfy { record in
            var holders = 0
            for place in first..<versions.count
            where SeatNumber(record, titles) == versions[place].row.seat && versions[place].row.canHold(record.start) {
                guard versions[place].row.isCertain(throughout: record.start) else { return false }
                holders += 1
            }
            return holders == 1
        }
    }

    private func isHolder(_ row: TenureRow, of record: PositionRecord, _ titles: Span<UInt32>) -> Bool {
        SeatNumber(record, titles) == row.seat && row.canHold(record.start)
    }

    /// What the sources say besides: of all events of the holder's, in order of the log.
    private mutating func addDetails(to place: Int) {
        var row = versions[place].row
        let seen = sightings[versions[place].sightings]
        row.clearDetails()
        var own = counting.filter {
            $0.person == row.person && ($0.seq == row.startEvent || $0.seq == row.endEvent)
        }
        own += sighting.filter { record in seen.contains { $0.event == record.seq } }
        own.sort { $0.seq < $1.seq }
        for record in own { row.add(record) }
        versions[place].row = row
    }

    /// Goes on with what the batch left as it was, and ends what it changed.
    private mutating func replaceOpen(by first: Int, _ batch: UInt32) {
        // Nearly all pairs have one stint.
        if open.count == 1, first == versions.count - 1, versions[open[0]].row.seat == versions[first].row.seat {
            if areSame(open[0], first) {
                versions.removeLast()
            } else {
                versions[open[0]].until = batch
                open[0] = first
            }
            return
        }
        var kept: [Int] = []
        var next = first
        while next < versions.count {
            let seat = versions[next].row.seat
            var last = next
            while last < versions.count, versions[last].row.seat == seat { last += 1 }
            let former = open.filter { versions[$0].row.seat == seat }
            let isSame = former.count == last - next && zip(former, next..<last).allSatisfy { areSame($0, $1) }
            if isSame {
                kept += former
                versions.removeSubrange(next..<last)
            } else {
                end(former, batch)
                kept += next..<last
                next = last
            }
        }
        let seats = kept.map { versions[$0].row.seat }
        end(open.filter { !seats.contains(versions[$0].row.seat) && versions[$0].until == Self.stillHolds }, batch)
        open = kept
    }

    private mutating func end(_ places: [Int], _ batch: UInt32) {
        for place in places { versions[place].until = batch }
    }

    private func areSame(_ one: Int, _ other: Int) -> Bool {
        versions[one].row == versions[other].row
            && sightings[versions[one].sightings].elementsEqual(sightings[versions[other].sightings])
    }
}

extension TenureRow {
    /// Whether somebody seen on some days may have been seen in this stint.
    fileprivate func canHold(_ days: PackedDays) -> Bool { start.earliest <= days.latest && end.latest > days.earliest }

    /// Whether the stint holds on those days in every world.
    fileprivate func isCertain(throughout days: PackedDays) -> Bool {
        start.latest <= days.latest && days.earliest < end.earliest
    }

    fileprivate mutating func clearDetails() {
        (position, area, onBehalfOf, reportsTo) = (0, 0, 0, 0)
        (kindCode, howStartedCode, howEndedCode) = (0, 0, 0)
    }
}
