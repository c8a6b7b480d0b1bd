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

    static let counts = StoredKey.allCases.map(\.text.utf8.count)
}
