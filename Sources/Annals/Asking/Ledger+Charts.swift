import Chronology
import EventLog
import Events
import Projections

extension Ledger {
    /// Who held what in an organisation at a world time.
    ///
    /// - Parameters:
    ///   - depth: How many levels of organisations under it are shown as well.
    ///   - today: After it, nothing is more than possible; nor after the day of the batch that the belief resolves to.
    ///   - belief: What the answer may rest on.
    public func orgChart(
        of organization: EntityID, at time: WorldTime, depth: Int = 0, today: CivilDay,
        believing belief: Belief = .current
    ) throws -> OrgChart {
        try reading {
            let view = try view(of: belief)
            var shown: Set<EntityID> = []
            return try chart(
                of: view.current(organization), time, depth, view.lastDay(today), view, naming(at: time, view), &shown)
        }
    }

    func chart(
        of organization: EntityID, _ time: WorldTime, _ depth: Int, _ today: CivilDay, _ view: any BeliefView,
        _ named: (EntityID) -> Named, _ shown: inout Set<EntityID>
    ) throws -> OrgChart {
        shown.insert(organization)
        let events = try view.events(mentioning: organization, types: PostBook.types + Parentage.types)
        var units: [OrgChart] = []
        if depth > 0 {
            for child in try children(of: organization, at: time, view) where !shown.contains(child) {
                units.append(try chart(of: child, time, depth - 1, today, view, named, &shown))
            }
        }
        let (parentage, day) = (Parentage.parents(of: organization, events), time.lastDay.number)
        let parents = parentage.values(on: day).map {
            OrgChart.Parent(named($0), events: parentage.events(giving: $0, on: day))
        }
        return OrgChart(
            of: named(organization), at: time, keys: try view.tenures(in: organization, at: time),
            posts: PostBook(events), parents: parents, units: units, today: today, named: named)
    }

    /// The organisations that may be under one at a world time, by id.
    private func children(
        of organization: EntityID, at time: WorldTime, _ view: any BeliefView
    ) throws -> [EntityID] {
        var candidates: Set<EntityID> = []
        for effective in try view.events(mentioning: organization, types: Parentage.types) {
            candidates.formUnion(effective.event.subjects)
        }
        candidates.remove(organization)
        return try candidates.sorted().filter { candidate in
            try view.parents(of: candidate).values(on: time.lastDay.number).contains(organization)
        }
    }

    /// Everyone who held a seat of an organisation, in order, with gaps and vacancies.
    ///
    /// - Parameter position: A post's id, or a title or kind as sources give it. One that only the ledger as it is now
    ///   knows has an empty history in a belief.
    /// - Throws: ``LedgerError/unknownPosition(_:organization:suggestions:)`` where nobody is known to have held it, in
    ///   the belief or outside it.
    public func postHistory(
        of position: String, in organization: EntityID, at time: WorldTime? = nil, today: CivilDay,
        believing belief: Belief = .current
    ) throws -> PostHistory {
        try reading {
            let view = try view(of: belief)
            let today = view.lastDay(today)
            let organization = view.current(organization)
            let events = try view.events(mentioning: organization, types: PostBook.types)
            let (posts, names) = (PostBook(events), SeatNames(events))
            let seat: Seat
            var titleNow: String?
            do {
                seat = try self.seat(position, in: organization, posts, names, view)
            } catch let unknown as LedgerError where belief != .current {
                guard let now = try? seatNow(position, in: organization, today: today) else { throw unknown }
                (seat, titleNow) = now
            }
            let named = naming(at: time ?? .day(today), view)
            return PostHistory(
                of: seat, in: named(organization), keys: try view.tenures(in: organization, seat: seat),
                post: posts[seat], knownAs: titleNow, at: time, today: today, named: named)
        }
    }

    /// A seat as the ledger knows it now, in whatever belief it is asked about, with a title of it.
    private func seatNow(
        _ position: String, in organization: EntityID, today: CivilDay
    ) throws -> (seat: Seat, title: String?) {
        let view = try view()
        let organization = view.current(organization)
        let events = try view.events(mentioning: organization, types: PostBook.types)
        let posts = PostBook(events)
        let seat = try self.seat(position, in: organization, posts, SeatNames(events), view)
        return (seat, try title(of: seat, in: organization, posts, today: today, view))
    }

