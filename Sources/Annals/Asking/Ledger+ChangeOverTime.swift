import Chronology
import Events
import Projections

extension Ledger {
    /// An organisation over time: who held what, grouped as its chart is.
    ///
    /// - Parameters:
    ///   - first: The first day to draw; where left out, the first that anything dated names.
    ///   - last: The last day to draw; where left out, the last that anything dated names, or today.
    ///   - today: After it, nothing is more than possible; nor after the day of the batch that the belief resolves to.
    ///   - belief: What the answer may rest on.
    public func timeline(
        ofOrganization organization: EntityID, from first: CivilDay? = nil, through last: CivilDay? = nil,
        today: CivilDay, believing belief: Belief = .current
    ) throws -> Timeline {
        try reading {
            let view = try view(of: belief)
            let today = view.lastDay(today)
            let organization = view.current(organization)
            let events = try view.events(mentioning: organization)
            let posts = PostBook(events)
            let named = naming(at: .day(today), view)
            return Timeline(
                of: named(organization), by: .positions, keys: try view.tenures(in: organization),
                posts: { _ in posts },
                marks: TimelineMark.marks(of: organization, events), from: first, through: last, today: today,
                named: named)
        }
    }

    /// A person over time: what they held, by organisation.
    public func timeline(
        ofPerson person: EntityID, from first: CivilDay? = nil, through last: CivilDay? = nil, today: CivilDay,
        believing belief: Belief = .current
    ) throws -> Timeline {
        try reading {
            let view = try view(of: belief)
            let today = view.lastDay(today)
            let person = view.current(person)
            let keys = try view.tenures(of: person)
            let books = try view.posts(of: Set(keys.map(\.key.organization)))
            let named = naming(at: .day(today), view)
            return Timeline(
                of: named(person), by: .organizations, keys: keys, posts: { books[$0] ?? PostBook() },
                marks: TimelineMark.marks(of: person, try view.events(mentioning: person)), from: first, through: last,
                today: today, named: named)
        }
    }

    /// How many people held anything in an organisation, period by period.
    ///
    /// - Parameters:
    ///   - kinds: Only seats of these kinds; of all, if empty.
    ///   - depth: How many levels of organisations under it count as well, while they are under it.
    ///   - first: A day of the first period; the first on which anybody can have held anything, if left out.
    ///   - last: The last day counted; today, if left out.
    /// - Throws: ``Headcount/TooManyPeriods``.
    public func headcount(
        of organization: EntityID, by step: CalendarStep, kinds: Set<PositionKind> = [], depth: Int = 0,
        from first: CivilDay? = nil, through last: CivilDay? = nil, today: CivilDay,
        believing belief: Belief = .current
    ) throws -> Headcount {
        try reading {
            let view = try view(of: belief)
            let organization = view.current(organization)
            let belonging = Belonging.under(
                organization, depth: depth, parents: try parents(under: organization, depth: depth, view))
            if kinds.isEmpty && !belief.selectsSources {
                let batch = try known(belief.known).batch
                let units = belonging.map { unit, runs in
                    Headcount.PackedUnit(belonging: runs) { [tables] in
                        try tables.forEachSliceRow(of: unit, knownIn: batch, $0)
                    }
                }
                do {
                    return try Headcount(
                        of: units, reserved: tables.reservedPeople(), by: step, from: first, through: last,
                        today: view.lastDay(today))
                } catch SliceError.dayOutOfRange {
                    // So far off only the tenures themselves tell.
                }
            }
            let units = try belonging.sorted { $0.key < $1.key }.map { unit, runs in
                Headcount.Unit(
                    keys: try view.tenures(in: unit), posts: try view.posts(of: unit), belonging: runs)
            }
            return try Headcount(
                of: units, kinds: kinds, by: step, from: first, through: last, today: view.lastDay(today))
        }
    }

    /// Where and when two people held anything in the same organisation.
    public func overlap(
        of first: EntityID, and second: EntityID, today: CivilDay, believing belief: Belief = .current
    ) throws -> Overlap {
        try reading {
            let view = try view(of: belief)
            let today = view.lastDay(today)
            let (first, second) = (view.current(first), view.current(second))
            let keys = (try view.tenures(of: first), try view.tenures(of: second))
            let books = try view.posts(of: Set(keys.0.map(\.key.organization)))
            let named = naming(at: .day(today), view)
            return Overlap(
                of: named(first), keys.0, and: named(second), keys.1, today: today,
                titles: { books[$0.organization]?[$0.seat]?.titles(at: .day(today)).first }, named: named)
        }
    }

    /// The parents that organisations had which were ever at most so many levels under one.
    private func parents(
        under root: EntityID, depth: Int, _ view: any BeliefView
    ) throws -> [EntityID: DatedValues<EntityID>] {
        var parents: [EntityID: DatedValues<EntityID>] = [:]
        var level: Set<EntityID> = [root]
        var seen = level
        for _ in 0..<max(depth, 0) where !level.isEmpty {
            var next: Set<EntityID> = []
            for organization in level {
                let events = try view.events(mentioning: organization, types: Parentage.types)
                for candidate in Set(events.flatMap(\.event.subjects)).subtracting(seen) {
                    let history = try view.parents(of: candidate)
                    guard history.hasEverBeen(organization) else { continue }
                    parents[candidate] = history
                    next.insert(candidate)
                }
            }
            seen.formUnion(next)
            level = next
        }
        return parents
    }
}

extension DatedValues {
    /// Whether a value stands anywhere in the history.
    fileprivate func hasEverBeen(_ value: Value) -> Bool {
        initial?.value == value || changes.contains { $0.value == value }
    }
}
