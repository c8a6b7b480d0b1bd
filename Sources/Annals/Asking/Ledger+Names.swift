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
    /// An id is taken before a name. Ids that were merged give the one that stands for them. What the belief does not
    /// name is looked up as it is called now, so that an answer can say that nothing was known of it. Where a source
    /// is looked for, an id that events cite is one, though nothing introduces it any more.
    ///
    /// - Parameter kinds: What is looked for; any, if empty.
    /// - Throws: ``LedgerError/unknown(_:kind:suggestions:)`` with the nearest names, or
    ///   ``LedgerError/ambiguous(_:_:)`` with those that fit.
    public func resolve(
        _ text: String, as kinds: Set<EntityKind> = [], believing belief: Belief = .current
    ) throws -> ListedEntity {
        try reading {
            guard belief != .current else { return try resolveNow(text, kinds) }
            let view = try view(of: belief)
            if let entity = try resolve(text, kinds, view) { return entity }
            let now = try resolveNow(text, kinds)
            return try view.entity(view.current(now.id)) ?? now
        }
    }

    /// Whom or what an id stands for; nil where nothing introduces it, and where it was merged into another. O(log n).
    public func entity(_ id: EntityID) throws -> ListedEntity? {
        try reading { try identities().current(id) == id ? tables.entity(id) : nil }
    }

    /// The sources that several texts name, each as it was called at a moment of recorded time.
    ///
    /// A source that was merged later is still itself then: leaving it out leaves out no other. An id that was recorded
    /// later stands for nothing then, whatever it was merged with since.
    ///
    /// - Parameter known: The moment; nil for now.
    /// - Throws: As ``resolve(_:as:believing:)``.
    public func sources(_ texts: [String], asKnown known: Belief.Recorded?) throws -> Set<EntityID> {
        var recorded = Belief()
        recorded.known = known
        return try reading {
            guard known != nil else { return Set(try texts.map { try resolveNow($0, [.source]).id }) }
            let view = try view(of: recorded)
            return Set(
                try texts.map { text in
                    if let source = try resolve(text, [.source], view) { return source.id }
                    let now = try resolveNow(text, [.source])
                    guard let id = EntityID(text), try identities().current(id) == now.id else { return now.id }
                    return id
                })
        }
    }

    private func resolveNow(_ text: String, _ kinds: Set<EntityKind>) throws -> ListedEntity {
        if let id = EntityID(text) {
            let current = try identities().current(id)
            if let entity = try tables.entity(current), entity.fits(kinds) { return entity }
            if kinds == [.source], try isCited(id) {
                return ListedEntity(id: current, kind: .source, name: current.text)
            }
        }
        var found: [EntityID: ListedEntity] = [:]
        for id in try tables.entities(named: text) + tables.entities(identifiedBy: text) {
            if let entity = try tables.entity(id), entity.fits(kinds) { found[id] = entity }
        }
        if found.isEmpty { found = try onlyMatch(text, kinds) }
        let entities = found.values.sorted { $0.id < $1.id }
        if entities.count > 1 { throw LedgerError.ambiguous(text, entities) }
        guard let entity = entities.first else {
            throw LedgerError.unknown(text, kind: Self.describe(kinds), suggestions: try suggestions(for: text, kinds))
        }
        return entity
    }

    /// Whether events cite a source under any of its ids.
    func isCited(_ source: EntityID) throws -> Bool {
        try identities().aliases(of: source).contains { try !tables.citations(of: $0).isEmpty }
    }

    /// The same in another belief: by id, or by a name that it knows; nil where nothing fits there.
    private func resolve(
        _ text: String, _ kinds: Set<EntityKind>, _ view: any BeliefView
    ) throws -> ListedEntity? {
        if let id = EntityID(text), let entity = try view.entity(view.current(id)), entity.fits(kinds) {
            return entity
        }
        let wanted = CaseFolding.fold(text)
        let found = try view.directory().filter { entry in
            (kinds.isEmpty || entry.kind.map(kinds.contains) ?? true)
                && (entry.names.contains { CaseFolding.fold($0.name) == wanted }
                    || entry.identifiers.contains { $0.identifier == text.asRecorded })
        }
        let entities = found.map { ListedEntity(id: $0.id, kind: $0.kind, name: $0.name) }
        if entities.count > 1 { throw LedgerError.ambiguous(text, entities) }
        return entities.first
    }

    /// A name that holds all words asked for, where there is only one such.
    private func onlyMatch(_ text: String, _ kinds: Set<EntityKind>) throws -> [EntityID: ListedEntity] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        // One or two letters fit too much to be taken for a name.
        guard CaseFolding.searchKey(text).count >= 2 else { return [:] }
        let matches = try tables.search(words: words, limit: 100).filter { $0.fits(kinds) }
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
    public func search(
        _ text: String, limit: Int = 50, believing belief: Belief = .current
    ) throws -> [SearchHit] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        return try reading {
            guard belief == .current else {
                return Array(try SearchHit.hits(words, text, in: view(of: belief).directory()).prefix(limit))
            }
            let byName = try tables.search(words: words, limit: limit)
            let byIdentifier = try tables.entities(identifiedBy: text).compactMap { try tables.entity($0) }
            var seen: Set<EntityID> = []
            return try (byName + byIdentifier).filter { seen.insert($0.id).inserted }.map {
                SearchHit(entity: $0, names: try tables.allNames(of: $0.id))
            }
        }
    }

    /// Everything of a kind, by id.
    public func list(_ kind: EntityKind) throws -> [ListedEntity] { try reading { try tables.entities(of: kind) } }

    /// A writer of names at a world time: the name, several joined by "or", or the id where nothing names it.
    func naming(at time: WorldTime) throws -> (EntityID) -> Named { naming(at: time, try view()) }

    /// The same for a caller that has the view already.
    func naming(at time: WorldTime, _ view: any BeliefView) -> (EntityID) -> Named {
        var known: [EntityID: Named] = [:]
        return { id in
            if let named = known[id] { return named }
            let current = view.current(id)
            // A name that cannot be read is shown as its id: the answer's facts do not depend on it.
            let names = (try? view.names(of: current, at: time)) ?? []
            let named = Named(id: current, name: names.isEmpty ? current.text : names.joined(separator: " or "))
            known[id] = named
            return named
        }
    }
}

