import Projections
import SQLite

/// How many rows there are of what people ask for by the number. O(rows).
extension ProjectionTables {
    /// How many ids there are of each kind that something introduces.
    func countOfEntities() throws -> [EntityKind: Int] {
        var counts: [EntityKind: Int] = [:]
        for kind in EntityKind.allCases {
            counts[kind] = try statement("SELECT count(*) FROM $.known_entities WHERE kind = ?").bind(kind.rawValue)
                .first { Int($0.integer(0)) }
        }
        return counts
    }

    /// How many stints there are, those of `nobody` included.
    func countOfTenures() throws -> Int {
        try statement("SELECT count(*) FROM $.stints").first { Int($0.integer(0)) } ?? 0
    }
}
