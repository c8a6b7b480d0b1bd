import Annals
import Events
import Projections

/// Turns names that were typed into ids, with the ledger, those just introduced, and the user to ask.
final class NameInput {
    private let ledger: Ledger
    private let newcomers: [Newcomer]
    private let prompt: Prompt?
    /// Whether somebody unknown can be introduced with `--new`.
    private let introduces: Bool
    /// What was understood where it was not typed as such, for the user to see.
    private(set) var remarks: [String] = []

    init(_ ledger: Ledger, _ newcomers: [Newcomer], _ prompt: Prompt?, introduces: Bool) {
        self.introduces = introduces
        self.ledger = ledger
        self.newcomers = newcomers
        self.prompt = prompt
    }

    /// Notes something for the user to see.
    ///
    /// - Parameter flag: What it is about; nil for a word that stands alone.
    func remark(_ text: String, about flag: String? = nil) {
        let text = flag.map { "\($0): \(text)" } ?? text
        if !remarks.contains(text) { remarks.append(text) }
    }

    /// The id of somebody or something that must be known.
    func id(_ text: String, _ role: EntityRole, flag: String?) throws -> EntityID {
        if let reserved = EntityID(text), reserved.isReserved { return reserved }
        let kinds = Self.kinds(of: role)
        if let newcomer = newcomer(text) {
            guard kinds.isEmpty || kinds.contains(newcomer.kind) else {
                throw InputError(
                    flag,
                    "--new introduces \"\(newcomer.name)\" as \(newcomer.kind.rawValue.withArticle); "
                        + "write --new \(role.rawValue):\(newcomer.id)=\"\(newcomer.name)\"")
            }
            return newcomer.id
        }
        do {
            let entity = try ledger.resolve(text, as: kinds)
            if entity.id.text != text && entity.name != text {
                remark("\(text) = \(entity.id) (\(entity.name))", about: flag)
            }
            return entity.id
        } catch LedgerError.ambiguous(let text, let entities) {
            guard let prompt else {
                throw InputError(flag, LedgerError.ambiguous(text, entities).description)
            }
            return try prompt.choose(among: entities, for: "\(flag.map { "\($0) " } ?? "")\"\(text)\"").id
        } catch LedgerError.unknown(let text, let kind, let suggestions) {
            throw InputError(flag, try unknown(text, kind, role, suggestions))
        }
    }

    /// The id of somebody or something, or the text itself where nothing has exactly that name.
    func idOrText(_ text: String, flag: String?) throws -> String {
        if EntityID(text) != nil || newcomer(text) != nil { return try id(text, .any, flag: flag).text }
        let key = CaseFolding.fold(text)
        let exact = try ledger.search(text).filter { $0.names.contains { CaseFolding.fold($0) == key } }
        guard !exact.isEmpty else {
            remark("\"\(text)\" is kept as text; nothing in the ledger has that name", about: flag)
            return text
        }
        return try id(text, .any, flag: flag).text
    }

    /// The id of a person or post, or a position's title, which is text.
    func superior(_ text: String, flag: String?) throws -> String {
        if let newcomer = newcomer(text) { return newcomer.id.text }
        let key = CaseFolding.fold(text)
        let exact = try ledger.search(text).filter { hit in
            hit.entity.kind == .person && hit.names.contains { CaseFolding.fold($0) == key }
        }
        return exact.isEmpty ? text : try id(text, .person, flag: flag).text
    }

    private func newcomer(_ text: String) -> Newcomer? {
        let key = CaseFolding.fold(text)
        return newcomers.first { $0.id.text == text || CaseFolding.fold($0.name) == key }
    }

    private func unknown(
        _ text: String, _ kind: String, _ role: EntityRole, _ suggestions: [String]
    ) throws -> String {
        let base = "no \(kind) is called \"\(text)\""
        if !suggestions.isEmpty {
            return base + "; did you mean \(suggestions.map { "\"\($0)\"" }.joined(separator: " or "))?"
        }
        // Somebody of another kind is the likeliest mistake.
        if let other = try? ledger.resolve(text), let kind = other.kind {
            return base + ": \(other.id) (\(other.name)) is \(kind.rawValue.withArticle)"
        }
        guard introduces else { return base + "; look for it with `annals search`" }
        switch role {
        case .person, .any: return base + "; to introduce somebody on the way add --new \"\(text)\""
        case .organization, .source: return base + "; to introduce it on the way add --new \(role.rawValue):\"\(text)\""
        case .post: return base + "; create it first: annals append post.created"
        case .work: return base + "; add it first: annals append work.published"
        }
    }

    private static func kinds(of role: EntityRole) -> Set<EntityKind> {
        switch role {
        case .person: [.person, .organization]
        case .organization: [.organization]
        case .post: [.post]
        case .work: [.work]
        case .source: [.source]
        case .any: []
        }
    }
}
