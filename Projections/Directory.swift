import Chronology
import Events

/// What an id stands for.
public enum EntityKind: String, Hashable, Sendable, CaseIterable {
    case person, organization, post, work, source
}

/// Somebody or something that the ledger knows, with all names it goes by.
public struct DirectoryEntry: Hashable, Sendable {
    /// The current id.
    public let id: EntityID
    /// What it is; nil where facts name it and nothing introduces it.
    public let kind: EntityKind?
    /// The name it was introduced with; the id where it was not.
    public let name: String
    /// All names, the first being ``name``: introduced, alternate, renamed, of merged ids.
    public let names: [AlternateName]
    /// Identifiers elsewhere.
    public let identifiers: [Identifier]
    /// The names that hold from dates on.
    public let datedNames: DatedValues<String>
    /// The events that name it, as places in the log.
    public let events: [Int]

    /// What it is called at a world time: several names where which one held is not certain.
    public func names(at time: WorldTime) -> [String] {
        let values = datedNames.values(on: time.lastDay.number)
        return values.isEmpty ? [name] : values
    }
}

/// Names, aliases and identifiers of everything in the ledger: one entry an id.
public enum Directory {
    /// The types of events that a directory entry is made from.
    public static let types = [
        PersonIntroduced.type, PersonRenamed.type, OrganizationIntroduced.type, OrganizationRenamed.type,
        PostCreated.type, PostChanged.type, WorkPublished.type, SourceAdded.type,
    ]

    /// Folds the naming events of one id; others are ignored, and their order does not matter.
    ///
    /// Nil where none of them names it. Of several introductions the last recorded gives the name; one of an id that was
    /// merged into this one does only where this one has none of its own.
    public static func entry(for id: EntityID, _ events: [EffectiveEvent]) -> DirectoryEntry? {
        var entry = Draft(id: id)
        for effective in events.sorted(by: { ($0.namesMergedID ? 0 : 1, $0.seq) < ($1.namesMergedID ? 0 : 1, $1.seq) })
        {
            entry.add(effective)
        }
        return entry.finished()
    }

    private struct Draft {
        let id: EntityID
        var kind: EntityKind?
        var name: String?
        /// The place in the log of the event that gives the name.
        var namedAt: Int?
        var names: [AlternateName] = []
        var identifiers: [Identifier] = []
        var dated = DatedValues<String>()
        var events: [Int] = []

        mutating func add(_ effective: EffectiveEvent) {
            let event = effective.event
            switch event.fact {
            case .personIntroduced(let person) where person.person == id:
                introduce(.person, person.name, person.names, person.identifiers, effective)
            case .organizationIntroduced(let organization) where organization.organization == id:
                introduce(
                    .organization, organization.name, organization.names, organization.identifiers, effective)
            case .personRenamed(let renaming) where renaming.person == id:
                rename(renaming.name, effective)
            case .organizationRenamed(let renaming) where renaming.organization == id:
                rename(renaming.name, effective)
            case .postCreated(let post) where post.post == id:
                introduce(.post, post.position, post.names, [], effective)
            case .postChanged(let post) where post.post == id:
                if let position = post.position { rename(position, effective) }
                names += post.names
            case .workPublished(let work) where work.work == id:
                introduce(.work, work.title, [], [], effective)
            case .sourceAdded(let source) where source.source == id:
                introduce(.source, source.title, [], [], effective)
            default:
                break
            }
        }

        private mutating func introduce(
            _ kind: EntityKind, _ name: String?, _ names: [AlternateName], _ identifiers: [Identifier],
            _ effective: EffectiveEvent
        ) {
            self.kind = kind
            events.append(effective.seq)
            if let name {
                if let former = self.name, former != name { self.names.append(AlternateName(name: former)) }
                self.name = name
                namedAt = effective.seq
            }
            self.names += names
            self.identifiers += identifiers.filter { !self.identifiers.contains($0) }
        }

        private mutating func rename(_ name: String, _ effective: EffectiveEvent) {
            events.append(effective.seq)
            names.append(AlternateName(name: name))
            guard let date = effective.event.date else { return }
            dated.add(
                .init(name, range: DayRange(date.widened), order: effective.event.order, event: effective.seq))
        }

        func finished() -> DirectoryEntry? {
            guard kind != nil || !events.isEmpty else { return nil }
            var dated = dated
            if let name, let namedAt { dated.addInitial(name, event: namedAt) }
            let name = name ?? names.first?.name ?? id.text
            var seen: Set<String> = []
            let all = ([AlternateName(name: name)] + names).filter { seen.insert($0.name).inserted }
            return DirectoryEntry(
                id: id, kind: kind, name: name, names: all, identifiers: identifiers, datedNames: dated,
                events: events.sorted())
        }
    }
}

extension EventTypeCode {
    /// What an event of the type introduces; nil where it introduces nothing.
    package var introducedKind: EntityKind? {
        switch self {
        case .personIntroduced: .person
        case .organizationIntroduced: .organization
        case .postCreated: .post
        case .workPublished: .work
        case .sourceAdded: .source
        default: nil
        }
    }
}
