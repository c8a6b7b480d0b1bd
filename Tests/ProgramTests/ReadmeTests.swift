import Foundation
import Testing

@Suite("What the README and the documentation show")
struct ReadmeTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../..").standardizedFileURL

    /// Set, pages whose commands print something else are written anew instead of failing.
    private static let writesPages = ProcessInfo.processInfo.environment["ANNALS_WRITE_PAGES"] != nil

    /// Every page that shows commands.
    private static let pages: [String] = {
        let folder = root.appendingPathComponent("Documentation").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/\($0)" }
    }()

    @Test("every command prints what the page says it prints", arguments: pages)
    func commandsPrintWhatIsShown(page: String) throws {
        let url = Self.root.appendingPathComponent(page)
        let transcript = ConsoleTranscript(markdown: try String(contentsOf: url, encoding: .utf8))
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("Examples"), withDestinationPath: Self.root.appendingPathComponent("Examples").path)
        for (name, text) in transcript.files { try folder.write(text, to: name) }

        var settings: [String] = []
        var outputs: [[String]] = []
        for step in transcript.steps {
            // What a shell keeps from one command to the next is given to each anew.
            if step.command.hasPrefix("export ") { settings.append(step.command) }
            let actual = try Self.isInstalled(step.command) ? run(step, settings, folder, page) : step.output
            outputs.append(actual)
        }
        if Self.writesPages {
            try transcript.markdown(withOutputs: outputs).write(to: url, atomically: true, encoding: .utf8)
        }
    }

    /// Runs a command; the output that the page should show for it.
    private func run(
        _ step: ConsoleTranscript.Step, _ settings: [String], _ folder: TemporaryFolder, _ page: String
    ) throws -> [String] {
        let programs = URL(fileURLWithPath: Program.path).deletingLastPathComponent().path
        let script = (["PATH=\"\(programs):$PATH\"", "exec 2>&1"] + settings + [step.command]).joined(separator: "\n")
        let result = try Program.shell(script, in: folder)
        let printed = result.output.replacingOccurrences(of: "\r\n", with: "\n")
        var actual = printed.components(separatedBy: "\n").map(Self.withoutTrailingSpace)
        if actual.last == "" { actual.removeLast() }
        let expected = step.output.map(Self.withoutTrailingSpace)
        // A page may show an error, and nothing else may fail.
        let showsError = expected.first?.hasPrefix("annals: ") ?? false
        if result.status == 0 || showsError, ConsoleTranscript.matches(expected[...], actual[...]) {
            return step.output
        }
        if !Self.writesPages {
            Issue.record("\(page): `\(step.command)` ended with \(result.status) and printed\n\(printed)")
        }
        return actual
    }

    private static func withoutTrailingSpace(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// Whether this machine has the program; a page may show one that is not needed to build.
    private static func isInstalled(_ command: String) -> Bool {
        guard let program = command.split(separator: " ").first, program == "sqlite3" else { return true }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }

    @Test("every link within the tree leads somewhere", arguments: pages)
    func linksLeadSomewhere(page: String) throws {
        let url = Self.root.appendingPathComponent(page)
        let text = try String(contentsOf: url, encoding: .utf8)
        for piece in text.components(separatedBy: "](").dropFirst() {
            let target = piece.prefix { $0 != ")" && $0 != "#" }
            guard !target.isEmpty, !target.contains("://") else { continue }
            let file = url.deletingLastPathComponent().appendingPathComponent(String(target))
            #expect(FileManager.default.fileExists(atPath: file.path), "\(page) links to \(target)")
        }
    }

    @Test("the README shows commands and the story of November 2023")
    func readmeHasCommands() throws {
        let text = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
        let transcript = ConsoleTranscript(markdown: text)
        #expect(transcript.steps.count >= 10)
        #expect(transcript.steps.contains { $0.command.contains("Examples/openai/article.jsonl") })
        #expect(transcript.steps.contains { $0.command.contains("Examples/openai/announcements.jsonl") })
    }
}

@Suite("Console blocks")
struct ConsoleTranscriptTests {
    private let page = """
        Text.
        ```jsonl a.jsonl
        {}
        ```
        ```console
        $ one \\
            two
        first … line
        …
        $ three
        ```
        """

    @Test("commands, outputs and files are told apart")
    func parsed() {
        let transcript = ConsoleTranscript(markdown: page)
        #expect(transcript.files == ["a.jsonl": "{}\n"])
        #expect(transcript.steps.map(\.command) == ["one two", "three"])
        #expect(transcript.steps.map(\.output) == [["first … line", "…"], []])
        #expect(transcript.markdown(withOutputs: [["x"], ["y"]]).hasSuffix("two\nx\n$ three\ny\n```"))
    }

    @Test(
        "an ellipsis stands for any text, alone for any lines",
        arguments: [
            (["a"], ["a"], true), (["a"], ["b"], false), (["a"], [], false), ([], ["a"], false),
            (["a…c"], ["abc"], true), (["a…c"], ["ab"], false), (["…"], [], true), (["…"], ["a", "b"], true),
            (["a", "…", "b"], ["a", "x", "y", "b"], true), (["a", "…", "b"], ["a", "x"], false),
            (["a…b…c"], ["a-b-c"], true), (["a…b…c"], ["a-c"], false),
        ])
    func ellipsis(expected: [String], actual: [String], matches: Bool) {
        #expect(ConsoleTranscript.matches(expected[...], actual[...]) == matches)
    }
}
