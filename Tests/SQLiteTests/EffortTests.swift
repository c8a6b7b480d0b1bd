import Foundation
import SQLite
import Testing

@Suite("What statements take")
struct EffortTests {
    @Test("a search by an index takes no more in a table ten times as large; a scan does")
    func grows() throws {
        func effort(rows: Int, _ sql: String) throws -> Connection.Effort {
            let path = FileManager.default.temporaryDirectory.appendingPathComponent("effort-\(UUID()).db").path
            defer { try? FileManager.default.removeItem(atPath: path) }
            let connection = try Connection(path: path, options: .init(access: .readWriteCreate))
            try connection.execute(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, w TEXT); CREATE INDEX i ON t (v);"
                    + "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x < \(rows))"
                    + " INSERT INTO t SELECT x, x % (\(rows) / 10), 'text' FROM n")
            let before = connection.effort
            let statement = try connection.statement(sql)
            try statement.run()
            return connection.effort - before
        }
        let indexed = try [1_000, 10_000].map { try effort(rows: $0, "SELECT w FROM t WHERE v = 7") }
        #expect(indexed[0].rowsGiven == 10 && indexed[1].rowsGiven == 10)
        #expect(indexed[0].machineSteps == indexed[1].machineSteps && indexed[1].scanSteps == 0)
        #expect(indexed[1].pagesAskedFor <= indexed[0].pagesAskedFor + 12)
        let scanned = try [1_000, 10_000].map { try effort(rows: $0, "SELECT w FROM t WHERE w = 'x' ORDER BY v + 1") }
        #expect(scanned[1].machineSteps > 9 * scanned[0].machineSteps && scanned[1].scanSteps == 9_999)
        #expect(scanned[0].sorts == 1)
    }
}
