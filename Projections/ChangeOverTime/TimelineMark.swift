import Chronology
import Events

/// Something that happened to an organisation or a person, to mark on a timeline.
public struct TimelineMark: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case born, founded, renamed, died, dissolved
    }

    /// What happened.
    public let kind: Kind
    /// The new name of what was renamed; nil for everything else.
    public let name: String?
    /// The days on which it may have happened.
    public let range: DayRange
    /// The events that say so, as places in the log.
    public let events: [Int]

    /// The marks that events give a subject, in world order; other events are ignored.
    public static func marks(of subject: EntityID, _ events: [EffectiveEvent]) -> [TimelineMark] {
        var marks = Milestones(events).limits(of: subject).compactMap { limit in
            Kind(limit.kind).map { TimelineMark(kind: $0, name: nil, range: limit.range, events: limit.events) }
        }
        for change in Directory.entry(for: subject, events)?.datedNames.changes ?? [] where change.range != .anyDay {
            marks.append(
                TimelineMark(kind: .renamed, name: change.value, range: change.range, events: [change.event]))
        }
        return marks.sorted {
            ($0.anchor, $0.range.latest, $0.events.first ?? 0) < ($1.anchor, $1.range.latest, $1.events.first ?? 0)
        }
    }

    private var anchor: Int { range.earliest > DayRange.past ? range.earliest : range.latest }
}

extension TimelineMark.Kind {
    fileprivate init?(_ kind: TenureLimit.Kind) {
        switch kind {
        case .birth: self = .born
        case .founding: self = .founded
        case .death: self = .died
        case .dissolution: self = .dissolved
        case .creation, .abolition: return nil
        }
    }
}
