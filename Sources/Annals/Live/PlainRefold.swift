import EventLog
import Events
import Projections

/// Folds the pairs that a batch says something plain of, as a replay does: from records, and written together.
///
/// What is not plain is left to the general fold.
struct PlainRefold {
    private let log: EventLog
    private let tables: ProjectionTables
    private let batch: Int
    private let lastBefore: Int
    /// By the tables' numbers: ids that merges name, sources that are distrusted.
    private let touched: Set<UInt32>
    private let targets: Set<UInt64>
    /// Whether pairs are folded here at all.
    let isUsed: Bool
    private var index: IndexedBatch
    private var history = PlainHistory()
    private var claims: [PlainHistory.Claim] = []
    /// What is to be written of all pairs: no two of them have a row in common.
    private var rows = StintRows()
    private var personal: [EntityID: Personal] = [:]

    /// - Parameters:
    ///   - lastBefore: The last place in the log before the batch.
    ///   - general: Distrust and merges, in effect or not.
    ///   - targets: The beginnings of the ids that evidence in the batch names.
    ///   - isUsed: Whether pairs are folded here at all.
    init(
        _ log: EventLog, _ tables: ProjectionTables, _ index: IndexedBatch, batch: Int, lastBefore: Int,
        general: [LogEntry], targets: Set<UInt64>, isUsed: Bool
    ) throws {
        self.isUsed = isUsed
        self.targets = targets
        (self.log, self.tables, self.index) = (log, tables, index)
        (self.batch, self.lastBefore) = (batch, lastBefore)
        touched = Set(try Self.ids(in: general).compactMap { try tables.terms.number(of: $0) })
    }

    /// The ids that distrust and merges name.
    static func ids(in general: [LogEntry]) -> Set<EntityID> {
        general.reduce(into: []) { ids, entry in
            switch entry.event.fact {
            case .entityMerged(let merge): ids.formUnion([merge.from, merge.into])
            case .sourceDistrusted(let distrust): ids.insert(distrust.source)
            default: break
            }
        }
    }

    /// Folds a pair anew, if all that is said of it is plain.
    ///
    /// - Parameters:
    ///   - context: What the organisation's own events contribute.
    ///   - slices: Takes the rows that come and go.
    /// - Returns: Whether it was; nothing has changed where it was not.
    mutating func refold(
        _ pair: Pair, in known: ContextCache.Known, _ reader: EffectiveReader, _ slices: inout [UInt32: SliceChanges]
    ) throws -> Bool {
        guard isUsed, known.isSteady == true, !pair.person.isReserved,
            let person = try tables.terms.number(of: pair.person),
            let organization = try tables.terms.number(of: pair.organization)
        else { return false }
        let context = known.context.tenures
        guard try collectClaims(person, organization, context), let home = claims.first?.record.organization,
            fold(index.term(pair.person), home)
        else { return false }
        // What comes to no tenure has no rows.
        if history.versions.isEmpty { return true }
        guard try !isBounded(pair, context, reader) else { return false }
        try write(&slices[organization, default: SliceChanges()])
        return true
    }

    /// - Parameters:
    ///   - person: The tables' number of the person.
    ///   - organization: The same of the organisation.
    private mutating func collectClaims(
        _ person: UInt32, _ organization: UInt32, _ context: TenureContext
    ) throws -> Bool {
        claims.removeAll(keepingCapacity: true)
        var places: [Int] = []
        var isPlain = true
        try tables.forEachPosting(of: person, .positions) { posting in
            guard posting.organization == organization else { return }
            if posting.isReplacement { isPlain = false }
            places.append(posting.seq)
        }
        guard isPlain else { return false }
        for place in places {
            guard let record = try place > lastBefore ? ownRecord(place) : earlier(place), isOfOwnSeat(record, context)
            else { return false }
            claims.append(PlainHistory.Claim(record, since: record.batch))
        }
        return true
    }

    /// The record of an event of the batch; nil where it has to be weighed.
    private func ownRecord(_ place: Int) -> PositionRecord? {
        guard let record = index.positions[place], let named = index.named[place], !targets.contains(record.idPrefix),
            !isTouched(named)
        else { return nil }
        return record
    }

    private func isTouched(_ named: NamedTerms) -> Bool {
        !touched.isEmpty && (named.entities + named.sources).contains { touched.contains(index.number($0)) }
    }

    /// The record of an event of an earlier batch; nil where evidence may have changed what it counts as.
    private mutating func earlier(_ place: Int) throws -> PositionRecord? {
        guard let (record, named) = try index.earlier(place, log, tables.terms),
            try !tables.isNamedByEvidence(prefix: record.idPrefix), !isTouched(named)
        else { return nil }
        return record
    }

    /// Whether the title that a record gives, where it is the seat, never named a post: what was steady, names still.
    private mutating func isOfOwnSeat(_ record: PositionRecord, _ context: TenureContext) -> Bool {
        guard record.position > 0 else { return true }
        let folded = index.noteTitle(record.position)
        return record.post > 0 || !context.seats.isOfPosts(title: folded)
    }

