import Chronology
import Events

/// Finds organisations that are part of themselves, over however many others, for certain on some day.
public enum ParentCycleCheck {
    /// The circles in which an organisation has the smallest id: so each is told once.
    ///
    /// On a day an organisation has at most one certain parent, so the way up is one way. O(c) in the changes of
    /// parents on it.
    ///
    /// - Parameter parents: The parents that an organisation had, from dates on.
    public static func findings(
        of organization: EntityID, today: CivilDay, parents: (EntityID) throws -> DatedValues<EntityID>
    ) rethrows -> [Finding] {
        var found: [[EntityID]: Finding] = [:]
        var pending = [Way(at: organization, days: DayRange.past..<today.number + 1, links: [])]
        while let way = pending.popLast() {
            for step in try parents(way.at).certainValues(within: way.days) {
                let link = ReportingCycle.Link(
                    reporter: .organization(way.at), superior: step.value.text, event: step.event)
                let links = way.links + [link]
                if step.value == organization {
                    let ids = links.compactMap(\.reporter.organization)
                    found[ids] = found[ids] ?? finding(links, step.days, organization, today)
                } else if organization < step.value, !links.contains(where: { $0.reporter.organization == step.value })
                {
                    pending.append(Way(at: step.value, days: step.days, links: links))
                }
            }
        }
        return found.values.sorted(by: Finding.precedes)
    }

    private struct Way {
        let at: EntityID
        let days: Range<Int>
        let links: [ReportingCycle.Link]
    }

    private static func finding(
        _ links: [ReportingCycle.Link], _ days: Range<Int>, _ organization: EntityID, _ today: CivilDay
    ) -> Finding {
        let cycle = ReportingCycle(links: links, days: DaySpan(days, today: today))
        let events = links.map(\.event)
        return Finding(
            .reportingCycle(cycle), in: organization, events: events, next: .show(event: events.max() ?? 0))
    }
}

extension Reporter {
    /// The organisation, where it is one.
    var organization: EntityID? {
        if case .organization(let id) = self { return id }
        return nil
    }
}
