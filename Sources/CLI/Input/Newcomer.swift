import Events
import Projections

/// Somebody or something that `--new` introduces on the way.
///
/// `"Mira Murati"` is a person with the id that the name suggests; `mira-murati="Mira Murati"` spells the id out, and
/// `person:`, `organization:` or `source:` before either says what it is.
struct Newcomer {
    let kind: EntityKind
    let id: EntityID
    let name: String

    private static let kinds: [EntityKind] = [.person, .organization, .source]

    /// Reads what stood behind `--new`.
    init(_ text: String) throws {
        var (kind, rest) = (EntityKind.person, Substring(text))
        for candidate in Self.kinds where text.hasPrefix(candidate.rawValue + ":") {
            kind = candidate
            rest = text.dropFirst(candidate.rawValue.count + 1)
        }
        var id: EntityID?
        var name = String(rest)
        if let (before, behind) = name.halves(around: "="), let given = EntityID(before) {
            (id, name) = (given, behind)
        }
        guard !name.asRecorded.isEmpty else {
            throw InputError("--new", "\"\(text)\" has no name; write \(kind.rawValue):id=\"Name\"")
        }
        guard let id = id ?? SlugMaker.id(for: name) else {
            throw InputError(
                "--new",
                "no id can be made of \"\(name)\"; write \(kind.rawValue):id=\"\(name)\" with an id of a–z, "
                    + "0–9 and hyphens")
        }
        (self.kind, self.id, self.name) = (kind, id, name)
    }

    /// The event that introduces it, citing the sources of the batch.
    func event(citing sources: [Citation]) -> Event {
        switch kind {
        case .organization:
            Event(.organizationIntroduced(OrganizationIntroduced(organization: id, name: name)), sources: sources)
        case .source:
            Event(.sourceAdded(SourceAdded(source: id, title: name)))
        default:
            Event(.personIntroduced(PersonIntroduced(person: id, name: name)), sources: sources)
        }
    }
}
