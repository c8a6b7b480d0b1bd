import Events
import Proofs

/// What the proof of an event is held against.
enum EventOfProof {
    /// The event's stored bytes.
    case event([UInt8])
    /// What an export has in the place of an event that was erased: its leaf hash.
    case erased(RedactedEvent, TreeHash, line: [UInt8])

    /// Reads a line of an export, its line feed left aside: an event, or what is left of one.
    init(exportedAt path: String) throws {
        var bytes = try WholeFile.bytes(path, limit: StoredEvent.maximumBytes + 2)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        if let redacted = try? RedactedEvent(exportedLine: bytes), let leaf = TreeHash(redacted.leaf) {
            self = .erased(redacted, leaf, line: bytes)
        } else {
            self = .event(bytes)
        }
    }

    var leaf: TreeHash {
        switch self {
        case .event(let bytes): .leaf(bytes)
        case .erased(_, let leaf, _): leaf
        }
    }

    /// The line of an export.
    var line: [UInt8] {
        switch self {
        case .event(let bytes): bytes
        case .erased(_, _, let line): line
        }
    }

    var isErased: Bool {
        switch self {
        case .event: false
        case .erased: true
        }
    }

    /// The event's id; nil where it is erased, or the bytes are no event's.
    var id: EventID? {
        switch self {
        case .event(let bytes): (try? StoredEvent(bytes: bytes))?.id
        case .erased(let redacted, _, _): redacted.kept?.id
        }
    }
}