extension ListedEntity {
    /// Whether it is of one of several kinds; of any, if empty.
    fileprivate func fits(_ kinds: Set<EntityKind>) -> Bool { kinds.isEmpty || kind.map(kinds.contains) ?? true }
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

extension SearchHit {
    /// The entries of a directory that hold all words, as the tables' search finds them.
    fileprivate static func hits(_ words: [String], _ text: String, in directory: [DirectoryEntry]) -> [SearchHit] {
        let wanted = words.map(CaseFolding.searchKey)
        let found = directory.filter { entry in
            let isNamed = entry.names.contains { name in
                let key = CaseFolding.searchKey(name.name)
                return wanted.allSatisfy {
                    CaseFolding.searchKey(key, holds: $0) || CaseFolding.searchKey(entry.id.text, holds: $0)
                }
            }
            return isNamed && !wanted.isEmpty
        }
        let byName = found.map { (length: $0.name.unicodeScalars.count, entry: $0) }
            .sorted { ($0.length, $0.entry.id) < ($1.length, $1.entry.id) }.map(\.entry)
        let named = Set(byName.map(\.id))
        let byIdentifier = directory.filter { entry in
            !named.contains(entry.id) && entry.identifiers.contains { $0.identifier == text.asRecorded }
        }
        return (byName + byIdentifier.sorted { $0.id < $1.id }).map { entry in
            SearchHit(
                entity: ListedEntity(id: entry.id, kind: entry.kind, name: entry.name), names: entry.names.map(\.name))
        }
    }
}
