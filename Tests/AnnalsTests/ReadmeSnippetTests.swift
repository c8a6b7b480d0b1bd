import Annals
import Chronology
import Events
import Foundation
import Projections
import Testing

@Suite("The Swift that the pages show")
struct ReadmeSnippetTests {
    /// What the README shows, between the two marks, as it compiles here.
    private func shown(day: CivilDay, today: CivilDay) throws {
        // README.md
        let ledger = try Ledger.open("openai.db")
        let openAI = try ledger.resolve("OpenAI", as: [.organization])
        let chart = try ledger.orgChart(of: openAI.id, at: .day(day), today: today)
        for position in chart.positions {
            print(position.title, position.holders.map { "\($0.person.name), \($0.certainty)" })
        }
        // README.md
    }

    private func asked(day: CivilDay, nextDay: CivilDay, today: CivilDay) throws {
        // Documentation/library.md
        let ledger = try Ledger.open("openai.db")
        let openAI = try ledger.resolve("OpenAI", as: [.organization]).id
        // Documentation/library.md
        // Documentation/library.md
        var lines = try ledger.lines(of: openAI, on: day, today: today)
        try ledger.lines(of: openAI, on: nextDay, today: today, asKnown: .batch(1), into: &lines)
        for line in lines {
            print(line.person, line.title ?? "holder", line.certainty, line.start, line.end)
        }
        // Documentation/library.md
        // Documentation/library.md
        var held = try ledger.hold(openAI)
        var found: [HeldOrganization.Line] = []
        if try ledger.state() != held.state { held = try ledger.hold(openAI) }
        try held.read(day, today: today, into: &found)
        for line in found { print(held[line].person, held[line].certainty) }
        // Documentation/library.md
    }

    private func appended(now: @escaping @Sendable () -> RecordedTime) async throws {
        // Documentation/library.md
        let writer = try LedgerWriter("openai.db", clock: { now() }, random: SystemRandomNumberGenerator())
        let line = #"{"type":"person.introduced","person":"ada","name":"Ada Lovelace"}"#
        let event = try EventLine(bytes: Array(line.utf8)).event
        let result = try await writer.append(AppendRequest([event], author: "Jo"))
        print(result.recorded.map(\.seq))
        try await writer.close()
        // Documentation/library.md
    }

    @Test("it is what compiles here", arguments: [("README.md", 1), ("Documentation/library.md", 4)])
    func snippets(page: String, count: Int) throws {
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let parts = source.components(separatedBy: "        // \(page)\n")
        let shown = parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] }
        #expect(shown.count == count)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../\(page)").standardizedFileURL
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.components(separatedBy: "```swift\n").count == count + 1)
        for snippet in shown {
            let lines = snippet.components(separatedBy: "\n").map {
                $0.hasPrefix("        ") ? String($0.dropFirst(8)) : $0
            }
            #expect(text.contains("```swift\n\(lines.joined(separator: "\n"))```"))
        }
    }
}
