// Whether events are what their ids say.
extension StoredDecoder {
    /// Whether the id of the event decoded last is that of what it says: the SHA-256 of the members that the ledger did
    /// not assign.
    ///
    /// Reading an event does not need this and is several times faster without; whoever trusts what is read does.
    /// - Parameter bytes: The stored bytes that were decoded.
    public mutating func hasRightID(_ bytes: RawSpan) -> Bool {
        if let isWholeRight { return isWholeRight }
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
        return EventID(hashing: content).isWritten(in: bytes, at: members.value(.id).start)
    }

    /// Whether the id of an event is that of what it says, for bytes that were not decoded here.
    ///
    /// For another thread than the one that decodes. Bytes that are no event are right as well: whoever decodes them
    /// says what is wrong.
    public mutating func isRight(_ bytes: RawSpan) -> Bool {
        isWholeRight = nil
        if members.scan(bytes, from: 0, layouts.keys) == bytes.byteCount, let type = typeOfMembers(bytes),
            members.has(.id), Hex.isEventID(bytes, members.value(.id))
        {
            noteAssigned(ofSource: type == .sourceAdded)
            if hasRightID(bytes) { return true }
        }
        // In another form the same event has other bytes.
        guard let stored = try? StoredEvent(bytes: bytes.copied(0..<bytes.byteCount)) else { return true }
        return stored.id == stored.event.id
    }

    static let counts = StoredKey.allCases.map(\.text.utf8.count)
}
