import Chance
import Events
import Foundation
import Testing

@testable import Annals

/// Every hostile string in every place that takes text, in through `append` and out through everything that prints.
@Suite("Torture: naughty strings", .serialized)
struct NaughtyTortureTests {
    private static let stringsInALedger = 20
    /// One ledger after the other answers in one of these, and each in text.
    private static let formats = ["csv", "json", "jsonl"]

    @Test("every string in every field of every type is refused, or recorded and shown without harm")
    func everyField() throws {
        let strings = try NaughtyText.some(4)
        var (tried, lost) = (0, 0)
        for start in stride(from: 0, to: strings.count, by: Self.stringsInALedger) {
            let part = Array(strings[start..<min(start + Self.stringsInALedger, strings.count)])
            var events = NaughtyEvents()
            for text in part { events.add(text) }
            tried += events.cases.count
            var ledger = try NaughtyLedger(events.cases.filter { $0.recorded != nil })
            ledger.checkExport()
            try ledger.checkRestored()
            try ledger.checkAnswers(
                about: part, in: Self.formats[start / Self.stringsInALedger % 3], showing: Effort.times(3, full: 10))
            try ledger.checkKeeping(about: Array(part.prefix(Effort.times(2, full: Self.stringsInALedger))))
            lost += ledger.faults.count
            for fault in ledger.faults { Issue.record("strings \(start)…: \(fault)") }
            lost += try refuses(events.cases.filter { $0.recorded == nil }, in: ledger)
        }
        Effort.record("naughty strings in every field", tried: tried, "events", lost: lost)
    }

    /// How many of the events that had to be refused were not, or with a message that is no safe text.
    private func refuses(_ cases: [NaughtyEvents.Case], in ledger: NaughtyLedger) throws -> Int {
        // A run tells of as many refused lines as this.
        let told = 20
        let cases = Effort.isFull ? cases : cases.enumerated().filter { $0.offset % 8 == 0 }.map(\.element)
        var lost = 0
        for start in stride(from: 0, to: cases.count, by: told) {
            let part = cases[start..<min(start + told, cases.count)]
            let needed = part.flatMap(\.requirements)
            let lines = (needed + part.map(\.event)).map { JSONText.compact(.object($0)) }
            let result = try Program.run(
                ["append", "-", "--dry-run"], in: ledger.folder, input: lines.joined(separator: "\n") + "\n")
            let refused = Set(
                result.errors.split(separator: "\n").compactMap { line -> Int? in
                    guard let place = line.range(of: "line ") else { return nil }
                    return Int(line[place.upperBound...].prefix { $0.isNumber })
                })
            for (offset, one) in part.enumerated() where !refused.contains(needed.count + offset + 1) {
                lost += 1
                Issue.record("\(one.name) was taken: \(JSONText.compact(.object(one.event))); \(result.errors)")
            }
            if let offence = NaughtyText.offence(in: Data(result.errors.utf8)) {
                lost += 1
                Issue.record("\(offence) in \(result.errors.debugDescription)")
            }
        }
        return lost
    }

    @Test("every string behind the flags of append is refused, or recorded and shown without harm")
    func everyFlag() throws {
        let strings = try NaughtyText.some(40)
        let world = try NaughtyLedger([])
        var random = SplitMix64(seed: 5)
        var (tried, lost) = (0, 0)
        for (index, text) in strings.enumerated() where !text.unicodeScalars.contains("\0") {
            var events = NaughtyEvents()
            events.add(text)
            // Each string behind some flags, each flag with many strings.
            for one in events.cases.shuffled(using: &random).prefix(Effort.times(1, full: 6)) {
                tried += 1
                // Flags take names for ids: what an earlier string has become the name of would be found by it.
                var ledger = try world.copy()
                try ledger.appendByFlags(one, text, index)
                ledger.checkSafety(of: ["log"])
                for fault in ledger.faults { Issue.record("\(fault)") }
                lost += ledger.faults.count
            }
        }
        Effort.record("naughty strings behind flags", tried: tried, "commands", lost: lost)
    }

