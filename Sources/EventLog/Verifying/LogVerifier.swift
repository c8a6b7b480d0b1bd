import Events
import Proofs
import SQLite

extension EventLog {
    /// Verifies the log in a file, whatever state the file is in.
    ///
    /// Two threads share the work, each with its own connection on the same state of the ledger. Nothing of it is changed.
    /// - Parameter progress: Called now and then with the events verified and the events there are.
    /// - Throws: ``LogError`` where there is no file, or it cannot be opened at all. Damage is not thrown.
    public static func verify(
        _ path: String, _ request: VerificationRequest, progress: (Int, Int) -> Void
    ) throws -> LogVerification {
        guard try FileStatus.find(path) else { throw LogError.missing(path: path) }
        var verifier = LogVerifier(path: path, request: request)
        try verifier.run(progress)
        return verifier.result
    }
}

/// One verification of a log.
struct LogVerifier {
    private let path: String
    private let request: VerificationRequest
    private(set) var result = LogVerification()
    private var damage = FoundDamage()
    private var outline = LogOutline()
    private var tables: Set<String> = []
    /// The indices that are not those of this version: of these only rows of events that there are not are damage.
    private var uncomparedIndices: [String] = []
    /// What the log keeps of erased events.
    private var trail = ErasureTrail()
    private var unfinished = 0
    /// How many erased events there are of whose batch and time their redactions say nothing.
    private var unstamped = 0

    init(path: String, request: VerificationRequest) {
        self.path = path
        self.request = request
    }

    mutating func run(_ progress: (Int, Int) -> Void) throws {
        do {
            try verifyFile(progress)
        } catch let error as SQLiteError {
            // A file that is no database, or so damaged that not even its tables can be listed.
            guard error.kind != .cantOpen, error.kind != .ioError, error.kind != .busy else {
                throw LogError.storage(path: path, description: error.description)
            }
            note(file: error.message)
        }
        result.damage = damage.kept.sorted(by: Damage.precedes)
        result.more = damage.more
        result.hidesDoubt = damage.hidesDoubt
    }

    private mutating func note(file what: String) {
        damage.add(.file(what))
        result.isReadable = false
    }

    private mutating func verifyFile(_ progress: (Int, Int) -> Void) throws {
        guard FileStatus.size(FileStatus.resolved(path)) > 0 else { return note(file: "it is empty") }
        let connection = try EventLog.connectForVerifying(path)
        defer { try? connection.close() }
        try connection.transaction(.deferred) {
            guard try readSchema(connection) else { return }
            try readOutline(connection)
            readStrayIndexRows(connection)
            let work = VerificationWork(
                path: path, outline: outline, tables: tables, readsIndex: uncomparedIndices.isEmpty)
            let findings = try work.run(connection, progress)
            try judge(findings, connection)
        }
    }
}

