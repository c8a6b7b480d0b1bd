/// What an event says, made once: the event, the bytes that its id is the hash of, and the id.
public struct EventContent: Hashable, Sendable {
    /// The event.
    public let event: Event
    /// The canonical JSON of the event, without assigned fields.
    public let canonicalBytes: [UInt8]
    /// The SHA-256 of these.
    public let id: EventID
    /// Where the key of each member of the outermost object begins, at its quote.
    let memberStarts: [Int]

    /// Makes the bytes and the id of an event, which is taken as it is.
    public init(_ event: Event) {
        self.init(event, json: event.json)
    }

    /// The same where the event's JSON is at hand.
    public init(_ event: Event, json: JSONObject) {
        self.event = event
        (canonicalBytes, memberStarts) = CanonicalJSON.bytesAndMembers(json)
        id = EventID(hashing: canonicalBytes)
    }
}

extension StoredEvent {
    /// The stored bytes of an event whose canonical bytes are at hand: ``bytes`` without writing the event again.
    ///
    /// The assigned fields are put between the members where their keys sort. O(bytes).
    public static func bytes(of content: EventContent, assigned stored: StoredEvent) -> [UInt8] {
        // Two types have a field that is called like an assigned one, which then has another name.
        switch stored.event.fact {
        case .sourceAdded, .eventRedacted: return stored.bytes
        default: break
        }
        var writer = SplicedBytes(content)
        if let author = stored.author { writer.add(AssignedKey.author, .string(author)) }
        writer.add(AssignedKey.batch, .number(Double(stored.batch)))
        writer.add(AssignedKey.id, .string(stored.id.hex))
        if let message = stored.message { writer.add(AssignedKey.message, .string(message)) }
        writer.add(AssignedKey.recorded, .string(stored.recorded.description))
        writer.add(AssignedKey.salt, .string(stored.salt))
        writer.add(AssignedKey.seq, .number(Double(stored.seq)))
        return writer.finish()
    }

    private enum AssignedKey {
        static let author = Array("author".utf8)
        static let batch = Array("batch".utf8)
        static let id = Array("id".utf8)
        static let message = Array("message".utf8)
        static let recorded = Array("recorded".utf8)
        static let salt = Array("salt".utf8)
        static let seq = Array("seq".utf8)
    }
}

/// Canonical bytes with further members put in, in the order of their keys.
private struct SplicedBytes {
    private let content: EventContent
    private var output: [UInt8]
    private var next = 0

    init(_ content: EventContent) {
        self.content = content
        output = []
        output.reserveCapacity(content.canonicalBytes.count + 256)
        output.append(UInt8(ascii: "{"))
    }

    /// Adds a member; keys are of a–z and _, and come in their order.
    mutating func add(_ key: [UInt8], _ value: JSONValue) {
        while next < content.memberStarts.count, content.keyPrecedes(content.memberStarts[next], key) { copyMember() }
        separate()
        output.append(UInt8(ascii: "\""))
        output.append(contentsOf: key)
        output.append(UInt8(ascii: "\""))
        output.append(UInt8(ascii: ":"))
        output.append(contentsOf: CanonicalJSON.bytes(value))
    }

    /// Adds the members that are left; the bytes.
    mutating func finish() -> [UInt8] {
        while next < content.memberStarts.count { copyMember() }
        output.append(UInt8(ascii: "}"))
        return output
    }

    private mutating func copyMember() {
        separate()
        let start = content.memberStarts[next]
        next += 1
        // Behind a member stands the comma before the next one, or the closing brace.
        let end = next < content.memberStarts.count ? content.memberStarts[next] : content.canonicalBytes.count
        output.append(contentsOf: content.canonicalBytes[start..<end - 1])
    }

    private mutating func separate() {
        if output.count > 1 { output.append(UInt8(ascii: ",")) }
    }
}

extension EventContent {
    /// Whether the key at a place sorts before one of a–z and _.
    ///
    /// Compared byte by byte up to the closing quote. What is written as an escape is a quote, a backslash or a control
    /// character; all of these sort before letters and _, as the backslash does that an escape begins with. What is not
    /// ASCII sorts behind, in UTF-8 as in UTF-16.
    func keyPrecedes(_ start: Int, _ key: [UInt8]) -> Bool {
        for (offset, byte) in key.enumerated() {
            let other = canonicalBytes[start + 1 + offset]
            if other == UInt8(ascii: "\"") { return true }
            if other != byte { return other < byte }
        }
        // A key that begins with the other and goes on is behind it.
        return false
    }
}
