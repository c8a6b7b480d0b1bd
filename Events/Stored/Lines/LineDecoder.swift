/// Reads lines of JSON Lines that are in canonical form already, one after another, without making events of them.
///
/// That is what exports and `jq -cS` write: keys in order, no white space, every text in the form in which events have
/// it. Such a line is read in one pass by what decodes stored bytes, with the fields that a ledger assigned or without
/// any of them, and says what ``EventLine`` would say of it. Every other line is left to that, good or bad.
public struct LineDecoder: Sendable {
    /// What the last line says.
    public private(set) var line = CanonicalLine()
    /// The ids that it uses and that have to be introduced.
    public private(set) var uses: [UsedTerm] = []
    private var decoder = StoredDecoder()

    /// Starts without any terms.
    public init() {}

    /// The ids and titles that lines named, those of ``uses`` among them.
    public var terms: TermTable { decoder.terms }

    /// The number of an id that was named by a line that this did not read.
    public mutating func number(of id: EntityID) -> UInt32 { decoder.terms.number(of: id.text) }

    /// Reads a line, and writes what its event says behind other bytes, as it is hashed.
    ///
    /// - Parameter bytes: The line without its line feed.
    /// - Returns: False, with nothing written, where the line has to be read otherwise.
    public mutating func read(_ bytes: RawSpan, into contents: inout [UInt8]) -> Bool {
        guard decoder.readLine(bytes) else { return false }
        let type = decoder.record.content.type
        let start = contents.count
        let places = decoder.writeContent(bytes, isSource: type == .sourceAdded, to: &contents)
        let id = EventID(hashing: contents[start...])
        guard decoder.givesNoOtherID(bytes, than: id) else {
            contents.removeLast(contents.count - start)
            return false
        }
        line = CanonicalLine(
            id: id, type: type, places: places, introduced: decoder.introducedTerm,
            hasIdentifiers: decoder.members.has(.identifiers), target: decoder.target(bytes))
        uses.removeAll(keepingCapacity: true)
        decoder.collectUses(bytes, into: &uses)
        return true
    }
}

/// What a line says that has been read in one pass.
public struct CanonicalLine: Sendable {
    /// The hash of what its event says.
    public fileprivate(set) var id = EventID(hashing: [])
    /// The type of its event.
    public fileprivate(set) var type = EventTypeCode.custom
    /// Where what a ledger assigns goes in what the event says.
    public fileprivate(set) var places = AssignedPlaces()
    /// The number of the id that the event introduces; 0 where it introduces none.
    public fileprivate(set) var introduced: UInt32 = 0
    /// Whether the event has identifiers.
    public fileprivate(set) var hasIdentifiers = false
    /// The event that it corrects or retracts.
    public fileprivate(set) var target: EventID?
}

/// An id that an event uses, as a number, and as what it has to be introduced.
public struct UsedTerm: Hashable, Sendable {
    /// The number of the id.
    public let number: UInt32
    /// What the field takes.
    public let role: EntityRole
}
