import Proofs
import SQLite

extension EventLog {
    /// Brings a log made by an earlier version up to date: gives it the tree over the events that it has.
    ///
    /// - Throws: ``LogError/unsoundOlderLedger(path:version:what:)`` where events are missing or have no bytes: a tree
    ///   over the others would vouch for a log that never was.
    func upgrade() throws {
        try write {
            // Somebody else may have done it while this one waited.
            let version = try LogSchema.check(connection, path: path)
            guard version < LogSchema.version else { return }
            if let what = try lossOfEvents() {
                throw LogError.unsoundOlderLedger(path: path, version: Int(version), what: what)
            }
            let present = Set(LogSchema.objectsOfVersion1.map(\.sql))
            for object in LogSchema.objectsOfVersion1 where !LogSchema.objects.contains(where: { $0.sql == object.sql })
            {
                try connection.execute("DROP TRIGGER \(object.name)")
            }
            for object in LogSchema.objects where !present.contains(object.sql) {
                try connection.execute(object.sql)
            }
            try LogSchema.startTree(on: connection)
            try hashAll()
            // Whatever version the projections say that they are of: they are made anew from what was verified.
            try connection.execute("DROP TABLE IF EXISTS projections")
            _ = try connection.setPragma("user_version", to: Int(LogSchema.version))
        }
    }

    /// The first event that is missing or has no bytes, in words; nil where there is none. In version 1 nothing is erased.
    private func lossOfEvents() throws -> String? {
        var last = 0
        let rows = try connection.statement("SELECT seq, body IS NULL FROM events ORDER BY seq")
        while try rows.step() {
            let seq = Int(rows.integer(0))
            if seq <= last { return "a row of events stands at \(seq), where no event can" }
            if seq != last + 1 { return "event \(last + 1) is missing" }
            if rows.integer(1) != 0 { return "event \(seq) has no bytes" }
            last = seq
        }
        // What else knows of events shows that the newest were removed.
        let witnesses = [("batches", "first_seq")] + LogIndex.allCases.map { ($0.rawValue, "seq") }
        for (table, column) in witnesses {
            let known = try connection.statement("SELECT max(\(column)) FROM \(table)").first { $0.integer(0) } ?? 0
            if known > last { return "event \(last + 1) is missing: \(table) has event \(known)" }
        }
        return nil
    }

    private func hashAll() throws {
        var leaves: [TreeHash] = []
        try forEachBody { bytes in
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
