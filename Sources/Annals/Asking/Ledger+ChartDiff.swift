import Chronology
import EventLog
import Events
import Projections

/// What changed between two charts, with what the ledger says of the events that did it.
public struct ChartDifference: Sendable {
    /// The organisation, as it is called at the second moment.
    public let organization: Named
    /// What differs, exactly.
    public let diff: ChartDiff
    /// The same in the words of people.
    public let changes: [ChartChange]
    /// Why events that a change no longer rests on do not count at the second moment.
    ///
    /// By place in the log; those that still count are not among them.
    public let setAside: [Int: Reason]
    /// Whether each moment lies after the last day that anybody can vouch for.
    let liesAhead: (before: Bool, after: Bool)

    /// Whether a change of certainty has no other cause than that nobody can vouch for a day to come.
    public func isForDaysToCome(_ change: ChartChange) -> Bool {
        let certainties = (change.before?.state.holder.certainty, change.after?.state.holder.certainty)
        return liesAhead.before != liesAhead.after && change.events.isEmpty
            && !change.gone.contains { setAside[$0] != nil } && certainties.0 != certainties.1
            && (liesAhead.after ? certainties.1 : certainties.0) == .possible
    }

    /// Why an event does not count.
    public enum Reason: Hashable, Sendable {
        /// Evidence says so; its place in the log.
        case ruled(SetAsideReason, by: Int)
        /// It speaks of an id that is one with another; the merge's place in the log.
        case merged(by: Int)
        /// It was recorded later, or none of its sources is within the belief.
        case outsideBelief
    }
}

extension Ledger {
    /// What changed in an organisation's chart between two moments: two dates, or two beliefs.
    ///
    /// - Parameters:
    ///   - depth: How many levels of organisations under it are compared as well.
    ///   - today: After it, nothing is more than possible.
    public func chartDiff(
        of organization: EntityID, from first: ChartMoment, to second: ChartMoment, depth: Int = 0, today: CivilDay
    ) throws -> ChartDifference {
        try reading {
            let views = (try view(of: first.belief), try view(of: second.belief))
            let old = try chart(of: organization, first.time, depth, today, views.0)
            let new = try chart(of: organization, second.time, depth, today, views.1)
            let diff = ChartDiff(from: old, first, to: new, second)
            var records = (try records(behind: diff, views.0), try records(behind: diff, views.1))
            var changes = diff.changes(before: records.0, after: records.1)
            var setAside = try reasons(changes, second.belief, views.1)
            func unexplained() -> [ChartChange] {
                changes.filter { $0.events.isEmpty && !$0.gone.contains { setAside[$0] != nil } }
            }
            var rest = unexplained()
            if !rest.isEmpty { try noteFurther(rest, &records, diff, views) }
            // Of what a change no longer rests on, what counts nevertheless has not done it.
            while !rest.isEmpty {
                changes = diff.changes(before: records.0, after: records.1)
                setAside = try reasons(changes, second.belief, views.1)
                rest = unexplained()
                let standing = records.1.standing.union(rest.flatMap(\.gone))
                if standing == records.1.standing { break }
                records.1.standing = standing
            }
            return ChartDifference(
                organization: new.organization, diff: diff, changes: changes, setAside: setAside,
                liesAhead: (
                    first.time.lastDay > views.0.lastDay(today), second.time.lastDay > views.1.lastDay(today)
                ))
        }
    }

    private func chart(
        of organization: EntityID, _ time: WorldTime, _ depth: Int, _ today: CivilDay, _ view: any BeliefView
    ) throws -> OrgChart {
        var shown: Set<EntityID> = []
        return try chart(
            of: view.current(organization), time, depth, view.lastDay(today), view, naming(at: time, view), &shown)
    }

    /// What the ledger says behind what differs, in one of the two beliefs.
    private func records(behind diff: ChartDiff, _ view: any BeliefView) throws -> ChartRecords {
        var records = ChartRecords()
        let lines = diff.lines.entries.map(\.key)
        if diff.before.belief != diff.after.belief {
            for key in Set(lines.map(\.key)) {
                let pair = Pair(person: key.person, organization: key.organization)
                records.tenures[key] = try view.tenures(.pair(pair)).first { $0.key == key }
            }
        }
        records.posts = try view.posts(of: Set(diff.seats.entries.map(\.key.organization)))
        for organization in diff.organizations.entries.map(\.key) {
            records.parents[organization] = try view.parents(of: organization)
        }
        for id in renamed(in: diff) {
            let events = try view.events(mentioning: id, types: Directory.types)
            records.names[id] = Directory.entry(for: id, events)?.datedNames
        }
        return records
    }

