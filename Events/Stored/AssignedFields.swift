/// How assigned fields stand beside an event's own in one flat object, and how they are told apart.
///
/// Two types have a field of their own that is called like an assigned one. In stored bytes `source.added` keeps its
/// `author`, and the batch's is `batch_author`; `event.redacted` writes its own `seq` as `redacts`, so that `seq` is
/// the event's place in the log as everywhere.
enum AssignedFields {
    static let batchAuthor = "batch_author"
    static let redacts = "redacts"

    /// An object of one line as the event's own members and the assigned ones, each under its plain name.
    static func split(_ object: JSONObject) -> (content: JSONObject, assigned: JSONObject) {
        let type = object["type"]
        let isSource = type == .string(SourceAdded.type)
        let isRedaction = type == .string(EventRedacted.type)
        // In most events no field has two names, and in what people write none is assigned.
        if !isSource && !isRedaction {
            guard object.members.contains(where: { CommonFields.isAssigned($0.key) }) else { return (object, [:]) }
            return (
                JSONObject(distinct: object.members.filter { !CommonFields.isAssigned($0.key) }),
                JSONObject(distinct: object.members.filter { CommonFields.isAssigned($0.key) })
            )
        }
        let keepsSeq = isRedaction && object[redacts] == nil
        var content: [(String, JSONValue)] = []
        var assigned: [(String, JSONValue)] = []
        for (key, value) in object.members {
            switch key {
            case batchAuthor where isSource: assigned.append(("author", value))
            case redacts where isRedaction: content.append(("seq", value))
            case "author" where isSource, "seq" where keepsSeq: content.append((key, value))
            case let name where CommonFields.isAssigned(name): assigned.append((key, value))
            default: content.append((key, value))
            }
        }
        return (JSONObject(content), JSONObject(assigned))
    }

    /// The event's members with the assigned ones added.
    static func merged(_ content: JSONObject, _ stored: StoredEvent) -> JSONObject {
        let isSource = stored.event.type == SourceAdded.type
        let isRedaction = stored.event.type == EventRedacted.type
        var members: [(String, JSONValue)] = [
            ("seq", .number(Double(stored.seq))),
            ("id", .string(stored.id.hex)),
            ("recorded", .string(stored.recorded.description)),
            ("batch", .number(Double(stored.batch))),
        ]
        if let author = stored.author { members.append((isSource ? batchAuthor : "author", .string(author))) }
        if let message = stored.message { members.append(("message", .string(message))) }
        for (key, value) in content.members {
            members.append((isRedaction && key == "seq" ? redacts : key, value))
        }
        members.append(("salt", .string(stored.salt)))
        return JSONObject(members)
    }

    /// Reads assigned members; null and empty ones count as absent.
    static func read(_ object: JSONObject) throws(EventError) -> EventLine.Assigned {
        let fields = try RecordDecoding(descriptions, of: "a stored event", upcasting: .current).read(object)
        return EventLine.Assigned(
            id: fields.has("id") ? try fields.eventID("id") : nil, seq: fields.integerIfGiven("seq"),
            recorded: try fields.textIfGiven("recorded").map(recorded), batch: fields.integerIfGiven("batch"),
            salt: try fields.textIfGiven("salt").map(salt), author: fields.textIfGiven("author"),
            message: try fields.textIfGiven("message").map(message))
    }

    /// A batch's author and message in normal form, checked as they are when stored bytes are read.
    static func checked(author: String?, message: String?) throws(EventError) -> EventLine.Assigned {
        var given = JSONObject()
        given["author"] = author.map { .string($0) }
        given["message"] = message.map { .string($0) }
        return try read(given)
    }

    private static let count = 1...CommonFields.integers.upperBound

    private static let descriptions = [
        FieldDescription("id", .eventID, "the hash of what the event says"),
        FieldDescription("seq", .integer(count), "the event's place in the log, from 1"),
        FieldDescription("recorded", .text(.name), "when the ledger recorded it"),
        FieldDescription("batch", .integer(count), "the batch it was recorded in, from 1"),
        FieldDescription("salt", .text(.name), "16 random bytes in base64url"),
        FieldDescription("author", .text(.name), "who recorded the batch"),
        FieldDescription("message", .text(.prose), "why the batch was recorded"),
    ]

    static func recorded(_ text: String) throws(EventError) -> RecordedTime {
        guard let time = RecordedTime(text) else {
            throw EventError(
                kind: .badValue, field: "recorded", reason: "\(TextRules.quoted(text)) is not a time in UTC",
                remedy: "write it as 2026-11-25T17:39:42.123456Z")
        }
        return time
    }

    private static func salt(_ text: String) throws(EventError) -> String {
        guard isBase64URL(text.utf8), (22...100).contains(text.utf8.count) else {
            throw EventError(
                kind: .badValue, field: "salt", reason: "is not base64url of at least 16 bytes",
                remedy: "leave it to the ledger")
        }
        return text
    }

    /// Whether all bytes are digits of base64url.
    static func isBase64URL(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
        }
    }

    private static func message(_ text: String) throws(EventError) -> String {
        guard text.utf8.count <= StoredEvent.maximumMessageBytes else {
            throw EventError(
                kind: .tooLarge, field: "message",
                reason: "has \(text.utf8.count) bytes; at most \(StoredEvent.maximumMessageBytes) are taken",
                remedy: "shorten it")
        }
        return text
    }
}
