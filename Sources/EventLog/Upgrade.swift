import Events
import Proofs
import SQLite

extension EventLog {
    /// Brings a log made by an earlier version up to date, all of it or nothing: gives it the index of this version in
    /// the place of those that it has, and the tree over the events that it has where there is none yet.
    ///
    /// - Throws: ``LogError/unsoundOlderLedger(path:version:what:)`` where events are missing, cannot be read or are not
    ///   those of the tree: a new tree would vouch for a log that never was, and the former indices may be the last that
    ///   shows what it was.
    func upgrade() throws {
        try write {
            // Somebody else may have done it while this one waited.
            let version = try LogSchema.check(connection, path: path)
            guard version < LogSchema.version else { return }
            if version == LogSchema.versionOfWholeBodies {
                _ = try connection.setPragma("user_version", to: Int(LogSchema.version))
                return
            }
            func refuse(_ what: String) -> LogError {
                .unsoundOlderLedger(path: path, version: Int(version), what: what)
            }
            let hasTree = version > 1
            if let what = try hasTree ? otherThanInTree() : lossOfEvents() { throw refuse(what) }
            try replaceObjects(ofVersion: version)
            if !hasTree {
                try LogSchema.startTree(on: connection)
                try hashAll()
            }
            do {
                try fillIDs()
            } catch LogError.unreadable(let seq, let reason) {
                throw refuse("event \(seq) cannot be read: \(reason)")
            }
            // Whatever version the projections say that they are of: they are made anew from what was verified.
            try connection.execute("DROP TABLE IF EXISTS projections")
            _ = try connection.setPragma("user_version", to: Int(LogSchema.version))
        }
    }

    /// Drops the tables and triggers that this version does not have, and makes those that it has besides.
    private func replaceObjects(ofVersion version: Int64) throws {
        let former = LogSchema.objects(ofVersion: version)
        let (before, after) = (Set(former.map(\.sql)), Set(LogSchema.objects.map(\.sql)))
        for object in former where !after.contains(object.sql) {
            try connection.execute("DROP \(object.type.uppercased()) \(object.name)")
        }
        for object in LogSchema.objects where !before.contains(object.sql) { try connection.execute(object.sql) }
    }

    /// The first event that is missing or has no bytes, in words; nil where there is none. In version 1 nothing is erased.
    private func lossOfEvents() throws -> String? {
        var last = 0
        let rows = try connection.statement("SELECT seq, body IS NULL FROM events ORDER BY seq")
        while try rows.step() {
            let seq = Int(rows.integer(0))
            if let what = Self.gap(behind: last, before: seq) { return what }
            if rows.integer(1) != 0 { return "event \(seq) has no bytes" }
            last = seq
        }
        // What else knows of events shows that the newest were removed.
        let witnesses = [("batches", "first_seq")] + LogSchema.formerIndices.map { ($0.name, "seq") }
        for (table, column) in witnesses {
            let known = try connection.statement("SELECT max(\(column)) FROM \(table)").first { $0.integer(0) } ?? 0
            if known > last { return "event \(last + 1) is missing: \(table) has event \(known)" }
        }
        return nil
    }

    private static func gap(behind last: Int, before seq: Int) -> String? {
        if seq <= last { return "a row of events stands at \(seq), where no event can" }
        return seq == last + 1 ? nil : "event \(last + 1) is missing"
    }

    /// The first event that is missing, or is not the one whose hash is in the tree, in words; nil where there is none.
    private func otherThanInTree() throws -> String? {
        var last = 0
        var leaves: [TreeHash] = []
        let rows = try connection.statement("SELECT seq, batch, body FROM events ORDER BY seq")
        var reader = BodyReader(connection)
        while try rows.step() {
            let seq = Int(rows.integer(0))
            if let what = Self.gap(behind: last, before: seq) { return what }
            let place = last % TileCoordinate.hashes
            if place == 0 { leaves = try tile(0, last / TileCoordinate.hashes) ?? [] }
            guard leaves.indices.contains(place) else { return "event \(seq) is not in the tree" }
            let stored = try rows.optionalBlob(2).map { try reader.bytes(seq, batch: Int(rows.integer(1)), $0) }
            if let stored, TreeHash.leaf(stored) != leaves[place] {
                return "event \(seq) is not the one whose hash is in the tree"
            }
            last = seq
        }
        let size = try peaks().size
        return size == last ? nil : "the tree has \(size) events, the log \(last)"
    }

    private func hashAll() throws {
        var leaves: [TreeHash] = []
        try forEachStored { bytes in
            leaves.append(.leaf(bytes))
            if leaves.count == TileCoordinate.hashes {
                try extendTree(leaves)
                leaves = []
            }
            return true
        }
        try extendTree(leaves)
    }
}
