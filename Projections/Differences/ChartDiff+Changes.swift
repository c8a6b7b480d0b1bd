import Events

extension ChartDiff {
    /// What changed in the words of people, by kind, then by organisation, seat and person.
    ///
    /// - Parameters:
    ///   - before: What the ledger says behind the first chart; without it no events are named.
    ///   - after: The same for the second.
    /// - Complexity: O(n log n) in the entries.
    public func changes(
        before: ChartRecords = ChartRecords(), after: ChartRecords = ChartRecords()
    ) -> [ChartChange] {
        let reader = ChangeReader(self, ChangeCauses(diff: self, before: before, after: after))
        let changes =
            reader.people() + reader.others() + reader.lines() + reader.names() + reader.seats()
            + reader.organizations()
        return changes.sorted { first, second in
            if first.kind != second.kind { return first.kind < second.kind }
            return (first.organization, first.seat?.key ?? "", first.person?.id.text ?? "")
                < (second.organization, second.seat?.key ?? "", second.person?.id.text ?? "")
        }
    }
}

/// Reads changes off the entries of a difference.
private struct ChangeReader {
    let diff: ChartDiff
    let causes: ChangeCauses
    /// The lines that differ, by place, and by seat.
    private let entries: [(key: LinePlace, change: KeyedChanges<LinePlace, ChartState.Line>.Change)]
    private let bySeat: [SeatPlace: [LinePlace]]

    init(_ diff: ChartDiff, _ causes: ChangeCauses) {
        self.diff = diff
        self.causes = causes
        entries = diff.lines.entries
        bySeat = Dictionary(grouping: entries.map(\.key), by: \.place)
    }

    // MARK: - Who came, went and moved

    func people() -> [ChartChange] {
        diff.people.entries.flatMap { person, change -> [ChartChange] in
            let (old, new) = (change.before ?? [], change.after ?? [])
            let lost = old.subtracting(new).sorted().map { LinePlace($0, person) }
            let gained = new.subtracting(old).sorted().map { LinePlace($0, person) }
            let gone = lost.filter { diff.lines[$0]?.before?.isUndated ?? false }
            let come = gained.filter { diff.lines[$0]?.after?.isUndated ?? false }
            var (from, to) = (lost.filter { !gone.contains($0) }, gained.filter { !come.contains($0) })
            let undated =
                come.map { line([.becameUndated], after: $0) } + gone.map { line([.noLongerUndated], before: $0) }
            if old.isEmpty { return undated + to.map { line([.joined], after: $0) } }
            if new.isEmpty { return undated + from.map { line([.left], before: $0) } }
            let moves = pairs(&from, &to).map { line([.moved], before: $0, after: $1) }
            return undated + moves + to.map { line([.tookOn], after: $0) } + from.map { line([.gaveUp], before: $0) }
        }
    }

    /// Seats that somebody left with those taken instead: of the same kind first, then any.
    private func pairs(_ from: inout [LinePlace], _ to: inout [LinePlace]) -> [(LinePlace, LinePlace)] {
        var pairs: [(LinePlace, LinePlace)] = []
        for isSameKind in [true, false] {
            for old in from {
                let match = to.first {
                    !isSameKind || diff.lines[old]?.before?.kind == diff.lines[$0]?.after?.kind
                }
                guard let match else { continue }
                pairs.append((old, match))
                from.removeAll { $0 == old }
                to.removeAll { $0 == match }
            }
        }
        return pairs
    }

    /// Vacancies that sources state, and holders who are not named.
    func others() -> [ChartChange] {
        entries.compactMap { place, change in
            guard place.person.isReserved, (change.before == nil) != (change.after == nil) else { return nil }
            let isNobody = place.person == .nobody
            if let after = change.after {
                return line([after.isUndated ? .becameUndated : isNobody ? .becameVacant : .joined], after: place)
            }
            let wasUndated = change.before?.isUndated ?? false
            return line([wasUndated ? .noLongerUndated : isNobody ? .noLongerVacant : .left], before: place)
        }
    }

    // MARK: - Lines that stay

    func lines() -> [ChartChange] {
        entries.compactMap { place, change in
            guard let before = change.before, let after = change.after else { return nil }
            let kinds = kinds(before.holder, after.holder)
            return kinds.isEmpty ? nil : line(kinds, before: place, after: place)
        }
    }

