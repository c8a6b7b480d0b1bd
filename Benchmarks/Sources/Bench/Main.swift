import Foundation
import Workload

/// What the program is asked to do.
private let usage = """
    bench run --events N [--only TEXT] [--json FILE]
        measures, and prints a table; only the rows whose names have TEXT in them
    bench data FOLDER --events N
        writes a workload as files, for other programs
    bench results FILE …
        joins what runs have written with --json, and prints it as Markdown
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
            case "results":
                var files: [String] = []
                while let file = arguments.nextWord() { files.append(file) }
                try arguments.expectEnd()
                print(try Results(files).markdown)
            default:
                throw Failure("no such command; there are:\n" + usage)
            }
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
    }
}

/// What stops a run, in words.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
