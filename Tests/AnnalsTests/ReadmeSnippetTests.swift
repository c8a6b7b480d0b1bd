import Annals
import Chronology
import Events
import Foundation
import Testing

@Suite("The Swift that the README shows")
struct ReadmeSnippetTests {
    /// What the README shows, between the two marks, as it compiles here.
    private func shown(day: CivilDay, today: CivilDay) throws {
        // README
        let ledger = try Ledger.open("openai.db")
        let openAI = try ledger.resolve("OpenAI", as: [.organization])
        let chart = try ledger.orgChart(of: openAI.id, at: .day(day), today: today)
        for position in chart.positions {
            print(position.title, position.holders.map { "\($0.person.name), \($0.certainty)" })
        }
        // README
    }

    @Test("it is what compiles here")
    func snippet() throws {
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let lines = source.components(separatedBy: "        // README\n")[1].components(separatedBy: "\n")
        let snippet = lines.map { $0.hasPrefix("        ") ? String($0.dropFirst(8)) : $0 }.joined(separator: "\n")
        let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../README.md").standardizedFileURL
        #expect(try String(contentsOf: readme, encoding: .utf8).contains("```swift\n\(snippet)```"))
    }
}
