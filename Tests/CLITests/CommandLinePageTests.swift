import Foundation
import Testing

@testable import CLI

@Suite("The page on the command line")
struct CommandLinePageTests {
    private func text(_ path: String) throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../" + path).standardizedFileURL
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test("it has every kind of damage that programs are told, and no other")
    func kinds() throws {
        let code = try text("Sources/EventLog/Verifying/DamageOrder.swift")
        let told = code.matches(of: /: "([a-z_]+)"/).map { String($0.1) }
        let page = try text("Documentation/command-line.md")
        let start = try #require(page.range(of: "`kind` is one of `event_altered`"))
        let end = try #require(page[start.lowerBound...].range(of: "\n\n"))
        let listed = page[start.lowerBound..<end.lowerBound].matches(of: /`([a-z_]+)`/).map { String($0.1) }
        // What a checkpoint can have comes behind its beginning.
        let expected = told.map { $0.hasPrefix("_") ? String($0.dropFirst()) : $0 }.filter {
            !["checkpoint", "pinned"].contains($0)
        }
        #expect(told.count > 30 && Set(listed).subtracting(["kind", "checkpoint_", "pinned_"]) == Set(expected))
    }

    @Test("it names every command, and the global options")
    func commands() throws {
        let page = try text("Documentation/command-line.md")
        #expect(!CommandNames.all.isEmpty)
        for name in CommandNames.all { #expect(page.contains("`\(name)`"), "\(name)") }
        for option in ["--ledger", "--color", "--quiet", "--no-pager"] { #expect(page.contains("`\(option)")) }
    }
}
