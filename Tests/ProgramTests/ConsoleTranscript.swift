import Foundation

/// The commands that a Markdown page shows with what they print, as its `console` blocks have them.
///
/// A line that begins with `$ ` is a command, and goes on over lines that end with `\`; what follows, up to the next
/// command, is its output. `…` stands for any text within a line, alone on a line for any lines. A block marked
/// `jsonl NAME` is a file that the commands use.
struct ConsoleTranscript {
    /// A command and what it is said to print.
    struct Step {
        let command: String
        var output: [String]
        /// The number of the line after the command, counted from 0.
        let outputLine: Int
    }

    /// The files that the page shows, by name.
    private(set) var files: [String: String] = [:]
    /// The commands in their order.
    private(set) var steps: [Step] = []
    private let lines: [String]

    /// Reads a page.
    init(markdown: String) {
        lines = markdown.components(separatedBy: "\n")
        var index = 0
        while index < lines.count {
            let opening = lines[index]
            index += 1
            guard opening.hasPrefix("```") else { continue }
            let start = index
            while index < lines.count, lines[index] != "```" { index += 1 }
            let words = opening.dropFirst(3).split(separator: " ").map(String.init)
            if words.first == "console" {
                addSteps(start..<index)
            } else if words.first == "jsonl", words.count == 2 {
                files[words[1]] = lines[start..<index].joined(separator: "\n") + "\n"
            }
            index += 1
        }
    }

    private mutating func addSteps(_ block: Range<Int>) {
        var index = block.lowerBound
        while index < block.upperBound {
            var command = String(lines[index].dropFirst(2))
            index += 1
            while command.hasSuffix("\\"), index < block.upperBound {
                command = command.dropLast() + lines[index].trimmingCharacters(in: .whitespaces)
                index += 1
            }
            let first = index
            while index < block.upperBound, !lines[index].hasPrefix("$ ") { index += 1 }
            steps.append(Step(command: command, output: Array(lines[first..<index]), outputLine: first))
        }
    }

    /// The page with other outputs, one for each step.
    func markdown(withOutputs outputs: [[String]]) -> String {
        var lines = lines
        for (step, output) in zip(steps, outputs).reversed() {
            lines.replaceSubrange(step.outputLine..<step.outputLine + step.output.count, with: output)
        }
        return lines.joined(separator: "\n")
    }

    /// Whether lines are what a page says, `…` standing for any text.
    static func matches(_ expected: ArraySlice<String>, _ actual: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return actual.isEmpty }
        let rest = expected.dropFirst()
        if first == "…" {
            return (actual.startIndex...actual.endIndex).contains { matches(rest, actual[$0...]) }
        }
        guard let line = actual.first, matches(line: first, line) else { return false }
        return matches(rest, actual.dropFirst())
    }

    /// Whether one line is what a page says.
    static func matches(line expected: String, _ actual: String) -> Bool {
        let pieces = expected.components(separatedBy: "…")
        guard pieces.count > 1 else { return expected == actual }
        guard let first = pieces.first, let last = pieces.last, actual.hasPrefix(first) else { return false }
        var rest = actual.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() {
            guard let range = rest.range(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
