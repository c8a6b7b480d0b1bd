import Chronology
import Events
import Projections

extension Ledger {
    /// The ids that live merges have made one.
    func identities() throws -> Identities { try Rulings(EffectiveReader.generalEvidence(log, tables)).identities }

    /// Every id that live merges have made one with this one, itself included.
    public func idsMerged(with id: EntityID) throws -> [EntityID] { try identities().aliases(of: id) }

    /// Looks somebody or something up by id, name in any script, or identifier.
    ///
    /// An id is taken before a name. Ids that were merged give the one that stands for them.
    ///
    /// - Parameter kinds: What is looked for; any, if empty.
    /// - Throws: ``LedgerError/unknown(_:kind:suggestions:)`` with the nearest names, or
    ///   ``LedgerError/ambiguous(_:_:)`` with those that fit.
    public func resolve(_ text: String, as kinds: Set<EntityKind> = []) throws -> ListedEntity {
        func fits(_ entity: ListedEntity) -> Bool { kinds.isEmpty || entity.kind.map(kinds.contains) ?? true }
        if let id = EntityID(text) {
            let current = try identities().current(id)
            if let entity = try tables.entity(current), fits(entity) { return entity }
        }
        var found: [EntityID: ListedEntity] = [:]
        for id in try tables.entities(named: text) + tables.entities(identifiedBy: text) {
            if let entity = try tables.entity(id), fits(entity) { found[id] = entity }
        }
        if found.isEmpty { found = try onlyMatch(text, fits) }
        let entities = found.values.sorted { $0.id < $1.id }
        if entities.count > 1 { throw LedgerError.ambiguous(text, entities) }
        guard let entity = entities.first else {
            throw LedgerError.unknown(text, kind: Self.describe(kinds), suggestions: try suggestions(for: text, kinds))
        }
        return entity
    }

    /// A name that holds all words asked for, where there is only one such.
    private func onlyMatch(_ text: String, _ fits: (ListedEntity) -> Bool) throws -> [EntityID: ListedEntity] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        // One or two letters fit too much to be taken for a name.
        guard CaseFolding.searchKey(text).count >= 2 else { return [:] }
        let matches = try tables.search(words: words, limit: 100).filter(fits)
        let isWhole = matches.filter { entity in
            let parts = Set(CaseFolding.searchKey(entity.name).split(separator: " ").map(String.init))
            return words.allSatisfy { parts.contains(CaseFolding.searchKey($0)) }
        }
        return Dictionary(uniqueKeysWithValues: isWhole.map { ($0.id, $0) })
    }

    private static func describe(_ kinds: Set<EntityKind>) -> String {
        if kinds == [.person, .organization] { return "person" }
        return kinds.count == 1 ? kinds.first?.rawValue ?? "entry" : "person, organization, post, work or source"
    }

    /// The ids and names nearest to a text, the best first.
    public func suggestions(for text: String, _ kinds: Set<EntityKind> = [], limit: Int = 3) throws -> [String] {
        var names: [String] = []
        var seen: Set<String> = []
        try tables.forEachName(ofKinds: kinds) { name, id in
            if seen.insert(name).inserted { names.append(name) }
            if seen.insert(id).inserted { names.append(id) }
        }
        return Suggestion.nearest(to: text, in: names, limit: limit)
    }

    /// Everything whose names or id hold all words, in any script, without case and accents.
    public func search(_ text: String, limit: Int = 50) throws -> [SearchHit] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        return try log.read {
            let byName = try tables.search(words: words, limit: limit)
            let byIdentifier = try tables.entities(identifiedBy: text).compactMap { try tables.entity($0) }
            var seen: Set<EntityID> = []
            return try (byName + byIdentifier).filter { seen.insert($0.id).inserted }.map {
                SearchHit(entity: $0, names: try tables.allNames(of: $0.id))
            }
        }
    }

    /// Everything of a kind, by id.
    public func list(_ kind: EntityKind) throws -> [ListedEntity] { try log.read { try tables.entities(of: kind) } }

    /// A writer of names at a world time: the name, several joined by "or", or the id where nothing names it.
    func naming(at time: WorldTime) throws -> (EntityID) -> Named { naming(at: time, try identities()) }

    /// The same for a caller that has the identities already.
    func naming(at time: WorldTime, _ identities: Identities) -> (EntityID) -> Named {
        let tables = tables
        var known: [EntityID: Named] = [:]
        return { id in
            if let named = known[id] { return named }
            let current = identities.current(id)
            // A name that cannot be read is shown as its id: the answer's facts do not depend on it.
            let names = (try? tables.names(of: current, at: time)) ?? []
            let named = Named(id: current, name: names.isEmpty ? current.text : names.joined(separator: " or "))
            known[id] = named
            return named
        }
    }
}

/// Somebody or something that a search found, with all names.
public struct SearchHit: Hashable, Sendable {
    /// What was found.
    public let entity: ListedEntity
    /// All names that it goes by.
    public let names: [String]

    /// Creates a hit.
    public init(entity: ListedEntity, names: [String]) {
        self.entity = entity
        self.names = names
    }
}