// What the file holds.
extension LogVerifier {
    /// Whether the file is a ledger whose events can be read.
    private mutating func readSchema(_ connection: Connection) throws -> Bool {
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND rootpage > 0").forEach {
            // Views and virtual tables under a table's name are never run.
            if $0.text(1).hasPrefix("CREATE TABLE") { tables.insert($0.text(0)) }
        }
        let mark = try connection.pragmaInteger("application_id") ?? 0
        let version = try connection.pragmaInteger("user_version") ?? 0
        guard mark == LogSchema.applicationID || tables.contains("events") else {
            note(file: "it is an SQLite database, and no ledger")
            return false
        }
        if mark != LogSchema.applicationID { damage.add(.schema(.mark)) }
        let older = try LogSchema.olderVersion(connection)
        result.olderVersion = older.map { Int($0) }
        if ![LogSchema.version, LogSchema.versionOfWholeBodies].contains(version), older == nil {
            damage.add(.schema(.version(Int(version), expected: Int(LogSchema.version))))
        }
        if older != nil { uncomparedIndices = LogSchema.formerIndices.map(\.name) }
        for fault in try LogSchema.faults(connection, version: older ?? LogSchema.version) {
            damage.add(.schema(fault))
            if fault == .changed(type: "table", name: IDIndex.table), older == nil {
                uncomparedIndices = [IDIndex.table]
            }
        }
        guard tables.contains("events") else {
            result.isReadable = false
            return false
        }
        return true
    }

    private mutating func readOutline(_ connection: Connection) throws {
        outline.hasTree = tables.contains("tiles") && tables.contains("tree")
        let last = try connection.statement("SELECT max(seq) FROM events").first { $0.optionalInteger(0) } ?? nil
        var said: (size: Int, peaks: [UInt8])?
        if outline.hasTree {
            said = try connection.statement("SELECT size, peaks FROM tree LIMIT 1").first {
                (Int($0.integer(0)), $0.blob(1))
            }
            if said == nil { damage.add(.tree(.missing)) }
        }
        let hashed = outline.hasTree ? try hashedEvents(connection) : 0
        // No number that a file says is taken for more than the rows and hashes that it has: nobody searches for a
        // billion positions because a single row is that far behind all others.
        let rows = try connection.statement("SELECT count(*) FROM events").first { Int($0.integer(0)) } ?? 0
        let most = try max(rows, outline.hasTree ? storedHashes(connection) : 0)
        let size = Self.majority(Int(last ?? 0), said?.size ?? hashed, hashed)
        outline.size = min(size, most)
        outline.events = Int(last ?? 0) > most ? most : max(Int(last ?? 0), 0)
        if let said {
            if said.size != outline.size { damage.add(.tree(.wrongSize(says: said.size, events: outline.size))) }
            outline.peaks = EventLog.hashes(said.peaks).flatMap { Peaks(size: outline.size, hashes: $0) }
            if outline.peaks == nil { damage.add(.tree(.wrongLength)) }
        }
        try readStrayRows(connection)
        try readBatches(connection)
        if tables.contains("redactions") {
            try connection.statement("SELECT seq, by_seq, erased FROM redactions").forEach {
                outline.redactions[Int($0.integer(0))] = LogOutline.RedactionRow(
                    by: Int($0.integer(1)), isErased: $0.integer(2) != 0)
            }
        }
        result.events = outline.events
        result.batches = outline.batches.count
    }

    /// How many events the tiles hold the hashes of.
    private func hashedEvents(_ connection: Connection) throws -> Int {
        let last = try connection.statement(
            "SELECT tile, length(hashes) FROM tiles WHERE level = 0 ORDER BY tile DESC LIMIT 1"
        ).first { (Int($0.integer(0)), Int($0.integer(1))) }
        guard let (tile, bytes) = last, (0...1 << 40).contains(tile) else { return 0 }
        return tile * TileCoordinate.hashes + bytes / TreeHash.byteCount
    }

    /// How many hashes of events there are in all tiles together.
    private func storedHashes(_ connection: Connection) throws -> Int {
        try connection.statement("SELECT coalesce(sum(length(hashes)), 0) FROM tiles WHERE level = 0")
            .first { Int($0.integer(0)) / TreeHash.byteCount } ?? 0
    }

    /// The size that two of three agree on, or the smallest.
    static func majority(_ rows: Int, _ said: Int, _ hashed: Int) -> Int {
        if rows == said || rows == hashed { return max(rows, 0) }
        if said == hashed { return max(said, 0) }
        return max(0, min(rows, said, hashed))
    }

    private mutating func readStrayRows(_ connection: Connection) throws {
        let stray = try connection.statement("SELECT min(seq), max(seq) FROM events WHERE seq < 1 OR seq > ?")
            .bind(max(outline.events, outline.size)).first { ($0.optionalInteger(0), $0.optionalInteger(1)) }
        if let low = stray?.0, let high = stray?.1 { damage.add(.unproven(Int(low)...Int(high))) }
    }

    /// Finds rows of events that there are not in indices that are not compared: they may be all that is left of these.
    private mutating func readStrayIndexRows(_ connection: Connection) {
        for index in uncomparedIndices where tables.contains(index) {
            do {
                let stray = try connection.statement("SELECT 1 FROM \(index) WHERE seq < 1 OR seq > ? LIMIT 1")
                    .bind(outline.events).first { _ in true }
                if stray != nil { damage.add(.index(table: index, seq: nil)) }
            } catch {
                damage.add(.file("index \(index) cannot be read: \(RowAudit.words(error))"))
            }
        }
    }

    private mutating func readBatches(_ connection: Connection) throws {
        guard tables.contains("batches") else { return }
        var rows: [LogOutline.BatchRow] = []
        try connection.statement("SELECT batch, first_seq, recorded FROM batches ORDER BY batch").forEach { row in
            let batch = LogOutline.BatchRow(
                number: Int(row.integer(0)), first: Int(row.integer(1)),
                recorded: RecordedTime(microseconds: row.integer(2)))
            let follows =
                rows.last.map {
                    $0.number &+ 1 == batch.number && $0.first < batch.first && $0.recorded < batch.recorded
                }
                ?? (batch.number == 1 && batch.first == 1)
            if batch.first > outline.events {
                damage.add(.batch(batch.number, .beyondEnd))
            } else if !follows {
                damage.add(.batch(batch.number, .outOfOrder))
            }
            // Only rows in order can be searched.
            if rows.last.map({ $0.first < batch.first }) ?? true { rows.append(batch) }
        }
        outline.batches = rows
    }
}

