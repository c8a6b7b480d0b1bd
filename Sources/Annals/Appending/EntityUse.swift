import Events
import Projections

/// An id in a field of an event, and what the field expects it to stand for.
struct EntityUse: Sendable {
    let id: EntityID
    let field: String
    let expected: EntityRole
    /// Whether the field takes text in the place of an id.
    let mayBeText: Bool

    /// What the field expects, in a word.
    var role: String { expected == .any ? "thing" : expected.rawValue }

    /// The type of event that introduces such an id.
    var introducingType: String {
        switch expected {
        case .organization: OrganizationIntroduced.type
        case .post: PostCreated.type
        case .work: WorkPublished.type
        case .source: SourceAdded.type
        case .person, .any: PersonIntroduced.type
        }
    }

    /// Whether something of a kind may stand in the field.
    func takes(_ kind: EntityKind) -> Bool { Self.takes(kind, as: expected) }

    /// Whether something of a kind may stand in a field that expects something.
    static func takes(_ kind: EntityKind, as expected: EntityRole) -> Bool {
        switch expected {
        case .any: true
        // An organisation can be a person: a corporate director.
        case .person: kind == .person || kind == .organization
        case .organization: kind == .organization
        case .post: kind == .post
        case .work: kind == .work
        case .source: kind == .source
        }
    }

    /// Every id that an event needs to be introduced, with its field.
    ///
    /// What it introduces itself is not among them, nor are `unnamed` and `nobody`.
    static func uses(in event: Event) -> [EntityUse] { uses(in: event, json: event.json) }

    /// The same where the event's JSON is at hand.
    static func uses(in event: Event, json: JSONObject) -> [EntityUse] {
        var uses = ownUses(in: event, json)
        for (index, citation) in event.sources.enumerated() {
            uses.append(
                EntityUse(
                    id: citation.source, field: "sources[\(index)].source", expected: .source, mayBeText: false))
        }
        if case .entity(let id) = event.attributedTo {
            uses.append(EntityUse(id: id, field: "attributed_to", expected: .any, mayBeText: true))
        }
        if case .eventCorrected(let correction) = event.fact {
            uses += (correction.replacement.map(Self.uses) ?? []).map {
                EntityUse(
                    id: $0.id, field: "replacement.\($0.field)", expected: $0.expected, mayBeText: $0.mayBeText)
            }
        }
        let introduced = introduction(event)?.0
        return uses.filter { $0.id != .unnamed && $0.id != .nobody && $0.id != introduced }
    }

    /// The types whose events introduce an id.
    static let introducingTypes = [
        PersonIntroduced.type, OrganizationIntroduced.type, PostCreated.type, WorkPublished.type, SourceAdded.type,
    ]

    /// The id that an event introduces, and as what; nil where it introduces none.
    static func introduction(_ event: Event) -> (EntityID, EntityKind)? {
        switch event.fact {
        case .personIntroduced(let person): (person.person, .person)
        case .organizationIntroduced(let organization): (organization.organization, .organization)
        case .postCreated(let post): post.post.map { ($0, .post) }
        case .workPublished(let work): (work.work, .work)
        case .sourceAdded(let source): (source.source, .source)
        default: nil
        }
    }

    /// Whether an event gives identifiers to what it introduces.
    static func hasIdentifiers(_ event: Event) -> Bool {
        switch event.fact {
        case .personIntroduced(let person): !person.identifiers.isEmpty
        case .organizationIntroduced(let organization): !organization.identifiers.isEmpty
        default: false
        }
    }

    /// The ids in a type's own fields, as its description says what they are.
    private static func ownUses(in event: Event, _ json: JSONObject) -> [EntityUse] {
        guard let description = EventCatalog.description(of: event.type) else { return [] }
        return description.ownFields.flatMap { field -> [EntityUse] in
            guard let value = json[field.name] else { return [] }
            return ids(in: value, field.kind, field.name)
        }
    }

    private static func ids(in value: JSONValue, _ kind: FieldKind, _ field: String) -> [EntityUse] {
        switch (kind, value) {
        case (.entity(let role), .string(let text)):
            return EntityID(text).map { [EntityUse(id: $0, field: field, expected: role, mayBeText: false)] } ?? []
        case (.entityOrText, .string(let text)):
            guard case .entity(let id) = Reference(text) else { return [] }
            return [EntityUse(id: id, field: field, expected: .any, mayBeText: true)]
        case (.list(let element), .array(let values)):
            return values.enumerated().flatMap { ids(in: $1, element, "\(field)[\($0)]") }
        default:
            return []
        }
    }
}
