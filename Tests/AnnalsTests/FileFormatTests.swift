import Foundation
import Testing

@testable import Annals
@testable import EventLog

/// `Documentation/file-format.md` against the tables that a ledger has.
@Suite("The page on the file format")
struct FileFormatTests {
    private func page() throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Documentation/file-format.md").standardizedFileURL
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// The names of the columns in what stands between the brackets of CREATE TABLE.
    private func columns(_ definition: String) -> [String] {
        definition.split(separator: ",").compactMap { part in
            part.split(whereSeparator: \.isWhitespace).first.map(String.init)
        }
    }

    @Test("it names every table and column of the projections")
    func projections() throws {
        let page = try page()
        for table in ProjectionSchema.tables {
            #expect(page.contains("| `\(table.name)` |") || page.contains("`\(table.name)`:"), "\(table.name)")
            for column in columns(table.columns) {
                #expect(page.contains("`\(column)`"), "\(table.name).\(column)")
            }
        }
    }

    @Test("it names every table of the log, and what marks a file as a ledger")
    func log() throws {
        let page = try page()
        for object in LogSchema.objects where object.type == "table" {
            #expect(page.contains("| `\(object.name)` |"), "\(object.name)")
        }
        #expect(page.contains("| `application_id` | \(LogSchema.applicationID),"))
        #expect(page.contains("| `user_version` | \(LogSchema.version),"))
    }
}
