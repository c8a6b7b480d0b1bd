import Foundation
import Testing

@testable import CLI

@Suite("The page on the command line")
struct CommandLinePageTests {
    @Test("it names every command, and the global options")
    func commands() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Documentation/command-line.md").standardizedFileURL
        let page = try String(contentsOf: file, encoding: .utf8)
        #expect(!CommandNames.all.isEmpty)
        for name in CommandNames.all { #expect(page.contains("`\(name)`"), "\(name)") }
        for option in ["--ledger", "--color", "--quiet", "--no-pager"] { #expect(page.contains("`\(option)")) }
    }
}
