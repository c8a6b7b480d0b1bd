import EventLog
import Events
import Proofs

/// An answer with the events that it rests on, each proved to be in a log under a signed checkpoint.
///
/// Whoever has it can check it with no ledger at hand. What it does not prove is that nothing was left out.
public struct AnswerBundle: Sendable {
    /// An event of the answer.
    public struct ProvenEvent: Sendable {
        /// Its position in the log, from 1.
        public let seq: Int
        /// Its stored bytes.
        public let body: [UInt8]
        /// The hashes beside its way to the root.
        public let path: [TreeHash]
    }

    /// The longest that a bundle may be, in bytes.
    public static let maximumBytes = 1 << 28

    /// The answer, as it is printed without a proof.
    public let answer: JSONObject
    /// The signed checkpoint.
    public let checkpoint: String
    /// The key that the checkpoint is signed with, which is worth as much as the way it came.
    public let key: String
    /// The events, in order of the log.
    public let events: [ProvenEvent]
    /// The ids of the events that the answer names.
    let named: Set<EventID>

    /// The bundle as JSON.
    public var json: JSONObject {
        [
            "answer": .object(answer), "checkpoint": .string(checkpoint), "key": .string(key),
            "events": .array(
                events.map { event in
                    .object([
                        "seq": .number(Double(event.seq)),
                        "body": .string(String(decoding: event.body, as: UTF8.self)),
                        "proof": .array(event.path.map { .string($0.base64) }),
                    ])
                }),
        ]
    }

    init(answer: JSONObject, checkpoint: String, key: String, events: [ProvenEvent]) throws(BundleError) {
        self.answer = answer
        named = try Self.eventIDs(in: answer)
        self.checkpoint = checkpoint
        self.key = key
        self.events = events
    }

    /// Reads a bundle; nothing is checked but its form.
    public init(_ bytes: [UInt8]) throws(BundleError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.parse(bytes, maximumBytes: Self.maximumBytes)
        } catch {
            throw BundleError(error.description)
        }
        guard case .object(let object) = value else { throw BundleError("it is no object") }
        guard case .object(let answer)? = object["answer"], case .string(let checkpoint)? = object["checkpoint"],
            case .string(let key)? = object["key"], case .array(let events)? = object["events"]
        else { throw BundleError("it does not have answer, checkpoint, key and events") }
        self.answer = answer
        named = try Self.eventIDs(in: answer)
        self.checkpoint = checkpoint
        self.key = key
        var read: [ProvenEvent] = []
        for (index, event) in events.enumerated() {
            guard let event = ProvenEvent(event) else {
                throw BundleError("events[\(index)] does not have seq, body and proof as they are to be")
            }
            read.append(event)
        }
        self.events = read
    }

    /// The ids of the events that an answer names.
    ///
    /// - Throws: ``BundleError`` where it names one otherwise than by its whole id.
    static func eventIDs(in answer: JSONObject) throws(BundleError) -> Set<EventID> {
        var ids: Set<EventID> = []
        try collect(.object(answer), into: &ids)
        return ids
    }

    /// Members that hold ids of events, or objects that do.
    private static let eventKeys: Set<String> = ["event", "events"]

    /// Members whose text is somebody's own, where 64 digits need be no id of an event.
    private static let freeText: Set<String> = [
        "identifier", "name", "title", "locator", "quote", "summary", "note", "area", "text",
    ]

    private static func collect(
        _ value: JSONValue, under key: String = "", into ids: inout Set<EventID>
    ) throws(BundleError) {
        let namesEvents = eventKeys.contains(key)
        switch value {
        case .null: break
        case .bool, .number:
            if namesEvents { throw BundleError("the answer names an event by something else than its id") }
        case .string(let text):
            if text.utf8.count == 64, let id = EventID(hex: text) {
                ids.insert(id)
            } else if namesEvents {
                throw BundleError("the answer names an event by something else than its whole id")
            }
        case .array(let values): for value in values { try collect(value, under: key, into: &ids) }
        case .object(let object):
            for (key, value) in object.members where !freeText.contains(key) {
                try collect(value, under: key, into: &ids)
            }
        }
    }
}

extension AnswerBundle.ProvenEvent {
    fileprivate init?(_ value: JSONValue) {
        guard case .object(let object) = value, case .number(let seq)? = object["seq"],
            let position = Int(exactly: seq), position > 0, case .string(let body)? = object["body"],
            case .array(let proof)? = object["proof"]
        else { return nil }
        var path: [TreeHash] = []
        for element in proof {
            guard case .string(let text) = element, let hash = TreeHash(base64: text) else { return nil }
            path.append(hash)
        }
        self.init(seq: position, body: Array(body.utf8), path: path)
    }
}

/// Why a bundle cannot be read or made.
public struct BundleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Why.
    public let description: String

    init(_ description: String) { self.description = description }
}

extension Ledger {
    /// Puts an answer together with the events that it names, proved under the last checkpoint that covers them.
    public func bundle(_ answer: JSONObject) throws -> AnswerBundle {
        try log.read {
            var seqs: [Int] = []
            for id in try AnswerBundle.eventIDs(in: answer) {
                guard let seq = try log.position(of: id) else { continue }
                seqs.append(seq)
            }
            seqs.sort()
            let last = seqs.last ?? 1
            guard let stored = try log.lastCheckpoint(covering: last) else {
                throw BundleError(
                    "no checkpoint covers event \(last), which the answer rests on; make one with `annals checkpoint`")
            }
            let events = try seqs.map { seq in
                guard let body = try log.event(at: seq)?.bytes else {
                    throw BundleError("the answer names event \(seq), whose bytes were erased: it cannot be proved")
                }
                let proof = try log.inclusionProof(of: seq, in: stored.size)
                return AnswerBundle.ProvenEvent(seq: seq, body: body, path: proof.path)
            }
            return try AnswerBundle(answer: answer, checkpoint: stored.note, key: stored.key, events: events)
        }
    }
}
