import Foundation

/// What can happen to a ledger in a simulation.
enum SimulatedStep: CaseIterable {
    case append, expect, expectTooLate, repeatEvent, dryRun, failInsideWrite, crash, crashInsideWrite,
        crashInsideCommit, reopen, secondWriter, replay, forgetTables, restore, checkpoint, redact, backUp,
        doctor, damage

    /// How often it happens, among all.
    private var weight: Int {
        switch self {
        case .append: 10
        case .crashInsideCommit: 5
        case .expect, .crash, .secondWriter, .checkpoint: 3
        case .expectTooLate, .repeatEvent, .dryRun, .failInsideWrite, .crashInsideWrite, .reopen: 2
        case .replay, .forgetTables, .restore, .redact, .backUp, .doctor, .damage: 1
        }
    }

    static func random(using random: inout some RandomNumberGenerator) -> SimulatedStep {
        var place = Int.random(in: 0..<allCases.reduce(0) { $0 + $1.weight }, using: &random)
        for step in allCases {
            place -= step.weight
            if place < 0 { return step }
        }
        return .append
    }
}

/// Where a simulation keeps its files: in memory where the system has such a place, since a crash is a copy here.
final class SimulatedFolder {
    private let path: String
    private var count = 0

    init() throws {
        let memory = "/dev/shm"
        let isWritable = FileManager.default.isWritableFile(atPath: memory)
        path = (isWritable ? memory : NSTemporaryDirectory()) + "/annals-simulation-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a new ledger.
    func next() -> String {
        count += 1
        return "\(path)/\(count).db"
    }

    /// How many bytes of a ledger's write-ahead log there are.
    func sizeOfLog(_ ledger: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: ledger + "-wal") else { return 0 }
        return try Data(contentsOf: URL(fileURLWithPath: ledger + "-wal")).count
    }

    /// What is in a ledger's file and in its write-ahead log.
    func bytes(_ ledger: String) throws -> [Data] {
        try [ledger, ledger + "-wal"].filter { FileManager.default.fileExists(atPath: $0) }
            .map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    }

    /// Whether a text stands anywhere in a ledger's files.
    func holds(_ text: String, _ ledger: String) throws -> Bool {
        try [ledger, ledger + "-wal"].contains { file in
            guard FileManager.default.fileExists(atPath: file) else { return false }
            return try Data(contentsOf: URL(fileURLWithPath: file)).range(of: Data(text.utf8)) != nil
        }
    }

    /// Copies a ledger as it stands, its write-ahead log cut off somewhere, and perhaps filled up with what stood there.
    func copy(_ ledger: String, cuttingLogAt end: Int? = nil, fillingUp length: Int? = nil) throws -> String {
        let copy = next()
        try FileManager.default.copyItem(atPath: ledger, toPath: copy)
        guard FileManager.default.fileExists(atPath: ledger + "-wal") else { return copy }
        var log = try Data(contentsOf: URL(fileURLWithPath: ledger + "-wal"))
        if let end {
            log = log.prefix(end)
            if let length, length > end { log += Data(repeating: 0xA5, count: length - end) }
        }
        try log.write(to: URL(fileURLWithPath: copy + "-wal"))
        return copy
    }
}
