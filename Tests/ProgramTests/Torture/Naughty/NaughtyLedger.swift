import Events
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A ledger that the program has filled with hostile text, and what is wrong with what it prints.
struct NaughtyLedger {
    private(set) var folder: TemporaryFolder
    private(set) var faults: [String] = []
    private let cases: [NaughtyEvents.Case]
    private var export = ""

    /// Records events, with what they need, as one batch.
    init(_ cases: [NaughtyEvents.Case]) throws {
        folder = try TemporaryFolder()
        self.cases = cases
        _ = try Program.run(["init"], in: folder)
        let lines = (NaughtyEvents.world + cases.flatMap { $0.requirements + [$0.event] })
            .map { JSONText.compact(.object($0)) }
        let result = try Program.run(["append", "-"], in: folder, input: lines.joined(separator: "\n") + "\n")
        if result.status != 0 { faults.append("append: \(result.errors)") }
        export = try SmallLedger.export(folder)
    }

    /// The same ledger in a folder of its own, without faults.
    func copy() throws -> NaughtyLedger {
        var copy = self
        copy.folder = try TemporaryFolder()
        copy.faults = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            try FileManager.default.copyItem(atPath: "\(folder.path)/\(name)", toPath: "\(copy.folder.path)/\(name)")
        }
        return copy
    }

    /// What is exported is JSON line by line, and says what was given in the form in which it is recorded.
    mutating func checkExport() {
        var stored: [[JSONObject]] = [[]]
        for line in export.split(separator: "\n") {
            guard case .object(let object)? = try? JSONReader.parse(Array(line.utf8)),
                (try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil
            else {
                faults.append("no JSON: \(line)")
                continue
            }
            stored[0].append(object)
        }
        var next = stored[0].dropFirst(NaughtyEvents.world.count)
        for one in cases {
            next = next.dropFirst(one.requirements.count)
            guard let object = next.popFirst() else {
                faults.append("\(one.name) is not exported")
                return
            }
            let text = object.text(at: one.place, besides: Self.plainKeys)
            guard let text, let recorded = one.recorded, text.utf8.elementsEqual(recorded.utf8) else {
                faults.append("\(one.name): \(one.recorded.debugDescription) became \(text.debugDescription)")
                continue
            }
        }
        if !next.isEmpty { faults.append("\(next.count) more events than were given") }
    }

    private static let plainKeys = Set(
        EventCatalog.assignedFields + EventCatalog.commonFields.map(\.name) + ["type", "k"])

    /// A ledger that is restored from the export exports the same bytes.
    mutating func checkRestored() throws {
        let other = try TemporaryFolder()
        let restored = try Program.run(["restore", "-"], in: other, input: export)
        if restored.status != 0 { faults.append("restore: \(restored.errors)") }
        if try SmallLedger.export(other) != export { faults.append("restored, the ledger exports something else") }
    }

    /// Everything that answers, in text and in one of the formats for programs.
    mutating func checkAnswers(about texts: [String], in format: String, showing count: Int) throws {
        let questions = [
            ["org", "o", "--at", "2015"], ["org", "o"], ["person", "p"], ["organization", "o"], ["list", "people"],
            ["list", "organizations"], ["list", "posts"], ["list", "sources"], ["list", "sources", "s"],
            ["timeline", "o"], ["timeline", "p"], ["headcount", "o", "--by", "year"], ["overlap", "p", "p2"], ["check"],
            ["diff", "o", "2014", "2016"], ["post", "o", "seat"], ["log"], ["log", "--source", "s"], ["search", "p"],
        ]
        for question in questions {
            checkSafety(of: question)
            // The others print the same records.
            if question.count == 2, question[0] != "headcount" { checkSafety(of: question, in: format) }
        }
        for subject in ["o", "p"] { try checkPicture(of: subject) }
        let last = export.split(separator: "\n").count
        for number in stride(from: 1, through: last, by: max(1, last / count)) {
            checkSafety(of: ["show", "\(number)"])
            checkSafety(of: ["show", "\(number)"], in: "json")
        }
        let titles = cases.filter { $0.type.hasPrefix("position.") && $0.place == [.key("position")] }
        for title in titles.prefix(count / 2) {
            guard let text = title.recorded, !text.hasPrefix("-") else { continue }
            checkSafety(of: ["why", "o", text, "--at", "2015"])
            checkSafety(of: ["post", "o", text])
        }
        for text in texts where !text.unicodeScalars.contains("\0") && !text.hasPrefix("-") && text.count < 1_000 {
            checkSafety(of: ["search", text], in: texts.count.isMultiple(of: 2) ? nil : "csv")
        }
    }

    /// What keeps the ledger: it prints names, ids and reasons too.
    mutating func checkKeeping(about texts: [String]) throws {
        let last = export.split(separator: "\n").count
        let key = "naughty.key"
        for arguments in [["key", "new", "example.org/naughty", "--file", key], ["checkpoint", "--key", key]] {
            let result = try Program.run(arguments, in: folder)
            if result.status != 0 { faults.append("\(arguments): \(result.errors)") }
        }
        for question in [
            ["verify"], ["verify", "--format", "json"], ["doctor"], ["doctor", "--format", "json"], ["stats"],
            ["stats", "--format", "json"],
            ["checkpoint", "--list"], ["prove", "\(last)"], ["prove", "\(last)", "--format", "json"],
            ["org", "o", "--prove"], ["why", "o", "seat", "--prove"], ["redact", "1", "--reason", "x", "--dry-run"],
            ["redact", "\(last)", "--reason", "x", "--dry-run"],
        ] { checkSafety(of: question) }
        for text in texts where !text.unicodeScalars.contains("\0") {
            for arguments in [
                ["redact", "\(last)", "--reason=\(text)", "--dry-run"], ["prove", "--from=\(text)"],
                ["verify", "--key=\(text)"], ["verify", "--proof=\(text)"], ["verify", "--since=\(text)"],
                ["key", "new", "--file=\(key)", "--", text],
            ] {
                let result = try Program.run(arguments, in: folder)
                for bytes in [result.bytes, Data(result.errors.utf8)] {
                    if let offence = NaughtyText.offence(in: bytes) {
                        faults.append("\(arguments.debugDescription): \(offence)")
                    }
                }
                if result.status > 3 { faults.append("\(arguments.debugDescription): \(result.status)") }
            }
        }
    }

    /// Runs a question and looks at all that it prints.
    mutating func checkSafety(of question: [String], in format: String? = nil) {
        let arguments = question + (format.map { ["--format", $0] } ?? [])
        guard let result = try? Program.run(arguments, in: folder) else {
            faults.append("\(arguments) cannot be run")
            return
        }
        let said = "\(arguments): "
        if result.status > 1 { faults.append(said + "\(result.status), \(result.errors)") }
        if let offence = NaughtyText.offence(in: result.bytes, isTable: format == "csv") {
            faults.append(said + offence)
        }
        if let offence = NaughtyText.offence(in: Data(result.errors.utf8)) { faults.append(said + offence) }
        switch format {
        case "csv": if let cell = CSVCells.formula(in: result.output) { faults.append(said + "a formula: \(cell)") }
        case "json", "jsonl":
            for line in result.output.split(separator: "\n") {
                let isJSON = (try? JSONReader.parse(Array(line.utf8), maximumBytes: .max)) != nil
                if !isJSON { faults.append(said + "no JSON: \(line.prefix(300))") }
            }
        default: break
        }
    }

    private mutating func checkPicture(of subject: String) throws {
        let picture = try Program.run(["timeline", subject, "--format", "svg"], in: folder)
        if let offence = NaughtyText.offence(in: picture.bytes) { faults.append("picture of \(subject): \(offence)") }
        if !XMLParser(data: picture.bytes).parse() { faults.append("the picture of \(subject) is no XML") }
    }

    /// Records one event by flags.
    mutating func appendByFlags(_ one: NaughtyEvents.Case, _ text: String, _ index: Int) throws {
        let lines = one.requirements.map { JSONText.compact(.object($0)) }
        if !lines.isEmpty {
            _ = try Program.run(["append", "-"], in: folder, input: lines.joined(separator: "\n") + "\n")
        }
        var arguments = ["append", one.type]
        for (key, value) in one.event.members where key != "type" {
            guard let flags = Self.flags(key, value) else { return }
            arguments += flags
        }
        let result = try Program.run(arguments, in: folder)
        let said = "\(arguments.debugDescription): "
        for bytes in [result.bytes, Data(result.errors.utf8)] {
            if let offence = NaughtyText.offence(in: bytes) { faults.append(said + offence) }
        }
        if result.status > 2 { faults.append(said + "\(result.status)") }
        // Flags say some things in other words, so only plain text has to be taken just as JSON takes it.
        let isPlain = one.place.count == 1 && one.place[0] != .key("value") && one.place[0] != .ownKey
        if isPlain, one.type != "x.naughty", let recorded = one.recorded {
            let line = try SmallLedger.export(folder).split(separator: "\n").last ?? ""
            guard result.status == 0, case .object(let object)? = try? JSONReader.parse(String(line)),
                let stored = object.text(at: one.place, besides: []), stored.utf8.elementsEqual(recorded.utf8)
            else {
                faults.append(said + "\(result.status), not recorded as \(recorded.debugDescription): \(result.errors)")
                return
            }
        } else if isPlain, one.recorded == nil, result.status == 0 {
            faults.append(said + "was taken")
        }
    }

    /// The flags that give a member; nil where a flag has no words for it.
    private static func flags(_ key: String, _ value: JSONValue) -> [String]? {
        let flag = "--" + key.replacingOccurrences(of: "_", with: "-")
        switch value {
        case .string(let text): return ["\(flag)=\(text)"]
        case .number(let number): return ["\(flag)=\(Int(number))"]
        case .bool(let isOn): return isOn ? [flag] : []
        case .array(let values) where key == "sources":
            guard case .object(let citation)? = values.first else { return nil }
            return citation.members.flatMap { flags($0.key, $0.value) ?? [] }
        case .array(let values):
            var flags: [String] = []
            for value in values {
                guard let some = Self.flags(key, value) else { return nil }
                flags += some
            }
            return flags
        case .object(let object) where key == "names":
            let parts = ["name", "language", "kind"].map { object[$0].map(Self.text) ?? "" }
            return ["\(flag)=\(parts.joined(separator: ";"))"]
        case .object(let object) where key == "identifiers":
            return ["\(flag)=\(object["scheme"].map(Self.text) ?? ""):\(object["identifier"].map(Self.text) ?? "")"]
        case .object where key == "replacement": return ["\(flag)=\(JSONText.compact(value))"]
        case .object(let object):
            return object.members.map { "\(flag)=\($0.key)=\(JSONText.compact($0.value))" }
        case .null: return nil
        }
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        return JSONText.compact(value)
    }
}
