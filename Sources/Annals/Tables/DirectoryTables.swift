import Chronology
import Events
import Projections
import SQLite

/// Somebody or something as a search or a list gives it.
public struct ListedEntity: Hashable, Sendable {
    /// The current id.
    public let id: EntityID
    /// What it is; nil where nothing introduces it.
    public let kind: EntityKind?
    /// The name it goes by.
    public let name: String

    /// Creates an entry.
    public init(id: EntityID, kind: EntityKind?, name: String) {
        self.id = id
        self.kind = kind
        self.name = name
    }
}

extension ProjectionTables {
    /// Replaces what is known of an id from a batch on; nil removes it.
    func replace(_ entry: DirectoryEntry?, of id: EntityID, since: Int) throws {
        for table in ["names", "identifiers", "name_changes"] {
            try statement("DELETE FROM $.\(table) WHERE entity = ?").bind(id.text).run()
        }
        try statement("DELETE FROM $.entities WHERE id = ?").bind(id.text).run()
        if let entry { try insert(entry, since: since) }
    }

    /// Writes an entry that is not there yet.
    ///
    /// - Parameter since: The last batch in which an event that names it came, changed or went.
    func insert(_ entry: DirectoryEntry, since: Int) throws {
        let id = entry.id.text
        try statement("INSERT INTO $.entities (id, kind, name, since) VALUES (?, ?, ?, ?)")
            .bind(id, entry.kind?.rawValue, entry.name, since).run()
        let name = try statement(
            """
            INSERT INTO $.names (entity, position, name, language, kind, folded, search_key)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        for (position, alternate) in entry.names.enumerated() {
            try name.bind(
                id, position, alternate.name, alternate.language, alternate.kind,
                CaseFolding.fold(alternate.name), CaseFolding.searchKey(alternate.name)
            ).run()
        }
        let identifier = try statement(
            "INSERT OR IGNORE INTO $.identifiers (entity, scheme, identifier) VALUES (?, ?, ?)")
        for known in entry.identifiers { try identifier.bind(id, known.scheme, known.identifier).run() }
        let change = try statement(
            """
            INSERT OR IGNORE INTO $.name_changes (entity, seq, name, earliest, latest, rank)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        for renaming in entry.datedNames.changes {
            guard let value = renaming.value else { continue }
            try change.bind(
                id, renaming.event, value, renaming.range.storedEarliest, renaming.range.storedLatest, renaming.order
            ).run()
        }
    }

    /// What an id stands for; nil where nothing introduces it.
    func entity(_ id: EntityID) throws -> ListedEntity? {
        try statement("SELECT kind, name FROM $.entities WHERE id = ?").bind(id.text).first { row in
            ListedEntity(id: id, kind: row.optionalText(0).flatMap(EntityKind.init), name: row.text(1))
        }
    }

    /// The last batch in which what names an id has changed; nil where nothing names it.
    func lastNaming(of id: EntityID) throws -> Int? {
        try statement("SELECT since FROM $.entities WHERE id = ?").bind(id.text).first { Int($0.integer(0)) }
    }

    /// The names that an id can go by at a world time: several where which one held is not certain.
    func names(of id: EntityID, at time: WorldTime) throws -> [String] {
        guard let entity = try entity(id) else { return [] }
        var dated = DatedValues<String>()
        dated.addInitial(entity.name, event: 0)
        let rows = try statement("SELECT seq, name, earliest, latest, rank FROM $.name_changes WHERE entity = ?")
        try rows.bind(id.text).forEach { row in
            let range = try DayRange(storedEarliest: row.optionalInteger(2), latest: row.optionalInteger(3))
            dated.add(.init(row.text(1), range: range, order: Int(row.integer(4)), event: Int(row.integer(0))))
        }
        return dated.changes.isEmpty ? [entity.name] : dated.values(on: time.lastDay.number)
    }

    /// The ids of a kind in order.
    func entities(of kind: EntityKind) throws -> [ListedEntity] {
        let rows = try statement("SELECT id, name FROM $.entities WHERE kind = ? ORDER BY id").bind(kind.rawValue)
        return try column(rows) { ($0.text(0), $0.text(1)) }.map {
            ListedEntity(id: try storedID($0.0), kind: kind, name: $0.1)
        }
    }

    /// The ids that go by exactly this name, without case.
    func entities(named name: String) throws -> [EntityID] {
        let rows = try statement("SELECT DISTINCT entity FROM $.names WHERE folded = ? ORDER BY entity")
        return try column(rows.bind(CaseFolding.fold(name))) { $0.text(0) }.map(storedID)
    }

    /// The ids with this identifier anywhere.
    func entities(identifiedBy identifier: String) throws -> [EntityID] {
        let rows = try statement("SELECT DISTINCT entity FROM $.identifiers WHERE identifier = ? ORDER BY entity")
        return try column(rows.bind(identifier.asRecorded)) { $0.text(0) }.map(storedID)
    }

    /// The ids with a name or an id that holds every word, in any script, without case and accents.
    func search(words: [String], limit: Int) throws -> [ListedEntity] {
        guard !words.isEmpty else { return [] }
        let condition = words.indices
            .map { "(instr(n.search_key, ?\($0 + 1)) > 0 OR instr(n.entity, ?\($0 + 1)) > 0)" }
            .joined(separator: " AND ")
        let rows = try statement(
            """
            SELECT DISTINCT e.id, e.kind, e.name FROM $.names n JOIN $.entities e ON e.id = n.entity
            WHERE \(condition) ORDER BY length(e.name), e.id LIMIT \(limit)
            """)
        for (index, word) in words.enumerated() { try rows.bind(CaseFolding.searchKey(word), at: index + 1) }
        return try column(rows) { ($0.text(0), $0.optionalText(1), $0.text(2)) }.map {
            ListedEntity(id: try storedID($0.0), kind: $0.1.flatMap(EntityKind.init), name: $0.2)
        }
    }

    /// Every name with its id, of some kinds or of all.
    func forEachName(ofKinds kinds: Set<EntityKind>, _ body: (String, String) -> Void) throws {
        let rows = try statement(
            "SELECT n.name, n.entity, e.kind FROM $.names n JOIN $.entities e ON e.id = n.entity")
        try rows.forEach { row in
            let kind = row.optionalText(2).flatMap(EntityKind.init)
            if kinds.isEmpty || kind.map(kinds.contains) ?? false { body(row.text(0), row.text(1)) }
        }
    }

    /// All names of an id, the one it goes by first.
    func allNames(of id: EntityID) throws -> [String] {
        try column(statement("SELECT name FROM $.names WHERE entity = ? ORDER BY position").bind(id.text)) {
            $0.text(0)
        }
    }

    /// The identifiers of an id.
    func identifiers(of id: EntityID) throws -> [Identifier] {
        try column(statement("SELECT scheme, identifier FROM $.identifiers WHERE entity = ?").bind(id.text)) {
            Identifier(scheme: $0.text(0), identifier: $0.text(1))
        }
    }
}