    private func kinds(_ old: OrgChart.Holder, _ new: OrgChart.Holder) -> [ChartChange.Kind] {
        var kinds: [ChartChange.Kind] = []
        if diff.isInOneBelief, let first = old.stint, let second = new.stint, first != second {
            // One belief has one set of stints: another one is another time in the seat.
            return [old.isActing == new.isActing ? .returned : .actingChanged]
        }
        if old.certainty != new.certainty {
            switch new.certainty {
            case .certain: kinds.append(.becameCertain)
            case .possible: kinds.append(.becamePossible)
            case .undated: kinds.append(.becameUndated)
            }
        }
        if old.isActing != new.isActing { kinds.append(.actingChanged) }
        if old.stint?.startSide != new.stint?.startSide || old.stint?.endSide != new.stint?.endSide {
            kinds.append(.datesChanged)
        }
        if old.isDisputed != new.isDisputed { kinds.append(new.isDisputed ? .becameDisputed : .settled) }
        if old.details.reportsTo != new.details.reportsTo { kinds.append(.reorganized) }
        var (first, second) = (old.details, new.details)
        (first.reportsTo, second.reportsTo) = (nil, nil)
        if first != second { kinds.append(.detailsChanged) }
        if kinds.isEmpty && (old.stint != new.stint || old.events != new.events) { kinds.append(.evidenceChanged) }
        return kinds
    }

    // MARK: - Names

    /// People who are in both charts under different names, each once.
    func names() -> [ChartChange] {
        var old: [EntityID: Named] = [:]
        var new: [EntityID: Named] = [:]
        var organizations: [EntityID: EntityID] = [:]
        for (place, change) in entries where !place.person.isReserved {
            if let before = change.before { old[place.person] = before.holder.person }
            if let after = change.after {
                new[place.person] = after.holder.person
                organizations[place.person] = organizations[place.person] ?? place.place.organization
            }
        }
        return old.keys.sorted().compactMap { person in
            guard let before = old[person], let after = new[person], before.name != after.name,
                let organization = organizations[person]
            else { return nil }
            let found = causes.values({ $0.names[person] }, from: names(before.name), to: names(after.name))
            return change(
                [.renamed], organization, person: after,
                value: .init(aspect: .name, before: [before.name], after: [after.name]), found)
        }
    }

    /// The names that one text joins.
    private func names(_ text: String) -> [String] {
        var names: [String] = [text]
        while let last = names.last, let range = last.firstRange(of: " or ") {
            names.removeLast()
            names += [String(last[..<range.lowerBound]), String(last[range.upperBound...])]
        }
        return names.count > 1 ? [text] + names : names
    }

    // MARK: - Seats and organisations

    func seats() -> [ChartChange] {
        diff.seats.entries.flatMap { place, change in seat(place, change.before, change.after) }
    }

    private func seat(
        _ place: SeatPlace, _ old: ChartState.SeatRecord?, _ new: ChartState.SeatRecord?
    ) -> [ChartChange] {
        let (stood, stands) = (old?.stands ?? false, new?.stands ?? false)
        let title = title(of: place, new ?? old)
        if stands != stood {
            let kinds: [ChartChange.Kind] = (new?.isVacant ?? false) ? [.reorganized, .becameVacant] : [.reorganized]
            let value = ChartChange.Value(
                aspect: .post, before: stood ? [title] : [], after: stands ? [title] : [])
            let isCreation = stands != diff.isBackward
            let found = causes.post(place) { isCreation ? $0.creationEvents : $0.abolitionEvents }
            return [change(kinds, place.organization, seat: place.seat, title: title, value: value, found)]
        }
        guard let old, let new else { return [] }
        var changes: [ChartChange] = []
        func add(_ kind: ChartChange.Kind, _ value: ChartChange.Value?, _ found: ChangeEvents) {
            changes.append(change([kind], place.organization, seat: place.seat, title: title, value: value, found))
        }
        if old.isVacant != new.isVacant {
            add(new.isVacant ? .becameVacant : .noLongerVacant, nil, causes.lines(bySeat[place] ?? []))
        }
        if old.titles != new.titles {
            let found = causes.values(
                { $0.posts[place.organization]?[place.seat]?.datedTitles }, from: old.titles, to: new.titles)
            add(.renamed, .init(aspect: .title, before: old.titles, after: new.titles), found)
        }
        if old.superiors != new.superiors {
            let found = causes.values(
                { $0.posts[place.organization]?[place.seat]?.datedSuperiors }, from: old.superiors, to: new.superiors)
            add(.reorganized, .init(aspect: .superior, before: old.superiors, after: new.superiors), found)
        }
        if old.seats != new.seats {
            let (before, after) = (old.seats.map(String.init), new.seats.map(String.init))
            let value = ChartChange.Value(
                aspect: .seats, before: before.map { [$0] } ?? [], after: after.map { [$0] } ?? [])
            add(.reorganized, value, causes.post(place, \.events))
        }
        return changes
    }

