import Proofs
import SQLite

extension EventLog {
    /// Brings a log made by an earlier version up to date: gives it the tree over the events that it has.
    func upgrade() throws {
        try write {
            // Somebody else may have done it while this one waited.
            guard try LogSchema.check(connection, path: path) < LogSchema.version else { return }
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
            _ = try connection.setPragma("user_version", to: Int(LogSchema.version))
        }
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
