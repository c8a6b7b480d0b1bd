// Whether events are what their ids say.
extension StoredDecoder {
    /// Whether the id of the event decoded last is that of what it says: the SHA-256 of the members that the ledger did
    /// not assign.
    ///
    /// Reading an event does not need this and is several times faster without; whoever trusts what is read does.
    /// - Parameter bytes: The bytes that were decoded. Of a compact body the first 8 bytes of the id are compared.
    public mutating func hasRightID(_ bytes: RawSpan) -> Bool {
        if let isWholeRight { return isWholeRight }
        let id = contentID(bytes)
        return members.has(.id) ? id.isWritten(in: bytes, at: members.value(.id).start) : id.prefix == record.idPrefix
    }

    /// The hash of the members that the ledger did not assign.
    mutating func contentID(_ bytes: RawSpan) -> EventID {
        // What was read in one pass is in normal form, so that its content stands in the bytes as it is hashed.
        content.removeAll(keepingCapacity: true)
        content.append(UInt8(ascii: "{"))
        var rest = members.keys & ~assigned
        while rest != 0 {
            let key = rest.trailingZeroBitCount
            rest &= rest - 1
            if content.count > 1 { content.append(UInt8(ascii: ",")) }
            // Copied before the call returns, during which the bytes stay where they are.
            bytes.extracting(members.whole(key, countOfKey: Self.counts[key])).withUnsafeBytes {
                content.append(contentsOf: $0)
            }
        }
        content.append(UInt8(ascii: "}"))
        return EventID(hashing: content)
    }

    /// Whether the id of an event is that of what it says, for a body that was not decoded here.
    ///
    /// For another thread than the one that decodes. What an event says is hashed as it stands there, or in the form in
    /// which a ledger would write it: both are right. Bytes that are no event are right as well: whoever decodes them
    /// says what is wrong.
    /// - Parameter idPrefix: The first 8 bytes of the id of an event whose body is compact, and does not say it; nil
    ///   where nothing does, and every id is right.
    public mutating func isRight(body: RawSpan, idPrefix: UInt64?) -> Bool {
        isWholeRight = nil
        if members.scan(body, from: 0, layouts.keys) == body.byteCount, let type = typeOfMembers(body) {
            noteAssigned(ofSource: type == .sourceAdded)
            if members.keys & StoredKeys.leftOut == 0 {
                guard let idPrefix else { return true }
                record.idPrefix = idPrefix
                if hasRightID(body) { return true }
            } else if members.has(.id), Hex.isEventID(body, members.value(.id)), hasRightID(body) {
                return true
            }
        }
        // In another form the same event has other bytes, and other keys than those that are read fast may be right too.
        let copy = body.copied(0..<body.byteCount)
        if let whole = Self.wholeBytes(ofCompact: copy, 1, batch: 1) {
            guard let idPrefix, let stored = try? StoredEvent(bytes: whole) else { return true }
            return idPrefix == stored.id.prefix || idPrefix == stored.event.id.prefix
        }
        guard let stored = try? StoredEvent(bytes: copy) else { return true }
        var scanner = StoredScanner()
        return stored.id == stored.event.id || stored.id == (try? scanner.outline(of: copy))?.contentID
    }

    static let counts = StoredKey.allCases.map(\.text.utf8.count)
}
