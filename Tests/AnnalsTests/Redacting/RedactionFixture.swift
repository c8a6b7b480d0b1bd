import Chance
import EventLog
import Events
import Foundation

@testable import Annals

extension LedgerFixture {
    /// Redacts what stands at a position.
    @discardableResult
    func redact(_ seq: Int, _ reason: String = "privacy") throws -> RedactionResult {
        try ledger.redact(seq, reason)
    }

    /// The position of an event.
    func place(of event: Event) throws -> Int? { try ledger.log.position(of: event.id) }

    /// The last position of the log.
    func last() throws -> Int { try ledger.head().seq }

    /// Everything in the ledger's files, the lock aside.
    func fileBytes() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for suffix in ["", "-wal", "-shm"] {
            files[suffix] = try? Data(contentsOf: URL(fileURLWithPath: folder.file() + suffix))
        }
        return files
    }

    /// The files in which some bytes stand.
    func files(with bytes: [UInt8]) throws -> [String] {
        try fileBytes().filter { $0.value.range(of: Data(bytes)) != nil }.keys.sorted()
    }
}

extension Ledger {
    @discardableResult
    func redact(_ seq: Int, _ reason: String = "privacy") throws -> RedactionResult {
        var random = SplitMix64()
        return try redact(
            RedactionRequest(seq, reason: "\(reason) \(seq)"), now: LedgerFixture.time(0), random: &random)
    }

    /// Every row of the log.
    func rows() throws -> [LogRow] {
        var rows: [LogRow] = []
        try log.forEachRow { row in
            rows.append(row)
            return true
        }
        return rows
    }
}

extension JSONValue {
    /// Every text in it.
    var strings: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let values): values.flatMap(\.strings)
        case .object(let object): object.members.flatMap(\.value.strings)
        default: []
        }
    }
}
