import Foundation

/// Where the programs and the scratch folder are, and how other programs are run.
struct Tools {
    /// `annals` as users have it.
    let annals: String
    /// The program that measures the floor.
    let floorProgram: String
    /// Where ledgers are built, and kept for the next run.
    let scratch: URL

    /// From the environment: `ANNALS_PROGRAM`, `ANNALS_BENCH`; the floor's program stands beside this one.
    ///
    /// - Parameter runsProgram: Whether `annals` itself is run, so that it has to be there.
    init(runsProgram: Bool = true) throws {
        let environment = ProcessInfo.processInfo.environment
        annals = environment["ANNALS_PROGRAM"] ?? ".build/release/annals"
        guard let own = Bundle.main.executableURL else { throw Failure("where this program is cannot be told") }
        floorProgram = own.deletingLastPathComponent().appendingPathComponent("floor").path
        scratch = URL(fileURLWithPath: environment["ANNALS_BENCH"] ?? ".build/bench")
        for program in (runsProgram ? [annals] : []) + [floorProgram]
        where !FileManager.default.isExecutableFile(atPath: program) {
            throw Failure("\(program) is not there; `make bench` builds it")
        }
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { scratch.appendingPathComponent(name).path }

    /// What a program prints, given an input.
    func output(_ program: String, _ arguments: [String], input: String? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        let name = path("input")
        if let input {
            try Data(input.utf8).write(to: URL(fileURLWithPath: name))
            process.standardInput = FileHandle(forReadingAtPath: name)
        }
        defer { if input != nil { try? FileManager.default.removeItem(atPath: name) } }
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure("\(program) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What the floor's program prints, a value a line.
    func floor<Value: Decodable>(
        _ arguments: [String], input: String? = nil, as type: Value.Type = Value.self
    ) throws -> [Value] {
        try output(floorProgram, arguments, input: input).split(separator: "\n").map {
            try JSONDecoder().decode(Value.self, from: Data($0.utf8))
        }
    }

    /// Runs of a whole process, each from its start to its end.
    func processes(_ repeats: Int = 1, _ command: [String]) throws -> [ProcessRun] {
        let runs: [ProcessRun] = try floor(["process", String(repeats)] + command)
        if let failed = runs.first(where: { $0.status != 0 }) {
            throw Failure("\(command.joined(separator: " ")) ended with \(failed.status)")
        }
        return runs
    }

    /// How often a process has something put on disk; nil where `strace` is not there or may not look.
    func syncs(of command: [String]) -> Int? {
        let name = path("strace")
        defer { try? FileManager.default.removeItem(atPath: name) }
        let strace = ["/usr/bin/strace", "/bin/strace"].first(where: FileManager.default.isExecutableFile)
        guard let strace,
            (try? output(strace, ["-f", "-o", name, "-e", "trace=fdatasync,fsync"] + command)) != nil,
            let text = try? String(contentsOfFile: name, encoding: .utf8)
        else { return nil }
        return text.split(separator: "\n").count { $0.contains("sync(") }
    }

    /// Removes a ledger with the files beside it.
    func remove(_ ledger: String) {
        for suffix in ["", "-wal", "-shm", "-lock"] { try? FileManager.default.removeItem(atPath: ledger + suffix) }
    }

    /// Copies a ledger at rest, for measures that change it.
    func copy(_ ledger: String, to name: String) throws -> String {
        let copy = path(name)
        remove(copy)
        _ = try output("/bin/cp", ["--reflink=auto", ledger, copy])
        return copy
    }
}

/// One run of a whole process.
struct ProcessRun: Decodable {
    let seconds: Double
    let peak_bytes: Double
    let status: Int

    var peakMegabytes: Double { peak_bytes / 1e6 }
}
