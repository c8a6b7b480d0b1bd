import Events
import Proofs
import SQLite

extension EventLog {
    /// How each kind of damage in a ledger is mended, and what is left as it is while events are in doubt.
    ///
    /// - Parameter hidesDoubt: Whether damage that is not listed puts events in doubt.
    package static func prognoses(
        of damage: [Damage], hidesDoubt: Bool, in path: String
    ) throws -> [(cure: Cure?, isWithheld: Bool)] {
        let cures = damage.map(\.cure)
        var areInDoubt = hidesDoubt || damage.contains(where: \.putsEventsInDoubt)
        // Whoever alters an event, and takes the hashes over it away, must not find both made to agree.
        if !areInDoubt && cures.contains(.tree) { areInDoubt = try !treeIsVouchedFor(path) }
        return cures.map { cure in
            guard let cure, cure.restsOnEvents, areInDoubt else { return (cure, false) }
            // Nothing else vouches for a log than its tree: what is wrong with that is lost.
            return (nil, cure != .tree)
        }
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

    /// Erases events of which the log says that they are erased, and which are not, inside a ``write(_:)``.
    package func carryOutErasures(of positions: Set<Int>) throws {
        var due: [StoredEvent] = []
        var selection = Selection()
        selection.type = "event.redacted"
        try forEachRow(selection) { row in
            if case .event(let event) = row { due.append(event) }
            return true
        }
        for redaction in due {
            guard case .eventRedacted(let redacted) = redaction.event.fact, positions.contains(redacted.seq),
                try event(at: redacted.seq) != nil
            else { continue }
            try withdrawNote(on: redacted.seq)
            try erase(redacted.seq, by: redaction)
        }
    }

    /// Takes back the note that an event was erased, which it was not; the log's own trigger would refuse that.
    private func withdrawNote(on seq: Int) throws {
        let guards = LogSchema.objects.filter { $0.name == "redactions_remain" }
        for trigger in guards { try connection.execute("DROP TRIGGER \(trigger.name)") }
        try connection.statement("DELETE FROM redactions WHERE seq = ?").bind(seq).run()
        for trigger in guards { try connection.execute(trigger.sql) }
    }
}

/// One mending of a log, inside a write.
private struct Mending {
    private let log: EventLog
    private var connection: Connection { log.connection }
    private var present: [String: String] = [:]
    /// The version whose tables and triggers the log is to have: an earlier one, until its indices can be made anew.
    private var version = LogSchema.version
    private var objects: [LogSchema.Object] { LogSchema.objects(ofVersion: version) }

    init(_ log: EventLog) { self.log = log }

    mutating func run(_ cures: Set<Cure>) throws {
        // Whoever opens it for writing brings it up to date; what is not whole stays as it is.
        let older = try LogSchema.olderVersion(connection)
        if older == 2, !cures.contains(.indices) { version = 2 }
        // The log's own triggers would refuse what is done here; they come back at the end.
        try removeStrangersAndTriggers()
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").forEach {
            present[$0.text(0)] = $0.text(1)
        }
        if cures.contains(.batches) { try remakeBatches() }
        if cures.contains(.tree) { try remakeTree() }
        if cures.contains(.indices) { try remakeIndices() }
        try makeTriggers()
        _ = try connection.setPragma("application_id", to: Int(LogSchema.applicationID))
        guard version == LogSchema.version else { return }
        try refuseOtherVersion()
        // As whoever opens one of an earlier version does.
        if older != nil { try connection.execute("DROP TABLE IF EXISTS projections") }
        _ = try connection.setPragma("user_version", to: Int(LogSchema.version))
    }

    /// Sees that no file is called one of this version that has not all its tables: it would open no more.
    private func refuseOtherVersion() throws {
        let version = try connection.pragmaInteger("user_version") ?? 0
        let missing = try LogSchema.faults(connection, version: LogSchema.version).first {
            if case .missing("table", _) = $0 { true } else { false }
        }
        guard version != LogSchema.version, let missing else { return }
        throw LogError.unsoundOlderLedger(path: log.path, version: Int(version), what: missing.description)
    }

    /// Makes the log's triggers, but for those on a table that is lost.
    private func makeTriggers() throws {
        var tables: [String] = []
        try connection.statement("SELECT name FROM sqlite_schema WHERE type = 'table'").forEach {
            tables.append($0.text(0))
        }
        for trigger in objects where trigger.type == "trigger" && tables.contains(trigger.table) {
            try connection.execute(trigger.sql)
        }
    }

    private func removeStrangersAndTriggers() throws {
        var removals: [String] = []
        let triggers = objects.filter { $0.type == "trigger" }.map(\.name)
        for stranger in try LogSchema.strangers(connection, objects) {
            let kind = stranger.type == "virtual table" ? "TABLE" : stranger.type.uppercased()
            removals.append("DROP \(kind) \(Self.quoted(stranger.name))")
        }
        removals += triggers.map { "DROP TRIGGER IF EXISTS \($0)" }
        for removal in removals { try connection.execute(removal) }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private func definition(_ table: String) -> String? { objects.first { $0.name == table }?.sql }

    private func differs(_ table: String) -> Bool { present[table] != definition(table) }

    /// Makes a table anew, empty.
    private func remake(_ table: String) throws {
        try connection.execute("DROP TABLE IF EXISTS \(table)")
        if let sql = definition(table) { try connection.execute(sql) }
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
        var scanner = StoredScanner()
        while try rows.step() {
            let (seq, row) = (Int(rows.integer(0)), Int(rows.integer(1)))
            let body = rows.optionalBlob(2)
            let stored = try body.map { try UntrustedBody($0, &scanner, seq: seq, batch: row) }
            if let stored { trail.take(stored.fact, at: seq) }
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

    /// Makes the index of ids, and takes away what earlier versions had besides; a table of somebody's that only has
    /// such a name stays.
    private func remakeIndices() throws {
        for former in LogSchema.formerIndices where present[former.name] == former.sql {
            try connection.execute("DROP TABLE \(former.name)")
        }
        try remake(IDIndex.table)
        try log.fillIDs()
    }
}
