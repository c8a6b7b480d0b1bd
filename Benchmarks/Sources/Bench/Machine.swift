import Foundation

/// What a run ran on.
struct Machine {
    private let tools: Tools

    init(_ tools: Tools) { self.tools = tools }

    var markdown: String {
        get throws {
            let sync = try SyncTime(tools)
            let memory = Double(ProcessInfo.processInfo.physicalMemory) / Double(1 << 30)
            return """
                - \(ProcessInfo.processInfo.activeProcessorCount) cores, \(Self.processor)
                - \(Figure.plain(memory.rounded())) GiB of memory
                - fdatasync of 4 KB: \(Figure.plain(sync.median * 1e3)) ms in the median, \
                \(Figure.plain(sync.p95 * 1e3)) ms at the 95th percentile
                - Linux \(try firstLine("/bin/uname", ["-r"]).split(separator: ".").prefix(2).joined(separator: ".")), SQLite \(try firstLine(tools.floorProgram, ["version"]))
                """
        }
    }

    private func firstLine(_ program: String, _ arguments: [String]) throws -> String {
        try tools.output(program, arguments).split(separator: "\n").first.map(String.init) ?? "?"
    }

    private static var processor: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return model.flatMap { $0.split(separator: ":").last }.map { $0.trimmingCharacters(in: .whitespaces) }
            ?? "of an unknown model"
    }
}
