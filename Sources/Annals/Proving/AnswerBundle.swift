import Chronology
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

    /// The question, in words of the command line.
    public let question: [String]
    /// The day on which it was asked.
    public let today: CivilDay
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
            "question": .array(question.map { .string($0) }), "today": .string(today.description),
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

    init(
        _ question: [String], on today: CivilDay, answer: JSONObject, checkpoint: StoredCheckpoint,
        events: [ProvenEvent]
    ) throws(BundleError) {
        self.question = question
        self.today = today
        self.answer = answer
        named = try Self.eventIDs(in: answer)
        self.checkpoint = checkpoint.note
        key = checkpoint.key
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
            case .string(let key)? = object["key"], case .array(let events)? = object["events"],
            case .array(let question)? = object["question"], case .string(let today)? = object["today"]
        else { throw BundleError("it does not have question, today, answer, checkpoint, key and events") }
        guard let day = Self.day(today) else { throw BundleError("today is no day such as 2026-11-25") }
        var words: [String] = []
        for word in question {
            guard case .string(let word) = word else { throw BundleError("question has something that is no word") }
            words.append(word)
        }
        self.question = words
        self.today = day
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

    /// Whether two answers say the same.
    static func isSame(_ answer: JSONObject, _ other: JSONObject?) -> Bool {
        other.map { CanonicalJSON.bytes(.object($0)) == CanonicalJSON.bytes(.object(answer)) } ?? false
    }

    private static func day(_ text: String) -> CivilDay? {
        guard let bounds = (try? EDTF(text))?.strict, bounds.earliest == bounds.latest, let day = bounds.earliest,
            day.description == text
        else { return nil }
        return day
    }

    /// The ids of the events that an answer names.
    ///
    /// - Throws: ``BundleError`` where it names one otherwise than by its whole id.
    static func eventIDs(in answer: JSONObject) throws(BundleError) -> Set<EventID> {
        var ids: Set<EventID> = []
        try collect(.object(answer), into: &ids)
        return ids
    }

    /// Members that hold ids of events, or objects that do; elsewhere 64 digits are a text like any other.
    private static let eventKeys: Set<String> = ["event", "events", "named_by", "rests_on_qualifiers"]

    private static func collect(
        _ value: JSONValue, under key: String = "", into ids: inout Set<EventID>
    ) throws(BundleError) {
        let namesEvents = eventKeys.contains(key)
        switch value {
        case .null: break
        case .bool, .number:
            if namesEvents { throw BundleError("the answer names an event by something else than its id") }
        case .string(let text):
            guard namesEvents else { break }
            guard text.utf8.count == 64, let id = EventID(hex: text) else {
                throw BundleError("the answer names an event by something else than its whole id")
            }
            ids.insert(id)
        case .array(let values): for value in values { try collect(value, under: key, into: &ids) }
        case .object(let object):
            for (key, value) in object.members { try collect(value, under: key, into: &ids) }
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
