import Annals
import Foundation

/// What a command has promised to keep, besides events.
enum PowerPromise {
    /// A file in the ledger's folder is there, with these bytes.
    case file(String, [UInt8])
    /// A checkpoint is in the ledger.
    case checkpoint(String)

    /// A file as it is.
    static func file(_ name: String, in folder: String) throws -> PowerPromise {
        .file(name, [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))))
    }
}

extension PowerRecording {
    /// What is not there of what was promised, or is there in part.
    ///
    /// - Parameters:
    ///   - files: What the loss of power has left.
    ///   - checkpoints: What the ledger made of that has, in order.
    func broken(_ files: [String: [UInt8]], _ checkpoints: [String], after done: Int) -> [String] {
        var complaints: [String] = []
        let kept = promises(after: done)
        var signed = 0
        for promise in kept {
            switch promise {
            case .file(let name, let bytes):
                if files[name] != bytes { complaints.append("\(name) was promised and is not there or not whole") }
            case .checkpoint: signed += 1
            }
        }
        if checkpoints.count < signed || !self.checkpoints.starts(with: checkpoints) {
            complaints.append("\(checkpoints.count) checkpoints of \(signed) that were promised, or others")
        }
        // A copy has its name once it is on disk, whether anybody was told or not.
        for case .file(let name, let bytes) in promises.map(\.promise) where name.hasSuffix(".db") {
            if let found = files[name], found != bytes { complaints.append("\(name) has its name and is not whole") }
        }
        return complaints
    }
}

extension Ledger {
    /// The notes of a ledger's checkpoints, in order.
    static func notes(in path: String) throws -> [String] {
        let ledger = try Ledger.open(path)
        defer { try? ledger.close() }
        return try ledger.checkpoints().map(\.note)
    }
}