    /// What a seat is called: as its post is on a day, else as a source has it; nil where only an id or a kind says.
    func title(
        of seat: Seat, in organization: EntityID, _ posts: PostBook, today: CivilDay, _ view: any BeliefView
    ) throws -> String? {
        if let title = posts[seat]?.titles(at: .day(today)).first { return title }
        guard case .title = seat else { return nil }
        return try view.seats(in: organization).first { $0.seat == seat }?.title
    }

    func seat(
        _ position: String, in organization: EntityID, _ posts: PostBook, _ names: SeatNames,
        _ view: any BeliefView
    ) throws -> Seat {
        let known = try view.seats(in: organization)
        var candidates: [Seat] = [names.seat(post: nil, position: position, kind: nil)]
        if let post = EntityID(position) { candidates.append(.post(post)) }
        if let kind = PositionKind(rawValue: position) { candidates.append(.membership(kind)) }
        let wanted = CaseFolding.fold(position)
        candidates += known.filter { CaseFolding.fold($0.title) == wanted }.map(\.seat)
        let present = Set(known.map(\.seat) + posts.posts.map(\.seat))
        if let seat = candidates.first(where: present.contains) { return seat }
        let titles = known.map(\.title) + posts.posts.compactMap { $0.post?.text }
        // Initials go before a part of a title: CTO is in "Director" as well.
        let isInitials = titles.contains { CaseFolding.initials($0) == wanted }
        func fits(_ title: String) -> Bool {
            isInitials ? CaseFolding.initials(title) == wanted : CaseFolding.fold(title).contains(wanted)
        }
        let matching = Set(titles.filter(fits))
        // Sources spell one title in several ways: what has to be one is the seat.
        let fitting = known.filter { fits($0.title) }.map(\.seat)
        if let seat = fitting.first, matching.count == 1 || Set(fitting).count == 1 { return seat }
        let suggestions =
            matching.isEmpty ? Suggestion.nearest(to: position, in: Set(titles).sorted()) : matching.sorted()
        throw LedgerError.unknownPosition(position, organization: organization.text, suggestions: suggestions)
    }

    /// Everything that the ledger says of a person.
    ///
    /// - Parameter time: Marks the tenures that hold then; nil marks none.
    public func personHistory(
        of person: EntityID, at time: WorldTime? = nil, today: CivilDay,
        believing belief: Belief = .current
    ) throws -> PersonHistory {
        try reading {
            let view = try view(of: belief)
            let today = view.lastDay(today)
            let person = view.current(person)
            let events = try view.events(mentioning: person)
            let keys = try view.tenures(of: person)
            let books = try view.posts(of: Set(keys.map(\.key.organization)))
            let named = naming(at: time ?? .day(today), view)
            return PersonHistory(
                of: named(person), directory: Directory.entry(for: person, events), at: time, keys: keys,
                events: events.filter { $0.event.date != nil }, today: today,
                titles: { books[$0.organization]?[$0.seat]?.titles(at: .day(today)).first }, named: named)
        }
    }

    /// Everything that the ledger says of an organisation.
    public func organizationHistory(
        of organization: EntityID, at time: WorldTime? = nil, today: CivilDay,
        believing belief: Belief = .current
    ) throws -> OrganizationHistory {
        try reading {
            let view = try view(of: belief)
            let today = view.lastDay(today)
            let organization = view.current(organization)
            let events = try view.events(mentioning: organization)
            let named = naming(at: time ?? .day(today), view)
            return OrganizationHistory(
                of: named(organization), directory: Directory.entry(for: organization, events), at: time,
                keys: try view.tenures(in: organization), posts: PostBook(events),
                events: events, today: today, named: named)
        }
    }

    /// What every id is called at a world time, for those who print answers.
    public func names(at time: WorldTime, believing belief: Belief = .current) throws -> (EntityID) -> Named {
        naming(at: time, try view(of: belief))
    }
}