    private func title(of place: SeatPlace, _ record: ChartState.SeatRecord?) -> String {
        if let titles = record?.titles, !titles.isEmpty { return titles.joined(separator: " or ") }
        let held = bySeat[place]?.first.flatMap { diff.lines[$0] }
        return (held?.after ?? held?.before)?.title ?? place.seat.fallbackTitle
    }

    func organizations() -> [ChartChange] {
        diff.organizations.entries.flatMap { id, entry -> [ChartChange] in
            func parents(_ records: ChartRecords) -> DatedValues<EntityID>? { records.parents[id] }
            let (old, new) = (entry.before, entry.after)
            guard let old, let new else {
                let parent = (new ?? old)?.unitOf
                let found = causes.values(parents, from: old?.parents ?? [], to: new?.parents ?? [])
                let value = ChartChange.Value(
                    aspect: .unit, before: old == nil ? [] : [id.text], after: new == nil ? [] : [id.text])
                return [change([.reorganized], parent ?? id, value: value, found)]
            }
            var changes: [ChartChange] = []
            if old.name != new.name {
                let found = causes.values({ $0.names[id] }, from: names(old.name), to: names(new.name))
                changes.append(
                    change([.renamed], id, value: .init(aspect: .name, before: [old.name], after: [new.name]), found))
            }
            if old.parents != new.parents {
                let value = ChartChange.Value(
                    aspect: .parent, before: old.parents.map(\.text), after: new.parents.map(\.text))
                let found = causes.values(parents, from: old.parents, to: new.parents)
                changes.append(change([.reorganized], id, value: value, found))
            }
            return changes
        }
    }

    // MARK: - Changes

    private func line(
        _ kinds: [ChartChange.Kind], before: LinePlace? = nil, after: LinePlace? = nil
    ) -> ChartChange {
        let old = before.flatMap { place in
            diff.lines[place]?.before.map { ChartChange.Line(place: place.place, state: $0) }
        }
        let new = after.flatMap { place in
            diff.lines[place]?.after.map { ChartChange.Line(place: place.place, state: $0) }
        }
        let shown = new ?? old
        let places = Set([before, after].compactMap(\.self))
        let found = causes.lines(places.sorted())
        return ChartChange(
            kinds: kinds, organization: shown?.place.organization ?? .nobody, seat: shown?.place.seat,
            title: shown?.state.title, person: shown?.state.holder.person, before: old, after: new, value: nil,
            events: found.events.sorted(), gone: found.gone.sorted())
    }

    private func change(
        _ kinds: [ChartChange.Kind], _ organization: EntityID, seat: Seat? = nil, title: String? = nil,
        person: Named? = nil, value: ChartChange.Value?, _ found: ChangeEvents
    ) -> ChartChange {
        var found = found
        if found.events.isEmpty && !diff.isInOneBelief {
            found.formUnion(causes.merges(of: [person?.id, organization, seat?.post].compactMap(\.self)))
            found.formUnion(causes.units(of: [organization]))
        }
        return ChartChange(
            kinds: kinds, organization: organization, seat: seat, title: title, person: person, before: nil,
            after: nil, value: value, events: found.events.sorted(), gone: found.gone.sorted())
    }
}

extension ChartState.Line {
    /// Whether a side without a date is all that puts it into the chart.
    fileprivate var isUndated: Bool { holder.certainty == .undated }
}