// What was found, and what follows from it.
extension LogVerifier {
    private mutating func judge(_ findings: VerificationFindings, _ connection: Connection) throws {
        damage.add(findings.rows.damage)
        for what in findings.file { damage.add(.file(what)) }
        if !findings.file.isEmpty || findings.rows.damage.kept.contains(where: \.hindersReading) {
            result.isReadable = false
        }
        for table in findings.disordered {
            damage.add(.schema(.disordered(table: table)))
        }
        result.redacted = findings.rows.redacted
        var findings = findings
        readRemains(&findings.rows)
        try judgeIndex(findings, connection)
        try judgeReferences(findings, connection)
        judgeErasures(findings)
        judgeStamps(findings.rows)
        let mended = try judgeTree(findings, connection)
        try judgeCheckpoints(mended, connection)
    }

    /// Follows what is kept of erased events: of an erased `event.redacted`, what it kept itself.
    private mutating func readRemains(_ rows: inout RowFindings) {
        for seq in Set(rows.redactions.keys).union(rows.erased.keys).sorted(by: >) {
            if let fact = rows.redactions[seq] { trail.take(fact, at: seq) } else { trail.takeErased(at: seq) }
        }
        for (seq, claim) in trail.claims {
            if let id = claim.kept?.id { rows.idSum &+= IDIndex.mark(id, at: seq) }
        }
    }

    /// Holds the batch of every erased event, and the time of that, against what its redaction kept.
    ///
    /// The tables that have them are in no tree; the redaction's bytes are.
    private mutating func judgeStamps(_ rows: RowFindings) {
        let recorded = Dictionary(outline.batches.map { ($0.number, $0.recorded) }) { first, _ in first }
        var faults: Set<Damage> = []
        for (seq, row) in rows.erased {
            let claim = trail.claims[seq]
            guard let stamp = claim?.kept?.stamp else {
                if let expected = row.expected, expected != row.batch {
                    damage.add(.event(seq: seq, .erasedInOtherBatch(row: row.batch, batches: expected)))
                }
                if claim != nil { unstamped += 1 }
                continue
            }
            // What a damaged event says of others is not held against them.
            if let claim, rows.damagedEvents.contains(claim.witness) { continue }
            if row.batch != stamp.batch {
                damage.add(.event(seq: seq, .erasedFromOtherBatch(row: row.batch, kept: stamp.batch)))
            }
            if let expected = row.expected, expected != stamp.batch {
                // The later of the two begins too early, or too late.
                faults.insert(.batch(max(expected, stamp.batch), .wrongFirst))
            }
            if let time = recorded[stamp.batch], time != stamp.recorded {
                faults.insert(.batch(stamp.batch, .wrongRecorded))
            }
        }
        for fault in faults.subtracting(rows.damage.kept) { damage.add(fault) }
    }

    private mutating func judgeIndex(_ findings: VerificationFindings, _ connection: Connection) throws {
        guard let sum = findings.idSum, sum != findings.rows.idSum else { return }
        let search = try IndexSearch(connection, events: outline.events, trail.claims.compactMapValues(\.kept))
        damage.add(try search.damage(connection, leavingAside: findings.rows.damagedEvents))
    }

