/// What a row of the log, and the batch that it is in, say of an event besides its body.
public struct RowStamp: Hashable, Sendable {
    /// The event's place in the log.
    public var seq: Int
    /// The batch that it was recorded in.
    public let batch: Int
    /// When that was.
    public let recorded: RecordedTime
    /// The same as it is written, once for all events of a batch.
    let recordedText: [UInt8]

    /// Puts them together; nothing is checked.
    public init(seq: Int, batch: Int, recorded: RecordedTime) {
        (self.seq, self.batch, self.recorded) = (seq, batch, recorded)
        recordedText = Array(recorded.description.utf8)
    }
}

/// The compact form of stored bytes, in which a body is kept that does not begin its batch.
///
/// It leaves out the members `batch`, `id`, `recorded` and `seq`: the first event of the batch, the row and the batch's
/// own row say three of them, and the fourth is the hash of what is left. They are 140 of some 360 bytes. All others
/// stand as they stand in the stored bytes, so that either form gives the other, byte for byte; what is hashed into the
/// tree, proved and exported is always the whole form.
public enum CompactBody {
    static let leftOut: [[UInt8]] = ["batch", "id", "recorded", "seq"].map { Array($0.utf8) }
    /// What stands before their values.
    static let beginnings: [[UInt8]] = [#""batch":"#, #""id":""#, #""recorded":""#, #""seq":"#].map { Array($0.utf8) }

    /// Whether a member of stored bytes is one that a compact body leaves out.
    static func leavesOut(_ key: ArraySlice<UInt8>) -> Bool { leftOut.contains { key.elementsEqual($0) } }
}

extension StoredScanner {
    /// The compact body of stored bytes, which are canonical; they themselves where their id is not the hash of what they
    /// say, since nothing would say it then. O(bytes).
    public mutating func compactBody(of bytes: [UInt8]) throws(StoredFault) -> [UInt8] {
        let outline = try outline(of: bytes)
        guard outline.id == outline.contentID else { return bytes }
        var body: [UInt8] = []
        body.reserveCapacity(bytes.count)
        body.append(UInt8(ascii: "{"))
        for member in members where !CompactBody.leavesOut(bytes[member.key]) {
            if body.count > 1 { body.append(UInt8(ascii: ",")) }
            body.append(contentsOf: bytes[member.whole])
        }
        body.append(UInt8(ascii: "}"))
        return body
    }

    /// Whether a body is compact: nothing that a compact body leaves out is in it. O(bytes).
    ///
    /// - Throws: ``StoredFault`` where it is no object in canonical JSON.
    public mutating func isCompact(_ body: [UInt8]) throws(StoredFault) -> Bool {
        try scanObject(body)
        return isCompactAsScanned(body)
    }

    /// The stored bytes of a compact body, the one that ``isCompact(_:)`` was asked of last. O(bytes).
    public mutating func wholeBytes(ofScanned body: [UInt8], _ row: RowStamp) throws(StoredFault) -> [UInt8] {
        spliced(body, row, try contentID(of: body))
    }

    /// The id of the event that a body of either form is of: as it is written, and of a compact one as it is hashed.
    public mutating func id(of body: [UInt8]) throws(StoredFault) -> EventID {
        try scanObject(body)
        return try isCompactAsScanned(body) ? contentID(of: body) : outlineOfScanned(body).id
    }

    /// Whether the members that were scanned are without any of those that a compact body leaves out.
    private func isCompactAsScanned(_ body: [UInt8]) -> Bool {
        !members.contains { CompactBody.leavesOut(body[$0.key]) }
    }

    private func spliced(_ body: [UInt8], _ row: RowStamp, _ id: EventID) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count + 160)
        output.append(UInt8(ascii: "{"))
        var next = 0
        func copyMember() {
            if output.count > 1 { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: body[members[next].whole])
            next += 1
        }
        for (index, key) in CompactBody.leftOut.enumerated() {
            while next < members.count, body[members[next].key].lexicographicallyPrecedes(key) { copyMember() }
            if output.count > 1 { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: CompactBody.beginnings[index])
            switch index {
            case 0: output.append(decimal: row.batch)
            case 1: id.appendHex(to: &output)
            case 2: output.append(contentsOf: row.recordedText)
            default: output.append(decimal: row.seq)
            }
            if index == 1 || index == 2 { output.append(UInt8(ascii: "\"")) }
        }
        while next < members.count { copyMember() }
        output.append(UInt8(ascii: "}"))
        return output
    }
}
