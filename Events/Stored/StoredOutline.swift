/// What stored bytes say of themselves, read off them without making the event.
public struct StoredOutline: Hashable, Sendable {
    /// The id that they carry.
    public let id: EventID
    /// The id of what they say: the SHA-256 of the members that are not assigned.
    public let contentID: EventID
    /// Their place in the log.
    public let seq: Int
    /// The batch that they were recorded in.
    public let batch: Int
    /// When that was.
    public let recorded: RecordedTime
    /// Whether they carry the batch's author or message, as only a batch's first event does.
    public let carriesBatchTexts: Bool
}

/// Why stored bytes are not what a ledger writes.
public enum StoredFault: Error, Hashable, Sendable {
    /// They are not canonical JSON.
    case notCanonical(JSONError)
    /// They are no object, or an assigned field is missing or not as a ledger writes it.
    case badField(String)
    /// What they say is no event, or a text that the ledger assigned breaks a rule.
    case unreadable(EventError)
    /// What they say is an event that a ledger would write otherwise.
    case notInNormalForm
}

/// Reads the outlines of stored events, one after another.
public struct StoredScanner: Sendable {
    private var scanner = CanonicalScanner()
    private var content: [UInt8] = []
    private var lastRecorded: (text: [UInt8], time: RecordedTime) = ([], RecordedTime(microseconds: 0))

    public init() {}

    /// Whether the bytes read last are all ASCII, so that their text is in NFC.
    public var isASCII: Bool { scanner.isASCII }

    /// Reads one outline; time linear in the bytes, a few microseconds for most events.
    public mutating func outline(of bytes: [UInt8]) throws(StoredFault) -> StoredOutline {
        try scanObject(bytes)
        return try outlineOfScanned(bytes)
    }

    /// The members of the object that was scanned last.
    var members: [CanonicalScanner.Member] { scanner.members }

    /// Finds the members of an object in canonical JSON.
    mutating func scanObject(_ bytes: [UInt8]) throws(StoredFault) {
        do throws(JSONError) {
            try scanner.scan(bytes, maximumBytes: StoredEvent.maximumBytes)
        } catch {
            throw .notCanonical(error)
        }
        guard bytes.first == UInt8(ascii: "{") else { throw .badField("type") }
    }

    /// The outline of bytes whose members were found.
    mutating func outlineOfScanned(_ bytes: [UInt8]) throws(StoredFault) -> StoredOutline {
        let fields = try separate(bytes)
        guard isSalt(bytes, fields.salt) else { throw .badField("salt") }
        return StoredOutline(
            id: try id(bytes, fields.id), contentID: EventID(hashing: content),
            seq: try count(bytes, fields.seq, "seq"), batch: try count(bytes, fields.batch, "batch"),
            recorded: try recorded(bytes, fields.recorded), carriesBatchTexts: fields.carriesBatchTexts)
    }

    /// The id of what is said in bytes whose members were found.
    mutating func contentID(of bytes: [UInt8]) throws(StoredFault) -> EventID {
        _ = try separate(bytes)
        return EventID(hashing: content)
    }

    /// Finds the assigned members among those that were found, and puts the others together as they are hashed.
    private mutating func separate(_ bytes: [UInt8]) throws(StoredFault) -> AssignedRanges {
        let rules = try AssignedKeys(bytes, scanner.members)
        var fields = AssignedRanges()
        content.removeAll(keepingCapacity: true)
        content.append(UInt8(ascii: "{"))
        for member in scanner.members {
            switch rules.role(of: bytes[member.key]) {
            case .assigned(let field):
                fields.set(field, member.value)
            case .content:
                append(bytes[member.whole])
            case .redacts:
                append(AssignedKeys.quotedSeq)
                content.append(contentsOf: bytes[member.key.upperBound + 1..<member.value.upperBound])
            }
        }
        content.append(UInt8(ascii: "}"))
        return fields
    }

    /// Reads one outline, and the event as reading all of the stored bytes gives it.
    ///
    /// It takes exactly those bytes that a ledger writes: reading and writing them again gives the same. Whether the
    /// id is right is for the caller to compare.
    public mutating func event(of bytes: [UInt8]) throws(StoredFault) -> (outline: StoredOutline, event: Event) {
        let outline = try outline(of: bytes)
        let event: Event
        let isNormal: Bool
        do throws(EventError) {
            // Texts that came with the batch have rules of their own; most events have none.
            if outline.carriesBatchTexts {
                let stored = try StoredEvent(bytes: bytes)
                event = stored.event
                isNormal = stored.bytes == bytes
            } else {
                event = try Event(json: try parsedContent())
                isNormal = event.canonicalBytes == content
            }
        } catch {
            throw .unreadable(error)
        }
        guard isNormal else { throw .notInNormalForm }
        return (outline, event)
    }

    private func parsedContent() throws(EventError) -> JSONValue {
        do throws(JSONError) {
            return try JSONReader.parse(content)
        } catch {
            throw EventError(kind: .malformedJSON, field: nil, reason: error.description)
        }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        if content.count > 1 { content.append(UInt8(ascii: ",")) }
        content.append(contentsOf: bytes)
    }

