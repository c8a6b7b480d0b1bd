/// One line of JSON Lines as it comes in: an event, and the assigned fields that it may carry.
public struct EventLine: Hashable, Sendable {
    /// The fields that a ledger assigned, as far as the line gives them.
    public struct Assigned: Hashable, Sendable {
        /// The hash of what the event says, as given.
        public let id: EventID?
        /// The place in that ledger's log, from 1.
        public let seq: Int?
        /// When that ledger recorded it.
        public let recorded: RecordedTime?
        /// The batch that it was recorded in, from 1.
        public let batch: Int?
        /// Random bytes in base64url.
        public let salt: String?
        /// Who recorded the batch, where the event is its first.
        public let author: String?
        /// Why the batch was recorded, where the event is its first.
        public let message: String?

        /// Creates the fields that are given; nothing is checked.
        public init(
            id: EventID? = nil, seq: Int? = nil, recorded: RecordedTime? = nil, batch: Int? = nil,
            salt: String? = nil, author: String? = nil, message: String? = nil
        ) {
            self.id = id
            self.seq = seq
            self.recorded = recorded
            self.batch = batch
            self.salt = salt
            self.author = author
            self.message = message
        }
    }

    /// What the line says.
    public let event: Event
    /// Nil when the line gives none. Its `id` is as given: whether it is the event's is for the reader to check.
    public let assigned: Assigned?

    /// Reads a line of UTF-8 JSON without its line feed.
    ///
    /// Assigned fields that make no sense are ignored, but for an `id`: the ledger assigns them anew.
    public init(bytes: [UInt8]) throws(EventError) {
        try self.init(json: Self.parse(bytes))
    }

    /// Takes a line that has been parsed.
    public init(json: JSONValue) throws(EventError) {
        try self.init(json) { (given) throws(EventError) in
            do throws(EventError) {
                return try AssignedFields.read(given)
            } catch {
                guard let id = given["id"] else { return EventLine.Assigned() }
                return try AssignedFields.read(JSONObject([("id", id)]))
            }
        }
    }

    /// Reads a stored event's line, whose assigned fields have to be as a ledger writes them.
    init(storedBytes bytes: [UInt8]) throws(EventError) {
        guard bytes.count <= StoredEvent.maximumBytes else {
            throw EventError(
                kind: .tooLarge, field: nil,
                reason: "a stored event has at most \(StoredEvent.maximumBytes) bytes; this has \(bytes.count)")
        }
        try self.init(Self.parse(bytes), readingAssigned: AssignedFields.read)
    }

    private init(
        _ json: JSONValue, readingAssigned read: (JSONObject) throws(EventError) -> Assigned
    ) throws(EventError) {
        guard case .object(let object) = json else {
            event = try Event(json: json)
            assigned = nil
            return
        }
        let (content, given) = AssignedFields.split(object)
        event = try Event(json: .object(content))
        assigned = given.isEmpty ? nil : try read(given)
    }

    private static func parse(_ bytes: [UInt8]) throws(EventError) -> JSONValue {
        do {
            return try JSONReader.parse(bytes)
        } catch {
            throw EventError(kind: .malformedJSON, field: nil, reason: error.description)
        }
    }
}
