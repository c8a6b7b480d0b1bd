import EventLog
import Events

/// Some lines of an input, read: what their events say, and what the ledger needs to record them.
struct ImportedPiece: Sendable {
    /// An event of the piece.
    struct Entry: Sendable {
        let id: EventID
        let places: AssignedPlaces
        /// Where what it says ends in the piece's contents.
        let end: Int
    }

    /// An event that corrects or retracts another, or may close a cycle.
    struct Evidence: Sendable {
        /// Its place in the piece.
        let index: Int
        let type: EventTypeCode
        /// The event that it names; nil for a merge.
        let target: EventID?
    }

    private(set) var contents: [UInt8] = []
    /// Where what the first event says begins in them.
    private var start = 0
    private(set) var entries: [Entry] = []
    private(set) var types: [EventTypeCode] = []
    private(set) var evidence: [Evidence] = []

    init() {}

    /// What the event of an entry says.
    func content(_ index: Int) -> ArraySlice<UInt8> {
        contents[(index > 0 ? entries[index - 1].end : start)..<entries[index].end]
    }

    /// Reads a line that is in canonical form; false where it has to be read otherwise.
    mutating func add(_ line: [UInt8], _ decoder: inout LineDecoder) -> Bool {
        guard decoder.read(line.span.bytes, into: &contents) else { return false }
        add(decoder.line.id, decoder.line.places, decoder.line.type, decoder.line.target)
        return true
    }

    /// Takes an event that was read otherwise.
    mutating func add(_ content: EventContent) {
        contents += content.canonicalBytes
        add(content.id, AssignedPlaces(content), EventTypeCode(content.event.fact), content.event.fact.target)
    }

    private mutating func add(_ id: EventID, _ places: AssignedPlaces, _ type: EventTypeCode, _ target: EventID?) {
        if target != nil || type == .entityMerged || type == .eventRedacted {
            evidence.append(Evidence(index: entries.count, type: type, target: target))
        }
        entries.append(Entry(id: id, places: places, end: contents.count))
        types.append(type)
    }
}

// As bytes, for the file that keeps what was read.
extension ImportedPiece {
    private static let idBytes = 32
    private static let entryBytes = AssignedPlaces.byteCount + 4

    /// The bytes of all ids, those of all places and ends, then what the events say.
    var spooled: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.count * (Self.idBytes + Self.entryBytes) + contents.count)
        for entry in entries { entry.id.append(to: &bytes) }
        for entry in entries {
            entry.places.append(to: &bytes)
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: entry.end >> shift))
            }
        }
        bytes += contents
        return bytes
    }

    /// Reads the bytes of a piece of so many events; the types of its events and its evidence are not among them.
    init(spooled bytes: [UInt8], count: Int) {
        let start = count * (Self.idBytes + Self.entryBytes)
        entries.reserveCapacity(count)
        for index in 0..<count {
            let place = count * Self.idBytes + index * Self.entryBytes
            let end = (0..<4).reduce(0) { $0 | Int(bytes[place + AssignedPlaces.byteCount + $1]) << ($1 * 8) }
            entries.append(
                Entry(id: Self.id(bytes, index), places: AssignedPlaces(bytes, at: place), end: start + end))
        }
        contents = bytes
        self.start = start
    }

    /// The ids of a piece whose first bytes these are.
    static func ids(spooled bytes: [UInt8], count: Int) -> [EventID] { (0..<count).map { id(bytes, $0) } }

    /// How many bytes the ids of so many events have.
    static func countOfIDBytes(_ events: Int) -> Int { events * idBytes }

    private static func id(_ bytes: [UInt8], _ index: Int) -> EventID {
        EventID(bytes, at: index * idBytes)
    }
}
