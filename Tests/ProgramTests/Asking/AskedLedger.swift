import Annals
import Events
import Foundation

/// A folder with a ledger `annals.db` in it, to be asked through the program.
struct AskedLedger {
    let folder: TemporaryFolder

    /// Makes a ledger and imports files of the examples into it, one after the other, all through the program.
    init(examples names: String...) throws {
        folder = try TemporaryFolder()
        var runs = [try Program.run(["init"], in: folder)]
        for name in names {
            try folder.write(try Self.example(name), to: name)
            runs.append(try Program.run(["import", name], in: folder))
        }
        for run in runs where run.status != 0 { throw Unanswered(result: run) }
    }

    /// Makes a ledger of JSON Lines.
    init(_ lines: String...) throws {
        folder = try TemporaryFolder()
        let ledger = try Ledger.create(at: folder.file("annals.db"))
        var random = SystemRandomNumberGenerator()
        let events = try lines.flatMap {
            try $0.split(separator: "\n").map { try EventLine(bytes: Array($0.utf8)).event }
        }
        let now = RecordedTime(microseconds: 1_735_689_600_000_000)
        _ = try ledger.append(AppendRequest(events), now: now, random: &random)
        try ledger.close()
    }

    /// The text of a file in `Examples/openai`.
    static func example(_ name: String) throws -> String {
        var root = URL(fileURLWithPath: #filePath)
        while !FileManager.default.fileExists(atPath: root.appendingPathComponent("Package.swift").path) {
            root.deleteLastPathComponent()
        }
        return try String(contentsOf: root.appendingPathComponent("Examples/openai/\(name)"), encoding: .utf8)
    }

    /// Asks a question.
    func ask(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Result {
        try Program.run(arguments, in: folder, environment: environment)
    }

    /// Asks a question and reads the answer as JSON.
    func json(_ arguments: String...) throws -> JSONObject {
        let result = try Program.run(arguments + ["--format", "json"], in: folder)
        guard result.status == 0, case .object(let object) = try JSONReader.parse(Array(result.bytes)) else {
            throw Unanswered(result: result)
        }
        return object
    }

    /// A run that was to succeed and did not.
    struct Unanswered: Error {
        let result: Program.Result
    }
}

extension JSONObject {
    /// The text at a key; empty where there is none.
    func text(_ key: String) -> String {
        if case .string(let text)? = self[key] { return text }
        return ""
    }

    /// The object at a key; empty where there is none.
    func object(_ key: String) -> JSONObject {
        if case .object(let object)? = self[key] { return object }
        return [:]
    }

    /// The objects in the list at a key.
    func objects(_ key: String) -> [JSONObject] {
        guard case .array(let values)? = self[key] else { return [] }
        return values.compactMap { value in
            if case .object(let object) = value { return object }
            return nil
        }
    }
}
