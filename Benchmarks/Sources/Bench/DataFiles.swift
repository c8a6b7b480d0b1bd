import Annals
import Foundation
import Workload

/// A workload as files: its events, what they mean as plain rows, and questions.
struct DataFiles {
    private let workload: Workload

    init(_ workload: Workload) { self.workload = workload }

    /// Writes `events.jsonl`, `tenures.csv` and `questions.jsonl` into a folder, which is made where it is missing.
    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try writeEvents(to: folder.appendingPathComponent("events.jsonl"))
        try writeTenures(to: folder.appendingPathComponent("tenures.csv"))
        try writeQuestions(to: folder.appendingPathComponent("questions.jsonl"))
    }

    /// The events as JSON Lines, all of them or the first ones.
    func writeEvents(_ count: Int = .max, to file: URL) throws {
        try Output.write(to: file) { output in
            for line in workload.lines.prefix(count) {
                output.add(line)
                output.add("\n")
            }
        }
    }

    /// Tenures as they are meant once every correction is in; days in ISO 8601, empty where nothing bounds them.
    func writeTenures(to file: URL) throws {
        try Output.write(to: file) { output in
            output.add("organization,person,position,start_earliest,start_latest,end_earliest,end_latest,open\r\n")
            for tenure in workload.meantTenures {
                let texts = [tenure.organization, tenure.person, tenure.position].map(Self.quoted)
                let days = [tenure.startEarliest, tenure.startLatest, tenure.endEarliest, tenure.endLatest].map {
                    $0.map { Self.iso($0) } ?? ""
                }
                output.add((texts + days + [String(tenure.isOpen)]).joined(separator: ",") + "\r\n")
            }
        }
    }

    private func writeQuestions(to file: URL) throws {
        try Output.write(to: file) { output in
            for question in workload.questionsOfOrganizationEven() + workload.typicalQuestions() {
                output.add(
                    "{\"kind\":\"org\",\"organization\":\"\(question.organization)\",\"at\":\"\(question.day)\"}\n")
            }
            for person in workload.people() { output.add("{\"kind\":\"person\",\"person\":\"\(person)\"}\n") }
            let even = Workload.organizationEven
            output.add(
                "{\"kind\":\"headcount\",\"organization\":\"\(even)\",\"by\":\"month\","
                    + "\"from\":\"\(Asked.series.lowerBound)\",\"through\":\"\(Asked.series.upperBound)\"}\n")
            for (first, second) in Asked.differences(workload) {
                output.add(
                    "{\"kind\":\"diff\",\"organization\":\"\(even)\",\"from\":\"\(first)\",\"to\":\"\(second)\"}\n")
            }
        }
    }

    /// A field of CSV (RFC 4180).
    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private static func iso(_ day: Int) -> String { CivilDay(number: day).description }
}

/// A file that is written in large pieces.
private struct Output {
    private let handle: FileHandle
    private var bytes: [UInt8] = []
    private static let piece = 1 << 20

    static func write(to file: URL, _ body: (inout Output) throws -> Void) throws {
        guard FileManager.default.createFile(atPath: file.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: file.path)
        else { throw Failure("\(file.path) cannot be written") }
        var output = Output(handle: handle)
        try body(&output)
        output.flush()
        try handle.close()
    }

    private init(handle: FileHandle) { self.handle = handle }

    mutating func add(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
        if bytes.count > Self.piece { flush() }
    }

    mutating func add(_ text: String) { add(Array(text.utf8)) }

    private mutating func flush() {
        handle.write(Data(bytes))
        bytes.removeAll(keepingCapacity: true)
    }
}
