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
        try log.read {
            let views = (try view(of: first.belief), try view(of: second.belief))
            let old = try chart(of: organization, first.time, depth, today, views.0)
            let new = try chart(of: organization, second.time, depth, today, views.1)
            let diff = ChartDiff(from: old, first, to: new, second)
            let changes = diff.changes(
                before: try records(behind: diff, views.0), after: try records(behind: diff, views.1))
            var setAside: [Int: ChartDifference.Reason] = [:]
            for change in changes {
                for seq in change.gone where setAside[seq] == nil {
                    setAside[seq] = try reason(seq, change, second.belief, views.1)
                }
            }
            return ChartDifference(
                organization: new.organization, diff: diff, changes: changes, setAside: setAside)
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
            for organization in Set(lines.map(\.place.organization)) {
                for key in try view.tenures(in: organization) { records.tenures[key.key] = key }
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

    /// Why an event does not count in a belief; nil where it does.
    private func reason(
        _ seq: Int, _ change: ChartChange, _ belief: Belief, _ view: any BeliefView
    ) throws -> ChartDifference.Reason? {
        guard let stored = try log.event(at: seq) else { return .outsideBelief }
        if let last = try belief.known.map(moment)?.seq, last < seq { return .outsideBelief }
        let entry = LogEntry(stored)
        let rulings = try view.rulings(on: chain(of: entry))
        if let ruled = rulings.setAside(entry) { return .ruled(ruled.reason, by: ruled.by.seq) }
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
        while let target = chain.last?.event.fact.target, let seq = try log.position(of: target),
            let stored = try log.event(at: seq)
        {
            chain.append(LogEntry(stored))
        }
        return chain
    }
}
