/// An event as the log keeps it: what it says and what the ledger assigned.
public struct StoredEvent: Hashable, Sendable {
    /// The longest that the stored bytes may be.
    public static let maximumBytes = 65_535

    /// The longest that a batch's message may be, in bytes of UTF-8.
    public static let maximumMessageBytes = 4_000

    /// What it says.
    public let event: Event
    /// The hash of what the event says. As read it is as stored: comparing it with `event.id` is for verification.
    public let id: EventID
    /// Its place in the log, from 1.
    public let seq: Int
    /// When the ledger recorded it: the same for all events of a batch.
    public let recorded: RecordedTime
    /// The batch it was recorded in, from 1.
    public let batch: Int
    /// 16 random bytes in base64url, so that the hash of the stored bytes confirms no guess.
    public let salt: String
    /// Who recorded the batch; on the batch's first event only.
    public let author: String?
    /// Why the batch was recorded; on the batch's first event only.
    public let message: String?

    /// Puts an event and what a ledger assigned to it together; nothing is checked.
    public init(
        event: Event, id: EventID, seq: Int, recorded: RecordedTime, batch: Int, salt: String,
        author: String? = nil, message: String? = nil
    ) {
        self.event = event
        self.id = id
        self.seq = seq
        self.recorded = recorded
        self.batch = batch
        self.salt = salt
        self.author = author
        self.message = message
    }

    /// Reads stored bytes. They need not be canonical: compare `bytes` to see whether they are.
    public init(bytes: [UInt8]) throws(EventError) {
        try self.init(EventLine(storedBytes: bytes))
    }

    /// A batch's author and message as they can be stored: in NFC, trimmed, nil when empty.
    ///
    /// An author is a line of at most 500 characters, a message at most 4,000 bytes of lines.
    public static func checked(
        author: String?, message: String?
    ) throws(EventError) -> (author: String?, message: String?) {
        let checked = try AssignedFields.checked(author: author, message: message)
        return (checked.author, checked.message)
    }

    /// Takes a line that carries every field that a ledger assigns.
    public init(_ line: EventLine) throws(EventError) {
        let assigned = line.assigned
        self.init(
            event: line.event, id: try Self.require(assigned?.id, "id"), seq: try Self.require(assigned?.seq, "seq"),
            recorded: try Self.require(assigned?.recorded, "recorded"),
            batch: try Self.require(assigned?.batch, "batch"), salt: try Self.require(assigned?.salt, "salt"),
            author: assigned?.author, message: assigned?.message)
    }

    /// What its batch gave to it.
    public var stamp: EventRemains.Stamp { EventRemains.Stamp(batch: batch, recorded: recorded) }

    /// The event with its assigned fields, in an order for reading.
    public var json: JSONObject { AssignedFields.merged(event.json, self) }

    /// The stored body: RFC 8785 canonical JSON, at most 65,535 bytes for an event that was checked.
    public var bytes: [UInt8] { CanonicalJSON.bytes(.object(json)) }

    private static func require<Value>(_ value: Value?, _ field: String) throws(EventError) -> Value {
        guard let value else {
            throw EventError(kind: .missingField, field: field, reason: "is missing from a stored event")
        }
        return value
    }
}
