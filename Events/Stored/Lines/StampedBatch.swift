/// What a ledger assigns to the events of one batch, ready to be put between what they say.
public struct StampedBatch: Sendable {
    private let batch: [UInt8]
    private let recorded: [UInt8]
    private let author: [UInt8]?
    private let message: [UInt8]?

    /// - Parameters:
    ///   - author: As ``StoredEvent/checked(author:message:)`` gives it, as the message.
    public init(number: Int, recorded: RecordedTime, author: String?, message: String?) {
        batch = Self.bytes(.number(Double(number)))
        self.recorded = Self.bytes(.string(recorded.description))
        self.author = author.map { Self.bytes(.string($0)) }
        self.message = message.map { Self.bytes(.string($0)) }
    }

    private static func bytes(_ value: JSONValue) -> [UInt8] { CanonicalJSON.bytes(value) }

    /// Writes the stored bytes of an event behind other bytes: those that ``StoredEvent/bytes`` has. O(bytes).
    ///
    /// - Parameters:
    ///   - content: What the event says, as it is hashed.
    ///   - isFirst: Whether the event is the first of the batch, which has the author and the message.
    public func write(
        _ content: ArraySlice<UInt8>, _ places: AssignedPlaces, id: EventID, seq: Int, salt: ArraySlice<UInt8>,
        isFirst: Bool, to output: inout [UInt8]
    ) {
        var splicing = Splicing(content, places)
        let isSource = places.isSource
        if isFirst, let author, !isSource { splicing.add(Self.author, author, 0, &output) }
        splicing.add(Self.batch, batch, isSource ? 0 : 1, &output)
        if isFirst, let author, isSource { splicing.add(Self.batchAuthor, author, 1, &output) }
        splicing.begin(Self.id, 2, &output)
        output.append(UInt8(ascii: "\""))
        id.appendHex(to: &output)
        output.append(UInt8(ascii: "\""))
        splicing.end(&output)
        if isFirst, let message { splicing.add(Self.message, message, 3, &output) }
        splicing.add(Self.recorded, recorded, 4, &output)
        splicing.begin(Self.salt, 5, &output)
        output.append(UInt8(ascii: "\""))
        output.append(contentsOf: salt)
        output.append(UInt8(ascii: "\""))
        splicing.end(&output)
        splicing.begin(Self.seq, 6, &output)
        output.append(decimal: seq)
        splicing.end(&output)
        splicing.finish(&output)
    }

    /// Writes the compact body of an event that is not the first of its batch behind other bytes. O(bytes).
    public static func writeCompact(
        _ content: ArraySlice<UInt8>, _ places: AssignedPlaces, salt: ArraySlice<UInt8>, to output: inout [UInt8]
    ) {
        var splicing = Splicing(content, places)
        splicing.begin(Self.salt, 5, &output)
        output.append(UInt8(ascii: "\""))
        output.append(contentsOf: salt)
        output.append(UInt8(ascii: "\""))
        splicing.end(&output)
        splicing.finish(&output)
    }

    private static let author = Array(#""author":"#.utf8)
    private static let batch = Array(#""batch":"#.utf8)
    private static let batchAuthor = Array("\"\(AssignedFields.batchAuthor)\":".utf8)
    private static let id = Array(#""id":"#.utf8)
    private static let message = Array(#""message":"#.utf8)
    private static let recorded = Array(#""recorded":"#.utf8)
    private static let salt = Array(#""salt":"#.utf8)
    private static let seq = Array(#""seq":"#.utf8)
}

/// What an event says with further members put in, in the order of their keys.
private struct Splicing {
    private let content: ArraySlice<UInt8>
    private let places: AssignedPlaces
    private var done: Int
    private var isAtEnd = false

    init(_ content: ArraySlice<UInt8>, _ places: AssignedPlaces) {
        self.content = content
        self.places = places
        done = content.startIndex
    }

    /// Writes what stands before a member, and its key with the colon.
    mutating func begin(_ key: [UInt8], _ index: Int, _ output: inout [UInt8]) {
        let place = content.startIndex + places[index]
        if place > done { output.append(contentsOf: content[done..<place]) }
        done = place
        // An event has members, so that at the end one stands before.
        isAtEnd = place == content.endIndex - 1
        if isAtEnd { output.append(UInt8(ascii: ",")) }
        output.append(contentsOf: key)
    }

    mutating func end(_ output: inout [UInt8]) {
        if !isAtEnd { output.append(UInt8(ascii: ",")) }
    }

    mutating func add(_ key: [UInt8], _ value: [UInt8], _ index: Int, _ output: inout [UInt8]) {
        begin(key, index, &output)
        output.append(contentsOf: value)
        end(&output)
    }

    func finish(_ output: inout [UInt8]) { output.append(contentsOf: content[done...]) }
}
