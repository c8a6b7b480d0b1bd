import Events
import Proofs
import SQLite

extension EventLog {
    /// How each kind of damage to the log in a file is mended, nil where it cannot be.
    package static func cures(of damage: [Damage], in path: String) throws -> [Cure?] {
        let concernsTree = damage.contains { $0.cure(treeIsVouchedFor: true) == .tree }
        // Bytes that are doubtful themselves give no tree.
        let isVouchedFor = try concernsTree && !damage.contains(where: \.touchesEvents) && treeIsVouchedFor(path)
        return damage.map { $0.cure(treeIsVouchedFor: isVouchedFor) }
    }

    /// Whether a file, in whatever state it is, may hold copies of bytes that were erased.
    package static func hasErasuresToFinish(_ path: String) throws -> Bool {
        try openDespiteDamage(path).hasErasuresToFinish()
    }

    private static func treeIsVouchedFor(_ path: String) throws -> Bool {
        try translating(path) {
            let connection = try connectForVerifying(path)
            defer { try? connection.close() }
            return try connection.transaction(.deferred) { try TreeFromBytes(connection)?.isVouchedFor ?? false }
        }
    }

    /// Mends what of a log's file can be made from what is sound, all of it or nothing.
    ///
    /// Stored bytes, checkpoints and notes of erasures are never touched.
    package static func mend(_ path: String, _ cures: Set<Cure>) throws {
        let log = try openForMending(path)
        try log.write {
            // What a later version has made, and this one does not know, is no damage.
            let version = try log.connection.pragmaInteger("user_version") ?? 0
            guard version <= LogSchema.version else {
                throw LogError.newerLedger(path: path, version: Int(version), known: Int(LogSchema.version))
            }
            var mending = Mending(log)
            try mending.run(cures)
        }
        try log.close()
    }

    /// Erases what the log says is erased and is not, inside a ``write(_:)``.
    package func carryOutErasures() throws {
        var due: [StoredEvent] = []
        var selection = Selection()
        selection.type = "event.redacted"
        try forEachRow(selection) { row in
            if case .event(let event) = row { due.append(event) }
            return true
        }
        for redaction in due {
            guard case .eventRedacted(let redacted) = redaction.event.fact, try event(at: redacted.seq) != nil else {
                continue
            }
            try erase(redacted.seq, by: redaction)
        }
    }
}

extension Damage {
    /// Whether it puts stored bytes in doubt.
    fileprivate var touchesEvents: Bool {
        switch self {
        case .event, .missing, .unproven, .rewritten: true
        default: false
        }
    }
}

/// One mending of a log, inside a write.
private struct Mending {
    private let log: EventLog
    private var connection: Connection { log.connection }
    private var present: [String: String] = [:]

    init(_ log: EventLog) { self.log = log }

    mutating func run(_ cures: Set<Cure>) throws {
        // The log's own triggers would refuse what is done here; they come back at the end.
        try removeStrangersAndTriggers()
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").forEach {
            present[$0.text(0)] = $0.text(1)
        }
        if cures.contains(.batches) || differs("batches") { try remakeBatches() }
        if cures.contains(.tree) || differs("tiles") || differs("tree") { try remakeTree() }
        let indices = LogIndex.allCases.map(\.rawValue)
        if cures.contains(.indices) || indices.contains(where: differs) { try remakeIndices(indices) }
        for trigger in LogSchema.objects where trigger.type == "trigger" { try connection.execute(trigger.sql) }
        _ = try connection.setPragma("application_id", to: Int(LogSchema.applicationID))
        _ = try connection.setPragma("user_version", to: Int(LogSchema.version))
    }

    private func removeStrangersAndTriggers() throws {
        var removals: [String] = []
        let triggers = LogSchema.objects.filter { $0.type == "trigger" }.map(\.name)
        for stranger in try LogSchema.strangers(connection, LogSchema.objects) {
            let kind = stranger.type == "virtual table" ? "TABLE" : stranger.type.uppercased()
            removals.append("DROP \(kind) \(Self.quoted(stranger.name))")
        }
        removals += triggers.map { "DROP TRIGGER IF EXISTS \($0)" }
        for removal in removals { try connection.execute(removal) }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func definition(_ table: String) -> String? { LogSchema.objects.first { $0.name == table }?.sql }

    private func differs(_ table: String) -> Bool { present[table] != Self.definition(table) }

    /// Makes a table anew, empty.
    private func remake(_ table: String) throws {
        try connection.execute("DROP TABLE IF EXISTS \(table)")
        if let sql = Self.definition(table) { try connection.execute(sql) }
    }

    /// The batches as the stored bytes have them, and of erased events what their redactions kept; only of what earlier
    /// versions erased the rows themselves have to tell it.
    private func remakeBatches() throws {
        var batches: [Int: (first: Int, recorded: Int64?)] = [:]
        if !differs("batches") {
            try connection.statement("SELECT batch, first_seq, recorded FROM batches").forEach { row in
                batches[Int(row.integer(0))] = (.max, row.integer(2))
            }
        }
        var (trail, moved) = (ErasureTrail(), [(seq: Int, batch: Int)]())
        let rows = try connection.statement("SELECT seq, batch, body FROM events ORDER BY seq DESC")
        while try rows.step() {
            let (seq, row) = (Int(rows.integer(0)), Int(rows.integer(1)))
            let stored = try rows.optionalBlob(2).map { try StoredEvent(bytes: $0) }
            if let stored { trail.take(stored.event.fact, at: seq) }
            let kept = stored == nil ? trail.takeErased(at: seq)?.kept?.stamp : nil
            let number = kept?.batch ?? row
            if number != row { moved.append((seq, number)) }
            let recorded = stored?.recorded ?? kept?.recorded
            batches[number] = (seq, recorded?.microseconds ?? batches[number]?.recorded)
        }
        let move = try connection.statement("UPDATE events SET batch = ? WHERE seq = ?")
        for (seq, batch) in moved { try move.bind(batch, seq).run() }
        try remake("batches")
        let make = try connection.statement("INSERT INTO batches (batch, first_seq, recorded) VALUES (?, ?, ?)")
        for (number, batch) in batches.sorted(by: { $0.key < $1.key }) where batch.first < .max {
            guard let recorded = batch.recorded else {
                throw LogError.unreadable(seq: batch.first, reason: "nothing says any more when its batch was recorded")
            }
            try make.bind(number, batch.first, recorded).run()
        }
    }

    private func remakeTree() throws {
        guard let tree = try TreeFromBytes(connection), tree.isVouchedFor else {
            throw LogError.damagedTree("nothing that is left vouches for the stored bytes")
        }
        for table in ["tiles", "tree"] { try remake(table) }
        try tree.store(connection)
    }

    private func remakeIndices(_ indices: [String]) throws {
        for table in indices { try remake(table) }
        let id = try connection.statement("INSERT INTO event_ids (id, seq) VALUES (?, ?)")
        let type = try connection.statement("INSERT INTO event_types (type, seq) VALUES (?, ?)")
        let subject = try connection.statement("INSERT INTO event_subjects (subject, seq) VALUES (?, ?)")
        try log.forEachRow(Selection()) { row in
            if let kept = row.keptID { try id.bind(kept.bytes, row.seq).run() }
            if let fact = row.fact { try type.bind(fact.type, row.seq).run() }
            if case .event(let event) = row {
                for entity in event.event.indexedSubjects { try subject.bind(entity.text, row.seq).run() }
            }
            return true
        }
    }
}
