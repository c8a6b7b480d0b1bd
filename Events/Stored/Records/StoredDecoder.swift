/// Decodes stored events into records of numbers, many of them one after another.
///
/// Bytes as a ledger writes them are read in one pass, without making texts or the event: this is what a replay of
/// millions of events rests on. Whatever is rare (an own type, an escape in a title, bytes in another form) is decoded
/// whole and put into the same records, so that every event gives what ``StoredEvent/init(bytes:)`` gives, its errors
/// included. Nothing is allocated for an event that is read in one pass and names nothing new.
///
/// Terms are numbered in the order in which the log names them: by event, in the order in which an event's own fields
/// are written, then the sources that it cites, then to whom it is attributed. A correction's replacement comes first.
public struct StoredDecoder: Sendable {
    /// The ids and titles that events named.
    public internal(set) var terms: TermTable
    /// The last event. It is read where it stands: handing it around would take a tenth of the time.
    public internal(set) var record = EventRecord()
    /// What the last event named.
    public internal(set) var named = NamedTerms()
    /// What the replacement in the last event named; nothing where it was no correction.
    public internal(set) var replacementNamed = NamedTerms()
    /// How many events had to be decoded whole.
    public internal(set) var wholeCount = 0

    let layouts = EventLayouts.current
    var dates = DateReader()
    var members = StoredMembers()
    /// The members of a correction, while those of its replacement are read.
    var outer = StoredMembers()
    /// The members of the objects within an event.
    var inner = StoredMembers()
    /// The members of the last event that the ledger assigned.
    var assigned: StoredKeySet = 0
    /// What the id of the last event is to be the hash of.
    var content: [UInt8] = []
    /// Whether the id of the last event is right, where that was decoded whole.
    var isWholeRight: Bool?
    /// What the row of the last event says, where its body may be compact.
    var row: Row?
    /// The numbers of the terms, and the codes of the words, that the members of the last event hold.
    var numbers = [UInt32](repeating: 0, count: StoredKey.allCases.count)

    /// Starts with the terms that are known already.
    public init(terms: TermTable = TermTable()) {
        self.terms = terms
    }

    /// What a row says of an event whose body is compact.
    struct Row: Sendable {
        let seq: Int
        let batch: Int
        /// The first 8 bytes of its id; nil where they are to be made.
        let idPrefix: UInt64?

        /// Whether stored bytes can say it: the row of a file that somebody altered may hold any numbers.
        @inline(__always)
        var canBeWritten: Bool { Self.numbers.contains(seq) && Self.numbers.contains(batch) }

        private static var numbers: ClosedRange<Int> { 1...(1 << 53) - 1 }
    }

    /// Decodes one event: ``record`` tells what it says, ``named`` and ``replacementNamed`` what it names.
    ///
    /// - Parameter bytes: The stored bytes. Offsets in the record are into these.
    /// - Throws: What decoding the whole event throws. No term is added then, and the record means nothing.
    public mutating func decode(_ bytes: RawSpan) throws(EventError) {
        row = nil
        try decodeBody(bytes)
    }

    /// Decodes one event from the body that a row of the log has, in either form.
    ///
    /// - Parameters:
    ///   - body: Offsets in the record are into it.
    ///   - idPrefix: The first 8 bytes of its id, where they are known: to make them takes as long as decoding.
    ///     ``isRight(body:idPrefix:)`` tells whether they are those of what the event says.
    /// - Throws: As ``decode(_:)`` does.
    public mutating func decode(
        body: RawSpan, seq: Int, batch: Int, idPrefix: UInt64? = nil
    ) throws(EventError) {
        row = Row(seq: seq, batch: batch, idPrefix: idPrefix)
        try decodeBody(body)
    }

    private mutating func decodeBody(_ bytes: RawSpan) throws(EventError) {
        let known = terms.count
        forgetLast()
        if readInOnePass(bytes) { return }
        terms.removeLast(downTo: known)
        forgetLast()
        wholeCount += 1
        try readWhole(bytes)
    }

    mutating func forgetLast() {
        isWholeRight = nil
        record.target = 0
        record.replacement = nil
        named.removeAll()
        replacementNamed.removeAll()
    }
}

// One pass.
extension StoredDecoder {
    /// Longer events are decoded whole, so that none read in one pass can be longer than an event may be.
    static let longest = 8_192

    /// False where the bytes have something that is rare, or wrong.
    private mutating func readInOnePass(_ bytes: RawSpan) -> Bool {
        guard bytes.byteCount <= Self.longest, members.scan(bytes, from: 0, layouts.keys) == bytes.byteCount,
            let type = typeOfMembers(bytes), let layout = layouts.layouts[Int(type.rawValue)]
        else { return false }
        noteAssigned(ofSource: type == .sourceAdded)
        guard layout.takes(members.keys & ~assigned), readStamp(bytes, ofSource: type == .sourceAdded) else {
            return false
        }
        if type == .eventCorrected { return readCorrection(bytes) }
        if type == .eventRetracted { record.target = Hex.prefix(bytes, at: members.value(.event).start) }
        return readContent(bytes, type, layout)
    }

    /// Notes which members the ledger assigns.
    @inline(__always)
    mutating func noteAssigned(ofSource isSource: Bool) {
        assigned = StoredKeys.assigned | StoredKeys.batchTexts
        // What a source's author is to others is a field of its own to `source.added`.
        assigned &= ~(isSource ? StoredKey.author.bit : StoredKey.batchAuthor.bit)
    }

    /// The code of the type; nil for types that are not in the catalog.
    @inline(__always)
    func typeOfMembers(_ bytes: RawSpan) -> EventTypeCode? {
        guard members.isString(.type) else { return nil }
        let place = members.value(.type)
        guard let index = layouts.types.index(in: bytes, at: place.start, count: place.count) else { return nil }
        return EventTypeCode(rawValue: UInt8(index + 1))
    }

    /// Reads what the ledger assigned; false where a field of it is missing or not as a ledger writes it.
    mutating func readStamp(_ bytes: RawSpan, ofSource isSource: Bool) -> Bool {
        if let row, members.keys & StoredKeys.leftOut == 0 {
            guard members.isString(.salt), Base64Salt.isSalt(bytes, members.value(.salt)), row.canBeWritten else {
                return false
            }
            record.seq = row.seq
            record.batch = row.batch
            if let known = row.idPrefix { record.idPrefix = known } else { record.idPrefix = contentID(bytes).prefix }
        } else if !readWrittenStamp(bytes) {
            return false
        }
        let author: StoredKey = isSource ? .batchAuthor : .author
        guard !members.has(author) || members.isText(bytes, author, Self.longestName) else { return false }
        return !members.has(.message)
            || members.value(.message).count <= StoredEvent.maximumMessageBytes
                && members.isText(bytes, .message, TextRule.prose.maximumLength)
    }

    /// Reads the stamp of whole stored bytes.
    private mutating func readWrittenStamp(_ bytes: RawSpan) -> Bool {
        guard members.keys & StoredKeys.assigned == StoredKeys.assigned,
            members.strings & StoredKeys.set(.id, .recorded, .salt) == StoredKeys.set(.id, .recorded, .salt),
            Hex.isEventID(bytes, members.value(.id)), Base64Salt.isSalt(bytes, members.value(.salt)),
            RecordedText.isTime(bytes, members.value(.recorded)),
            let seq = members.count(bytes, .seq), let batch = members.count(bytes, .batch)
        else { return false }
        record.seq = seq
        record.batch = batch
        record.idPrefix = Hex.prefix(bytes, at: members.value(.id).start)
        return true
    }
}