    @Test("an error that quotes what was typed does no harm")
    func errors() throws {
        let strings = try NaughtyText.some(60)
        let folder = try SmallLedger.folder()
        var (tried, lost) = (0, 0)
        for (index, text) in strings.enumerated() where !text.unicodeScalars.contains("\0") {
            let commands = Self.commands(with: text)
            for command in Effort.isFull ? commands : [commands[index % commands.count]] {
                tried += 1
                let result = try Program.run(command, in: folder)
                let isTable = command.contains("csv")
                let offence =
                    NaughtyText.offence(in: Data(result.errors.utf8))
                    ?? (command.contains("jsonl") ? nil : NaughtyText.offence(in: result.bytes, isTable: isTable))
                if offence != nil || result.status > 3 {
                    lost += 1
                    Issue.record("\(command.debugDescription): \(result.status) \(offence ?? "")")
                }
            }
        }
        Effort.record("naughty strings in commands", tried: tried, "commands", lost: lost)
    }

    private static func commands(with text: String) -> [[String]] {
        [
            [text], ["append", text], ["append", "person.introduced", "--name", text, "--dry-run"],
            ["append", "person.introduced", "--\(text)", "x"], ["append", "person.introduced", "--" + text + "=x"],
            ["append", "position.started", "--person", text, "--organization", "acme", "--date", "2001"],
            ["append", "position.started", "--person", "ada", "--organization", "acme", "--date", text],
            ["append", "position.started", "--person", "ada", "--new", text, "--organization", "acme"],
            ["append", "--batch", text], ["import", text], ["restore", text], ["org", text],
            ["org", "acme", "--at", text],
            ["org", "acme", "--known", text], ["org", "acme", "--without", text], ["org", "acme", "--format", text],
            ["person", text], ["person", "ada", "--" + text], ["organization", text], ["post", "acme", text],
            ["post", text, "chief"], ["why", "acme", text], ["why", text, "chief"], ["diff", "acme", text],
            ["search", text], ["search", text, "--format", "csv"], ["list", text], ["list", "sources", text],
            ["timeline", text], ["timeline", "acme", "--from", text], ["headcount", text], ["overlap", "ada", text],
            ["check", text], ["check", "--kind", text], ["log", "--type", text], ["log", "--author", text],
            ["log", "--batch", text], ["log", "--subject", text], ["show", text], ["correct", text],
            ["correct", "7", "--note", text, "--dry-run"], ["correct", "7", "--unset", text],
            ["retract", "7", "--reason", text, "--dry-run"], ["retract", text, "--reason", "x"],
            ["merge", "ada", text], ["distrust", text, "--reason", "x"], ["schema", text], ["date", text],
            ["--ledger", text, "log"], ["log", "--ledger", "missing/" + text],
        ]
    }

    @Test("a shell takes a quoted word for what it is")
    func shellWords() throws {
        let words = try NaughtyText.all().filter { !$0.unicodeScalars.contains("\0") }
        let script = words.map { "printf '%s\\0' \(Ledger.quoted($0))" }.joined(separator: "\n")
        let said = try Program.shell(script, in: TemporaryFolder())
        let read = said.bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map(Array.init)
        #expect(said.status == 0 && read.count == words.count, "\(said.errors)")
        for (word, bytes) in zip(words, read) { #expect(bytes == Array(word.utf8), "\(word.debugDescription)") }
    }

    @Test("arguments that are not UTF-8 are shown as replaced, never as they are")
    func arguments() throws {
        let folder = try SmallLedger.folder()
        for bytes in ["\\377\\376", "\\355\\240\\200", "\\300\\257", "ada\\233", "\\360\\237"] {
            for command in ["person", "search", "org acme --at", "show", "append"] {
                let result = try Program.shell(
                    "\"$ANNALS\" \(command) \"$(printf '\(bytes)')\"", in: folder)
                #expect((1...2).contains(result.status), "\(command) \(bytes)")
                #expect(NaughtyText.offence(in: Data(result.errors.utf8)) == nil, "\(command) \(bytes)")
                #expect(NaughtyText.offence(in: result.bytes) == nil, "\(command) \(bytes)")
            }
        }
    }
}
