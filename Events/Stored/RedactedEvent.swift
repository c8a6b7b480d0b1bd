/// What is left of an event whose stored bytes were erased: its place, its leaf hash, and what others rest on.
public struct RedactedEvent: Hashable, Sendable {
    /// Its place in the log, from 1.
    public let seq: Int
    /// When the ledger recorded it.
    public let recorded: RecordedTime
    /// The batch it was recorded in, from 1.
    public let batch: Int
    /// The hash of its leaf in the Merkle tree, 32 bytes: that of the erased bytes, random salt included.
    public let leaf: [UInt8]
    /// The place of the `event.redacted` that erased it; nil where that is not known, as on an exported line.
    public let by: Int?
    /// What is kept of it; nil where that is nothing, or nothing but what the line itself has.
    public let kept: EventRemains?

    /// Puts what is left together; nothing is checked.
    public init(seq: Int, recorded: RecordedTime, batch: Int, leaf: [UInt8], by: Int?, kept: EventRemains?) {
        self.seq = seq
        self.recorded = recorded
        self.batch = batch
        self.leaf = leaf
        self.by = by
        self.kept = kept
    }

    /// Whether it stands in the batch, and was recorded when, its redaction says; true where that says neither.
    public func agrees(with redaction: EventRemains?) -> Bool {
        redaction?.stamp.map { $0 == EventRemains.Stamp(batch: batch, recorded: recorded) } ?? true
    }

    /// Its type, where it was evidence.
    public var type: String? { kept?.fact?.type }

    /// The leaf hash in 64 lower-case hexadecimal digits.
    public var leafHex: String { EventID(bytes: leaf)?.hex ?? "" }
}

// MARK: - Exported lines

extension RedactedEvent {
    /// The object of an exported line.
    public var json: JSONObject {
        var members: [(String, JSONValue)] = [
            ("seq", .number(Double(seq))), ("recorded", .string(recorded.description)),
            ("batch", .number(Double(batch))), ("leaf", .string(leafHex)),
        ]
        // Batch and time stand on the line already.
        if let kept = kept?.unstamped { members += kept.json.members.map { ($0.key, $0.value) } }
        return JSONObject(members)
    }

    /// The exported line: RFC 8785 canonical JSON.
    public var bytes: [UInt8] { CanonicalJSON.bytes(.object(json)) }

    /// Whether an object is what is left of an event, rather than an event: it has a leaf hash and no salt.
    public static func isRedacted(_ json: JSONValue) -> Bool {
        guard case .object(let object) = json else { return false }
        return object["leaf"] != nil && object["salt"] == nil
    }

    /// Reads an exported line of what is left; nil where the line is of an event.
    public init?(exportedLine bytes: [UInt8]) throws(EventError) {
        let json: JSONValue
        do {
            json = try JSONReader.parse(bytes)
        } catch {
            throw EventError(kind: .malformedJSON, field: nil, reason: error.description)
        }
        guard case .object(let object) = json, Self.isRedacted(json) else { return nil }
        let fields = try RecordDecoding(
            Self.fields + EventRemains.fields.filter { !Self.names.contains($0.name) }, of: "a redacted event",
            upcasting: .current
        ).read(object)
        let kept = JSONObject(object.members.filter { !Self.names.contains($0.key) }.map { ($0.key, $0.value) })
        var remains: EventRemains?
        if !kept.isEmpty {
            remains = try EventRemains(
                reading: RecordDecoding(EventRemains.fields, of: "a redacted event", upcasting: .current).read(kept))
        }
        self.init(
            seq: try fields.integer("seq"), recorded: try AssignedFields.recorded(try fields.text("recorded")),
            batch: try fields.integer("batch"), leaf: try fields.eventID("leaf").bytes, by: nil, kept: remains)
    }

    private static let fields = [
        FieldDescription("seq", .integer(count), required: true, "the event's place in the log, from 1"),
        FieldDescription("recorded", .text(.name), required: true, "when the ledger recorded it"),
        FieldDescription("batch", .integer(count), required: true, "the batch it was recorded in, from 1"),
        FieldDescription("leaf", .eventID, required: true, "the hash of its leaf in the tree"),
    ]

    private static let names = Set(fields.map(\.name))
    private static let count = 1...CommonFields.integers.upperBound
}
