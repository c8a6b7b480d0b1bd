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

/// What something is of which something is known.
struct KnownKind {
    /// Its kind; nil where nothing introduces it.
    let kind: EntityKind?
}

extension ProjectionTables {
    /// Replaces what is known of an id from a batch on; nil removes it.
    func replace(_ entry: DirectoryEntry?, of id: EntityID, since: Int) throws {
        if let number = try terms.number(of: id) {
            for table in ["known_names", "known_identifiers", "name_changes", "known_entities"] {
                try statement("DELETE FROM $.\(table) WHERE entity = ?").bind(Int(number)).run()
            }
        }
        if let entry { try insert(entry, since: since) }
    }

    /// Writes an entry that is not there yet.
    ///
    /// - Parameter since: The last batch in which an event that names it came, changed or went.
    func insert(_ entry: DirectoryEntry, since: Int) throws {
        guard let number = try terms.number(of: entry.id).map(Int.init) else {
            throw LedgerError.damagedTables("a name is of what no event names")
        }
        try statement("INSERT INTO $.known_entities (entity, kind, since) VALUES (?, ?, ?)")
            .bind(number, entry.kind?.rawValue, since).run()
        let name = try statement(
            """
            INSERT INTO $.known_names (entity, position, name, language, kind, folded, search_key)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        for (position, alternate) in entry.names.enumerated() {
            let keys = NameKeys(alternate.name)
            try name.bind(
                number, position, alternate.name, alternate.language, alternate.kind, keys.folded, keys.searchKey
            ).run()
        }
        let identifier = try statement(
            "INSERT OR IGNORE INTO $.known_identifiers (entity, scheme, identifier) VALUES (?, ?, ?)")
        for known in entry.identifiers { try identifier.bind(number, known.scheme, known.identifier).run() }
        let change = try statement(
            """
            INSERT OR IGNORE INTO $.name_changes (entity, seq, name, earliest, latest, rank)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        for renaming in entry.datedNames.changes {
            guard let value = renaming.value else { continue }
            try change.bind(
                number, renaming.event, value, renaming.range.storedEarliest, renaming.range.storedLatest,
                renaming.order
            ).run()
        }
    }

    /// What an id stands for; nil where nothing introduces it.
    func entity(_ id: EntityID) throws -> ListedEntity? {
        guard let number = try terms.number(of: id) else { return nil }
        return try statement(
            """
            SELECT e.kind, n.name FROM $.known_entities e JOIN $.known_names n ON n.entity = e.entity AND n.position = 0
            WHERE e.entity = ?
            """
        )
        .bind(Int(number)).first { row in
            ListedEntity(id: id, kind: row.optionalText(0).flatMap(EntityKind.init), name: row.text(1))
        }
    }

    /// What an id stands for, without its name; nil where nothing names it.
    func knownKind(of id: EntityID) throws -> KnownKind? {
        guard let number = try terms.number(of: id) else { return nil }
        return try statement("SELECT kind FROM $.known_entities WHERE entity = ?").bind(Int(number))
            .first { KnownKind(kind: $0.optionalText(0).flatMap(EntityKind.init)) }
    }

    /// The last batch in which what names an id has changed; nil where nothing names it.
    func lastNaming(of id: EntityID) throws -> Int? {
        guard let number = try terms.number(of: id) else { return nil }
        return try statement("SELECT since FROM $.known_entities WHERE entity = ?").bind(Int(number))
            .first { Int($0.integer(0)) }
    }

    /// The names that an id can go by at a world time: several where which one held is not certain.
    func names(of id: EntityID, at time: WorldTime) throws -> [String] {
        guard let number = try terms.number(of: id), let entity = try entity(id) else { return [] }
        var dated = DatedValues<String>()
        dated.addInitial(entity.name, event: 0)
        let rows = try statement("SELECT seq, name, earliest, latest, rank FROM $.name_changes WHERE entity = ?")
        try rows.bind(Int(number)).forEach { row in
            let range = try DayRange(storedEarliest: row.optionalInteger(2), latest: row.optionalInteger(3))
            dated.add(.init(row.text(1), range: range, order: Int(row.integer(4)), event: Int(row.integer(0))))
        }
        return dated.changes.isEmpty ? [entity.name] : dated.values(on: time.lastDay.number)
    }

    /// The ids of a kind in order.
    func entities(of kind: EntityKind) throws -> [ListedEntity] {
        let rows = try statement(
            """
            SELECT t.text, n.name FROM $.known_entities e JOIN $.terms t ON t.number = e.entity
            JOIN $.known_names n ON n.entity = e.entity AND n.position = 0 WHERE e.kind = ? ORDER BY t.text
            """
        )
        .bind(kind.rawValue)
        return try column(rows) { ($0.text(0), $0.text(1)) }.map {
            ListedEntity(id: try storedID($0.0), kind: kind, name: $0.1)
        }
    }

    /// The ids that go by exactly this name, without case.
    func entities(named name: String) throws -> [EntityID] {
        let rows = try statement(
            """
            SELECT DISTINCT t.text FROM $.known_names n JOIN $.terms t ON t.number = n.entity
            WHERE coalesce(n.folded, lower(n.name)) = ? ORDER BY t.text
            """)
        return try column(rows.bind(CaseFolding.fold(name))) { $0.text(0) }.map(storedID)
    }

    /// The ids with this identifier anywhere.
    func entities(identifiedBy identifier: String) throws -> [EntityID] {
        let rows = try statement(
            """
            SELECT DISTINCT t.text FROM $.known_identifiers i JOIN $.terms t ON t.number = i.entity
            WHERE i.identifier = ? ORDER BY t.text
            """)
        return try column(rows.bind(identifier.asRecorded)) { $0.text(0) }.map(storedID)
    }

    /// The ids with a name or an id that holds every word, in any script, without case and accents.
    func search(words: [String], limit: Int) throws -> [ListedEntity] {
        guard !words.isEmpty else { return [] }
        let key = "coalesce(n.search_key, n.folded, lower(n.name))"
        let condition = words.indices
            .map { "(instr(\(key), ?\($0 + 1)) > 0 OR instr(t.text, ?\($0 + 1)) > 0)" }
            .joined(separator: " AND ")
        let rows = try statement(
            """
            SELECT DISTINCT t.text, e.kind, f.name FROM $.known_names n JOIN $.known_entities e ON e.entity = n.entity
            JOIN $.terms t ON t.number = n.entity JOIN $.known_names f ON f.entity = n.entity AND f.position = 0
            WHERE \(condition) ORDER BY length(f.name), t.text LIMIT \(limit)
            """)
        for (index, word) in words.enumerated() { try rows.bind(CaseFolding.searchKey(word), at: index + 1) }
        return try column(rows) { ($0.text(0), $0.optionalText(1), $0.text(2)) }.map {
            ListedEntity(id: try storedID($0.0), kind: $0.1.flatMap(EntityKind.init), name: $0.2)
        }
    }

    /// Every name with its id, of some kinds or of all.
    func forEachName(ofKinds kinds: Set<EntityKind>, _ body: (String, String) -> Void) throws {
        let rows = try statement(
            """
            SELECT n.name, t.text, e.kind FROM $.known_names n JOIN $.known_entities e ON e.entity = n.entity
            JOIN $.terms t ON t.number = n.entity
            """)
        try rows.forEach { row in
            let kind = row.optionalText(2).flatMap(EntityKind.init)
            if kinds.isEmpty || kind.map(kinds.contains) ?? false { body(row.text(0), row.text(1)) }
        }
    }

    /// All names of an id, the one it goes by first.
    func allNames(of id: EntityID) throws -> [String] {
        guard let number = try terms.number(of: id) else { return [] }
        return try column(
            statement("SELECT name FROM $.known_names WHERE entity = ? ORDER BY position").bind(Int(number))
        ) {
            $0.text(0)
        }
    }

    /// The identifiers of an id.
    func identifiers(of id: EntityID) throws -> [Identifier] {
        guard let number = try terms.number(of: id) else { return [] }
        return try column(
            statement("SELECT scheme, identifier FROM $.known_identifiers WHERE entity = ?").bind(Int(number))
        ) { Identifier(scheme: $0.text(0), identifier: $0.text(1)) }
    }
}

/// The forms of a name by which it is found, as its row has them: nil where they are as SQLite makes them of the name.
struct NameKeys {
    /// The name without case; nil where lower-case ASCII is all that it takes.
    let folded: String?
    /// The name without case and accents; nil where it is the same.
    let searchKey: String?

    init(_ name: String) {
        let folded = CaseFolding.fold(name)
        let searchKey = CaseFolding.unaccented(folded: folded)
        // SQLite's lower() knows the letters of ASCII only.
        let isPlain = name.utf8.elementsEqual(folded.utf8) { ($0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0) == $1 }
        self.folded = isPlain ? nil : folded
        self.searchKey = searchKey.utf8.elementsEqual(folded.utf8) ? nil : searchKey
    }
}