    private func id(_ bytes: [UInt8], _ value: Range<Int>?) throws(StoredFault) -> EventID {
        guard let value, value.count == 66, bytes[value.lowerBound] == UInt8(ascii: "\""),
            let id = EventID(hexDigits: bytes[value.lowerBound + 1..<value.upperBound - 1])
        else { throw .badField("id") }
        return id
    }

    private func isSalt(_ bytes: [UInt8], _ value: Range<Int>?) -> Bool {
        guard let value, (24...102).contains(value.count), bytes[value.lowerBound] == UInt8(ascii: "\"") else {
            return false
        }
        return AssignedFields.isBase64URL(bytes[value.lowerBound + 1..<value.upperBound - 1])
    }

    private func count(_ bytes: [UInt8], _ value: Range<Int>?, _ name: String) throws(StoredFault) -> Int {
        guard let value, value.count <= 16 else { throw .badField(name) }
        var number = 0
        for digit in bytes[value] {
            guard digit &- UInt8(ascii: "0") < 10 else { throw .badField(name) }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        guard (1...CommonFields.integers.upperBound).contains(number) else { throw .badField(name) }
        return number
    }

    private mutating func recorded(_ bytes: [UInt8], _ value: Range<Int>?) throws(StoredFault) -> RecordedTime {
        guard let value, value.count > 2 else { throw .badField("recorded") }
        let text = bytes[value.lowerBound + 1..<value.upperBound - 1]
        // Events of one batch have one time: it is read once.
        if lastRecorded.text.elementsEqual(text) { return lastRecorded.time }
        let written = String(decoding: text, as: UTF8.self)
        guard let time = RecordedTime(written), time.description == written else { throw .badField("recorded") }
        lastRecorded = (Array(text), time)
        return time
    }
}

/// Where the assigned fields of a stored event stand.
private struct AssignedRanges {
    private(set) var id: Range<Int>?
    private(set) var seq: Range<Int>?
    private(set) var batch: Range<Int>?
    private(set) var recorded: Range<Int>?
    private(set) var salt: Range<Int>?
    private(set) var carriesBatchTexts = false

    mutating func set(_ field: AssignedKeys.Field, _ value: Range<Int>) {
        switch field {
        case .id: id = value
        case .seq: seq = value
        case .batch: batch = value
        case .recorded: recorded = value
        case .batchText: carriesBatchTexts = true
        case .salt: salt = value
        }
    }
}

/// Which members of stored bytes are assigned, told by their keys as bytes; `AssignedFields` says so of values.
private struct AssignedKeys {
    enum Field { case id, seq, batch, recorded, salt, batchText }

    enum Role {
        case content
        case assigned(Field)
        /// The event's own `seq`, under the name that it has in stored bytes.
        case redacts
    }

    static let quotedSeq = Array("\"seq\"".utf8)[...]

    private static let names = (
        author: Array("author".utf8), batch: Array("batch".utf8), batchAuthor: Array(AssignedFields.batchAuthor.utf8),
        id: Array("id".utf8), message: Array("message".utf8), recorded: Array("recorded".utf8),
        redacts: Array(AssignedFields.redacts.utf8), salt: Array("salt".utf8), seq: Array("seq".utf8),
        type: Array("type".utf8)
    )
    private static let sourceType = Array("\"\(SourceAdded.type)\"".utf8)
    private static let redactionType = Array("\"\(EventRedacted.type)\"".utf8)

    private let isSource: Bool
    private let isRedaction: Bool

    init(_ bytes: [UInt8], _ members: [CanonicalScanner.Member]) throws(StoredFault) {
        guard let type = members.last(where: { bytes[$0.key].elementsEqual(Self.names.type) }) else {
            throw .badField("type")
        }
        isSource = bytes[type.value].elementsEqual(Self.sourceType)
        isRedaction = bytes[type.value].elementsEqual(Self.redactionType)
    }

    func role(of key: ArraySlice<UInt8>) -> Role {
        // Keys of other lengths are never assigned; the first byte tells the rest apart.
        switch key.first {
        case UInt8(ascii: "i"): key.elementsEqual(Self.names.id) ? .assigned(.id) : .content
        case UInt8(ascii: "s"):
            key.elementsEqual(Self.names.seq)
                ? .assigned(.seq) : key.elementsEqual(Self.names.salt) ? .assigned(.salt) : .content
        case UInt8(ascii: "b"):
            key.elementsEqual(Self.names.batch)
                ? .assigned(.batch)
                : isSource && key.elementsEqual(Self.names.batchAuthor) ? .assigned(.batchText) : .content
        case UInt8(ascii: "r"):
            key.elementsEqual(Self.names.recorded)
                ? .assigned(.recorded) : isRedaction && key.elementsEqual(Self.names.redacts) ? .redacts : .content
        case UInt8(ascii: "a"): !isSource && key.elementsEqual(Self.names.author) ? .assigned(.batchText) : .content
        case UInt8(ascii: "m"): key.elementsEqual(Self.names.message) ? .assigned(.batchText) : .content
        default: .content
        }
    }
}