    private mutating func fold(_ person: UInt32, _ organization: UInt32) -> Bool {
        // Lent for the call, so that the history can be changed meanwhile.
        var claims: [PlainHistory.Claim] = []
        swap(&claims, &self.claims)
        defer { swap(&claims, &self.claims) }
        let titles = index.titles
        return history.fold(person: person, organization: organization, claims.span, titles: titles.span)
    }

    /// Whether what bounds the person, the organisation or a post may bound a stint (R6).
    private mutating func isBounded(_ pair: Pair, _ context: TenureContext, _ reader: EffectiveReader) throws -> Bool {
        var own: Milestones?
        if pair.person != pair.organization {
            switch try milestones(of: pair.person, reader) {
            case .unbounded: break
            case .bounded(let milestones): own = milestones
            case .unsteady: return true
            }
        }
        for version in history.versions {
            let seat: Seat
            switch version.row.seat.form {
            case .post:
                guard let post = EntityID(index.text(version.row.seat.value)) else { return true }
                seat = .post(post)
            case .title: seat = .title(CaseFolding.fold(index.text(version.row.seat.value)))
            default: seat = .membership(nil)
            }
            let key = TenureKey(person: pair.person, organization: pair.organization, seat: seat)
            let limits = context.milestones.limits(of: key) + (own?.limits(of: key) ?? [])
            if limits.contains(where: { $0.mayBound(version.row) }) { return true }
        }
        return false
    }

    /// What bounds a person; not steady where evidence has changed that.
    private mutating func milestones(of person: EntityID, _ reader: EffectiveReader) throws -> Personal {
        if let known = personal[person] { return known }
        var known = Personal.unbounded
        if try !tables.milestones(naming: person).isEmpty {
            known = try isSteady(person) ? .bounded(Milestones(reader.events(limiting: person))) : .unsteady
        }
        personal[person] = known
        return known
    }

    private enum Personal {
        case unbounded
        case bounded(Milestones)
        case unsteady
    }

    /// Whether nothing that bounds an id, or speaks of its posts, was ever changed by evidence.
    func isSteady(_ id: EntityID) throws -> Bool {
        for (seq, isReplacement) in try tables.milestones(naming: id) {
            guard !isReplacement, let entry = try log.entry(at: seq), !entry.isRedacted,
                try !tables.isNamedByEvidence(prefix: entry.id.prefix)
            else { return false }
            guard !touched.isEmpty else { continue }
            for named in entry.event.namedIDs {
                if try tables.terms.number(of: named).map(touched.contains) ?? false { return false }
            }
        }
        return true
    }

    // MARK: - Writing

    /// Writes the tenures of the pairs that were folded.
    func finish() throws { try rows.write(into: tables) }

    private mutating func write(_ slices: inout SliceChanges) throws {
        let now = UInt32(batch)
        var rest = history.versions[...]
        while let first = rest.first {
            let ofKey = rest.prefix { $0.row.seat == first.row.seat && $0.since == first.since }
            rest = rest.dropFirst(ofKey.count)
            guard first.since == now || first.until == now else { continue }
            let known = try ofKey.map { version in
                var version = version
                version.row = try renumbered(version.row)
                return version
            }
            if first.since == now {
                for version in known { rows.add(version, history.sightings[version.sightings]) }
                try SliceRow.append(known[...], to: &slices.added)
            } else {
                try tables.supersede(
                    person: known[0].row.person, organization: known[0].row.organization,
                    seat: known[0].row.seat.rawValue, until: batch)
                try SliceRow.append(known[...], to: &slices.superseded)
                let held = known.map { version in
                    var version = version
                    version.until = PlainHistory.stillHolds
                    return version
                }
                try SliceRow.append(held[...], to: &slices.removed)
            }
        }
    }

    /// A row with the tables' numbers in the place of the batch's.
    private func renumbered(_ row: TenureRow) throws -> TenureRow {
        var row = row
        row.person = index.number(row.person)
        row.organization = index.number(row.organization)
        row.position = index.number(row.position)
        row.area = index.number(row.area)
        row.onBehalfOf = index.number(row.onBehalfOf)
        row.reportsTo = index.number(row.reportsTo)
        let seat: SeatNumber? =
            switch row.seat.form {
            case .post: SeatNumber(.post, index.number(row.seat.value))
            case .title:
                try tables.terms.number(of: .title(CaseFolding.fold(index.text(row.seat.value))))
                    .map { SeatNumber(rawValue: $0) }
            default: row.seat
            }
        guard let seat else { throw LedgerError.damagedTables("a title has no number") }
        row.seat = seat
        return row
    }
}

extension TenureLimit {
    /// Whether the limit may change anything of a stint.
    fileprivate func mayBound(_ row: TenureRow) -> Bool {
        let (start, end) = (row.start.bounds, row.end.bounds)
        if kind < .death { return range.earliest > start.earliest?.number ?? DayRange.past }
        return row.flags.endState == .open || range.latest < end.latest?.number ?? DayRange.future
    }
}

extension EventTypeCode {
    /// Whether events of the type bound tenures, or speak of posts: what they change is more than a pair.
    var isMilestone: Bool {
        switch self {
        case .personBorn, .personDied, .organizationFounded, .organizationDissolved, .postCreated, .postChanged,
            .postAbolished:
            true
        default: false
        }
    }
}
