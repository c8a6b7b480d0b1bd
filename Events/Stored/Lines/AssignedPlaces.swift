/// Where the members that a ledger assigns go in what an event says: offsets into its canonical bytes.
///
/// Each is the offset of the quote that the next member's key begins with, or of the closing brace.
public struct AssignedPlaces: Hashable, Sendable, BitwiseCopyable {
    /// How many there are.
    static let count = 7

    /// The offsets in the order of the keys; last whether the event adds a source, to which an author is something else.
    private var lanes = SIMD8<UInt16>()

    /// - Parameter isSource: Whether the event adds a source.
    init(isSource: Bool = false) { lanes[7] = isSource ? 1 : 0 }

    /// Whether the event adds a source.
    var isSource: Bool { lanes[7] != 0 }

    /// The offset of the member whose key is at an index of ``keys(isSource:)``.
    subscript(_ index: Int) -> Int {
        get { Int(lanes[index]) }
        set { lanes[index] = UInt16(truncatingIfNeeded: newValue) }
    }

    /// The keys of the members that a ledger assigns to an event, one bit each.
    static func keys(isSource: Bool) -> StoredKeySet {
        StoredKeys.assigned | StoredKey.message.bit
            | (isSource ? StoredKey.batchAuthor.bit : StoredKey.author.bit)
    }

    /// Their indices in the order of the keys.
    static func index(of key: StoredKey, isSource: Bool) -> Int {
        (keys(isSource: isSource) & (key.bit - 1)).nonzeroBitCount
    }
}

extension AssignedPlaces {
    /// The places in the bytes of an event that was made.
    public init(_ content: EventContent) {
        var isSource = false
        if case .sourceAdded = content.event.fact { isSource = true }
        self.init(isSource: isSource)
        var rest = Self.keys(isSource: isSource)
        for index in 0..<Self.count {
            let key = StoredKey.allCases[rest.trailingZeroBitCount]
            rest &= rest - 1
            let text = Array(key.text.utf8)
            self[index] =
                content.memberStarts.first { !content.keyPrecedes($0, text) } ?? content.canonicalBytes.count - 1
        }
    }
}

// As bytes, for what is kept beside a ledger while lines are imported.
extension AssignedPlaces {
    /// How many bytes there are of places.
    public static let byteCount = 16

    /// Writes the places behind other bytes.
    public func append(to output: inout [UInt8]) {
        for index in 0..<8 {
            output.append(UInt8(truncatingIfNeeded: lanes[index]))
            output.append(UInt8(truncatingIfNeeded: lanes[index] >> 8))
        }
    }

    /// Reads what was written at an offset.
    public init(_ bytes: [UInt8], at start: Int) {
        for index in 0..<8 {
            lanes[index] = UInt16(bytes[start + 2 * index]) | UInt16(bytes[start + 2 * index + 1]) << 8
        }
    }
}
