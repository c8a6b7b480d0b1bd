import Events
import Foundation
import Testing

@Suite("The reference of event types")
struct EventReferenceTests {
    /// Set, the page is written anew instead of compared.
    private static let recordsPage = ProcessInfo.processInfo.environment["ANNALS_WRITE_REFERENCE"] != nil

    private static let page = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../Documentation/events.md").standardizedFileURL

    @Test("Documentation/events.md says what the catalog says")
    func page() throws {
        if Self.recordsPage { try EventReference.text.write(to: Self.page, atomically: true, encoding: .utf8) }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(
            written == EventReference.text,
            "write it anew: ANNALS_WRITE_REFERENCE=1 swift test --filter EventReferenceTests")
    }

    @Test("the reference names every type and every field of it")
    func completeness() {
        let sections = EventReference.text.components(separatedBy: "\n### ").dropFirst()
        #expect(sections.count == EventCatalog.types.count)
        for (section, type) in zip(sections, EventCatalog.types) {
            #expect(section.hasPrefix("`\(type.type)`"))
            for field in type.ownFields { #expect(section.contains("| `\(field.name)`"), "\(type.type)") }
        }
    }
}
