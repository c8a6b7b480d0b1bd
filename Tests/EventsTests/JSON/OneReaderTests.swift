import Foundation
import Testing

/// Two readers of JSON would understand some text differently, and a signature over it would mean two things.
@Suite struct OneReaderTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../..").standardizedFileURL

    @Test("no other reader of JSON stands in the sources", arguments: ["Sources", "Events", "Projections"])
    func oneReader(folder: String) throws {
        let files = try #require(
            FileManager.default.enumerator(
                at: Self.root.appendingPathComponent(folder), includingPropertiesForKeys: nil))
        var read = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            read += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            // Foundation's readers, and those of SQLite.
            for other in [
                "JSONDecoder", "JSONSerialization", "PropertyListDecoder", "json_extract", "json_each", "->>",
            ] {
                #expect(!text.contains(other), "\(file.lastPathComponent) has \(other)")
            }
        }
        #expect(read > 10)
    }
}
