import Chance
import Foundation
import SQLite

@testable import EventLog

/// Damage to the bytes of the file, past SQLite.
extension TamperedLedger {
    func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

    func replace(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    /// Turns over a bit of an event's bytes where they stand in the file in one piece; false where they do not.
    func flipInFile(ofEvent seq: Int, _ random: inout SplitMix64) throws -> Bool {
        let connection = try Connection(path: path)
        let body = try connection.statement("SELECT body FROM events WHERE seq = ?").bind(seq).first { $0.blob(0) }
        try connection.close()
        guard let body, let place = Data(try bytes()).range(of: Data(body))?.lowerBound else { return false }
        var file = try bytes()
        file[place + Int.random(in: body.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try replace(file)
        return true
    }

    /// Turns over any bit of the file; the byte.
    func flipAnywhere(_ random: inout SplitMix64) throws -> Int {
        var file = try bytes()
        let place = Int.random(in: file.indices, using: &random)
        file[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try replace(file)
        return place
    }

    /// Every row of the log's tables.
    func contents() throws -> [String] {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        var rows: [String] = []
        for object in LogSchema.objects where object.type == "table" {
            try connection.statement("SELECT * FROM \(object.name)").forEach { row in
                rows.append(object.name + (0..<row.columnCount).map { "|\(row.blob($0))" }.joined())
            }
        }
        return rows
    }
}