    /// Evidence names earlier events, and erased ones may have been those.
    private mutating func judgeReferences(_ findings: VerificationFindings, _ connection: Connection) throws {
        let references = findings.rows.references.filter { !findings.rows.damagedEvents.contains($0.seq) }
        guard !references.isEmpty else { return }
        var wanted = Set(references.map(\.id))
        var places: [EventID: Int] = [:]
        // An erased event that others name has left its id with the event that says so.
        for (seq, claim) in trail.claims {
            if let id = claim.kept?.id, wanted.remove(id) != nil { places[id] = seq }
        }
        var scanner = StoredScanner()
        // The log itself, not its index: what an index says is not evidence.
        let rows = try connection.statement("SELECT seq, body FROM events WHERE body IS NOT NULL ORDER BY seq")
        while !wanted.isEmpty, try rows.step() {
            guard let id = try? scanner.id(of: rows.blob(1)), wanted.remove(id) != nil else { continue }
            places[id] = Int(rows.integer(0))
        }
        let standing = try connection.statement("SELECT seq FROM event_ids WHERE prefix = ?")
        for (seq, id) in references where places[id].map({ $0 >= seq }) ?? true {
            // An event that is altered has another id by now: it is told as that.
            var wasDamaged = false
            if !uncomparedIndices.contains(IDIndex.table) {
                try standing.bind(IDIndex.prefix(of: id)).forEach { row in
                    let place = Int(row.integer(0))
                    if place < seq, findings.rows.damagedEvents.contains(place) { wasDamaged = true }
                }
            }
            if wasDamaged { continue }
            damage.add(.event(seq: seq, .namesNoEarlierEvent(String(id.hex.prefix(12)))))
        }
    }

    private mutating func judgeErasures(_ findings: VerificationFindings) {
        let said = trail.claims.mapValues(\.by)
        // What a damaged event says, or said, of others is not held against them.
        let damaged = findings.rows.damagedEvents
        for (seq, row) in outline.redactions where said[seq] != row.by && !damaged.contains(row.by) {
            damage.add(.redaction(seq: seq, .unfounded(by: row.by)))
        }
        for (seq, by) in said where outline.redactions[seq] == nil && !damaged.contains(by) {
            damage.add(.redaction(seq: seq, .notCarriedOut(by: by)))
        }
        unfinished = outline.redactions.count { !$0.value.isErased }
    }

    /// Compares the upper tiles with those under them, and the peaks with all; gives the tiles as they should be.
    private mutating func judgeTree(
        _ findings: VerificationFindings, _ connection: Connection
    ) throws -> [Int: [Int: [TreeHash?]]] {
        guard outline.hasTree else { return [:] }
        let audit = TreeAudit(size: outline.size, peaks: outline.peaks) { try connection.storedTile($0, $1) }
        var upper = UpperTiles(audit, findings.rows)
        try upper.run()
        damage.add(upper.damage)
        damage.add(try upper.surplus(connection))
        return upper.mended
    }

    private mutating func judgeCheckpoints(
        _ mended: [Int: [Int: [TreeHash?]]], _ connection: Connection
    ) throws {
        let reader = TileReader(size: outline.size) { level, index in
            if let hashes = mended[level]?[index] {
                let known = hashes.compactMap { $0 }
                return known.count == hashes.count ? known : []
            }
            return try connection.storedTile(level, index)?.hashes ?? []
        }
        let size = outline.size
        let root: (Int) -> TreeHash? = { [hasTree = outline.hasTree] in
            hasTree && (0...size).contains($0) ? try? reader.root(of: $0) : nil
        }
        result.root = root(size)
        // Without a tree its size is no word on how many events there are.
        let events = result.isOfVersion1 ? outline.events : size
        var audit = CheckpointAudit(events: events, keys: request.keys, root: root)
        if tables.contains("checkpoints") { try audit.readStored(connection) }
        for (name, note) in request.pinned { audit.check(pinned: note, called: name) }
        damage.add(audit.damage)
        result.checkpoints = audit.count
        result.checkpointed = audit.goodThrough
        result.remarks = audit.remarks
        if let older = result.olderVersion {
            let remark = result.isOfVersion1 ? VerificationRemark.withoutTree : VerificationRemark.formerIndices
            result.remarks.insert(remark(older), at: 0)
        }
        if unfinished > 0 { result.remarks.append(.erasuresUnfinished(unfinished)) }
        if unstamped > 0 { result.remarks.append(.erasedWithoutBatch(unstamped)) }
        if audit.count == 0, request.pinned.isEmpty {
            if !request.keys.isEmpty { damage.add(.unsigned) }
            result.remarks.append(.noCheckpoint)
        } else if audit.goodThrough < outline.events, audit.damage.isEmpty {
            result.remarks.append(.notCheckpointed(audit.goodThrough + 1...outline.events))
        }
    }
}

extension Damage {
    /// Whether events are gone or cannot be read, so that nothing can be folded from the log.
    fileprivate var hindersReading: Bool {
        switch self {
        case .event(_, .notCanonical), .event(_, .unreadable), .event(_, .altered), .event(_, .erased), .missing,
            .file:
            true
        default: false
        }
    }
}