    /// Notes what is behind changes that no event of their own did.
    private func noteFurther(
        _ changes: [ChartChange], _ records: inout (ChartRecords, ChartRecords), _ diff: ChartDiff,
        _ views: (any BeliefView, any BeliefView)
    ) throws {
        records.1.standing = Set(changes.flatMap(\.gone))
        records.1.explanations = try explanations(of: changes, views.1)
        guard diff.before.belief != diff.after.belief else { return }
        records.0.explanations = try explanations(of: changes, views.0)
        (records.0.merges, records.1.merges) = (try merges(views.0), try merges(views.1))
        for organization in Set(changes.map(\.organization)) {
            try notePosts(of: organization, in: &records.0, views.0)
            try notePosts(of: organization, in: &records.1, views.1)
        }
    }

    /// How the tenures came to be that changes of lines are about.
    private func explanations(
        of changes: [ChartChange], _ view: any BeliefView
    ) throws -> [TenureKey: KeyExplanation] {
        var contexts: [EntityID: OrganizationContext] = [:]
        var explanations: [TenureKey: KeyExplanation] = [:]
        for line in changes.flatMap({ [$0.before, $0.after] }).compactMap(\.self) {
            let key = LinePlace(line.place, line.state.holder.person.id).key
            guard explanations[key] == nil else { continue }
            let context = try contexts[key.organization] ?? OrganizationContext(key.organization, view)
            contexts[key.organization] = context
            let pair = Pair(person: key.person, organization: key.organization)
            explanations[key] = try context.explanations(of: pair, view.claims(of: pair), view).first { $0.key == key }
        }
        return explanations
    }

    private func notePosts(
        of organization: EntityID, in records: inout ChartRecords, _ view: any BeliefView
    ) throws {
        let posts = try view.events(mentioning: organization, types: PostBook.types)
        records.posts[organization] = PostBook(posts)
        records.seatNames[organization] = SeatNames(posts)
    }

    /// The merges of a belief, by the ids that they name and by those that stand for them.
    private func merges(_ view: any BeliefView) throws -> [EntityID: Set<Int>] {
        var merges: [EntityID: Set<Int>] = [:]
        for entry in try view.rulings(on: []).merges {
            guard case .entityMerged(let merge) = entry.event.fact else { continue }
            for id in [merge.from, merge.into, view.current(merge.into)] { merges[id, default: []].insert(entry.seq) }
        }
        return merges
    }

    /// Those who go by another name in the second chart.
    private func renamed(in diff: ChartDiff) -> Set<EntityID> {
        var names: [EntityID: Set<String>] = [:]
        for (place, change) in diff.lines.entries {
            for line in [change.before, change.after].compactMap(\.self) {
                names[place.person, default: []].insert(line.holder.person.name)
            }
        }
        for (id, change) in diff.organizations.entries {
            for organization in [change.before, change.after].compactMap(\.self) {
                names[id, default: []].insert(organization.name)
            }
        }
        return Set(names.filter { $0.value.count > 1 }.keys)
    }

    /// Why events that changes no longer rest on do not count in a belief, of those that do not.
    private func reasons(
        _ changes: [ChartChange], _ belief: Belief, _ view: any BeliefView
    ) throws -> [Int: ChartDifference.Reason] {
        var reasons: [Int: ChartDifference.Reason] = [:]
        for change in changes {
            for seq in change.gone where reasons[seq] == nil { reasons[seq] = try reason(seq, change, belief, view) }
        }
        return reasons
    }

    /// Why an event does not count in a belief; nil where it does.
    private func reason(
        _ seq: Int, _ change: ChartChange, _ belief: Belief, _ view: any BeliefView
    ) throws -> ChartDifference.Reason? {
        guard let entry = try log.entry(at: seq) else { return .outsideBelief }
        if let last = try belief.known.map(moment)?.seq, last < seq { return .outsideBelief }
        let rulings = try view.rulings(on: chain(of: entry))
        if let ruled = rulings.setAside(entry) { return .ruled(ruled.reason, by: ruled.by.namedPlace) }
        guard rulings.content(of: entry, original: seq, identities: view.identities) != nil else {
            return .outsideBelief
        }
        let people = [change.before?.state.holder.person.id, change.person?.id].compactMap(\.self)
        let merge = rulings.merges.last { merge in
            guard case .entityMerged(let merged) = merge.event.fact else { return false }
            return people.contains(merged.from) || merged.from == change.organization
        }
        return merge.map { .merged(by: $0.seq) }
    }

    /// An entry with what it corrects or retracts, what that corrects, and so on.
    private func chain(of entry: LogEntry) throws -> [LogEntry] {
        var chain = [entry]
        while let target = chain.last?.event.fact.target, let next = try log.entry(of: target) { chain.append(next) }
        return chain
    }
}
