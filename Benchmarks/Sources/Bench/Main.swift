import Foundation
import Workload

/// What the program is asked to do.
private let usage = """
    bench run --events N [--only TEXT] [--json FILE]
        measures; only the rows whose names have TEXT in them. Adds each row to the file once it is measured, or
        prints a table where no file is given
    bench table FILE …
        joins what runs have written with --json, and prints it as a table
    bench results FILE …
        the same as a page of Markdown
    bench data FOLDER --events N
        writes a workload as files, for other programs
    bench answers FOLDER --events N
        writes what this program answers to the questions in them
    """

@main
struct Main {
    static func main() {
        do {
            var arguments = Arguments(CommandLine.arguments.dropFirst())
            switch arguments.nextWord() {
            case "run":
                let events = try arguments.number("--events") ?? 10_000
                let (only, json) = (try arguments.value("--only"), try arguments.value("--json"))
                try arguments.expectEnd()
                try Run(events: events, only: only, json: json).run()
            case "data":
                let events = try arguments.number("--events") ?? 10_000
                guard let folder = arguments.nextWord() else { throw Failure("data needs a folder") }
                try arguments.expectEnd()
                try DataFiles(Workload(events: events)).write(to: URL(fileURLWithPath: folder))
            case "answers":
                let events = try arguments.number("--events") ?? 10_000
                guard let folder = arguments.nextWord() else { throw Failure("answers needs a folder") }
                try arguments.expectEnd()
                try Answers(Workload(events: events)).write(to: URL(fileURLWithPath: folder))
            case "table":
                print(Table(try JoinedRows(try files(&arguments))).text, terminator: "")
            case "results":
                print(try Results(JoinedRows(try files(&arguments))).markdown)
            default:
                throw Failure("no such command; there are:\n" + usage)
            }
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
    }
}

extension Main {
    private static func files(_ arguments: inout Arguments) throws -> [String] {
        var files: [String] = []
        while let file = arguments.nextWord() { files.append(file) }
        try arguments.expectEnd()
        return files
    }
}

/// What stops a run, in words.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
