import Events

/// JSON Lines that can be read twice: once to check them, once to record them.
public protocol LineSource: AnyObject {
    /// Goes back to the first line.
    func rewind() throws
    /// The next line that is not blank; nil at the end.
    func next() throws -> InputLine?
}

/// A line of JSON Lines.
public struct InputLine: Sendable {
    /// The longest that a line may be, in bytes: as long as a stored event.
    public static let maximumBytes = StoredEvent.maximumBytes

    /// Its number in the file, from 1.
    public let number: Int
    /// Its bytes without the line feed; nil for a line that is longer than any event and was passed over.
    public let bytes: [UInt8]?

    /// Creates a line.
    public init(number: Int, bytes: [UInt8]?) {
        self.number = number
        self.bytes = bytes
    }

    /// The event on the line, with the fields that a ledger assigned.
    public func event() throws(EventError) -> EventLine {
        guard let bytes else {
            throw EventError(
                kind: .tooLarge, field: nil, reason: "the line is longer than \(Self.maximumBytes) bytes",
                remedy: "an event is one line; shorten its texts, or split it")
        }
        let line: EventLine
        do {
            line = try EventLine(bytes: bytes)
        } catch {
            guard try RedactedEvent(exportedLine: bytes) != nil else { throw error }
            throw EventError(
                kind: .badValue, field: nil, reason: "this is what is left of a redacted event, and says nothing",
                remedy: "leave the line out, or take the whole export into an empty ledger with `annals restore`")
        }
        if let given = line.assigned?.id, given != line.event.id {
            throw EventError(
                kind: .conflict, field: "id", reason: "is not the hash of what the event says",
                remedy: "leave it out, or give the event unchanged")
        }
        return line
    }
}

/// Lines that were refused, nothing of the input having been recorded or compared.
public struct RefusedLines: Error, Hashable, Sendable, CustomStringConvertible {
    /// How many are told; the rest is counted.
    static let told = 20

    /// The first of them, each a line that begins with its number.
    public private(set) var faults: [String] = []
    /// How many there are.
    public private(set) var count = 0

    /// What became of the others, for the message; nil where nothing was to be recorded.
    private let whatWasKept: String?

    /// Creates an empty list of lines that were to be recorded.
    public init() { self.init(whatWasKept: "nothing was recorded") }

    /// Creates an empty list.
    init(whatWasKept: String?) { self.whatWasKept = whatWasKept }

    /// Whether no line was refused.
    public var isEmpty: Bool { count == 0 }

    /// Whether further lines are only counted.
    var isFull: Bool { faults.count == Self.told }

    /// Notes what is wrong with a line.
    public mutating func add(_ line: Int, _ reason: String) {
        count += 1
        if faults.count < Self.told { faults.append("line \(line): \(reason)") }
    }

    /// The faults, one a line.
    public var description: String {
        if count == 1, let only = faults.first { return only + (whatWasKept.map { "; \($0)" } ?? "") }
        let more = count > faults.count ? ["and \(count - faults.count) more"] : []
        return (["\(count) lines are refused\(whatWasKept.map { ", and \($0)" } ?? ""):"] + faults + more).joined(
            separator: "\n  ")
    }
}
