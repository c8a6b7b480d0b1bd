import Events

/// Postings of one subject and one family as bytes, in the order in which they were added.
///
/// For each posting: how far it stands behind the one before it (the first: behind the place by which the list is named)
/// as a variable-length number; then, where the family has types, a byte with the type's code in the low five bits, 0x20
/// for a replacement and 0x40 where the organisation's number follows, as a variable-length number. Such a number has
/// seven bits a byte, the lowest first, the highest bit of each byte saying whether another follows (LEB128).
///
/// A list that has reached ``fullLength`` takes nothing more: the next posting begins another. So one sequence of
/// postings has one sequence of lists, however many were added at a time.
public struct PostingList: Hashable, Sendable {
    /// How many bytes a list has at least before another begins: together with its key it then fits into a cell of
    /// SQLite's tree.
    public static let fullLength = 800

    /// The place of the first posting, by which the list is named.
    public private(set) var first: Int
    /// The postings.
    public private(set) var bytes: [UInt8]
    /// The place of the last posting; that of the first where there is none yet.
    public private(set) var last: Int

    /// A list that has nothing yet.
    public init(first: Int) {
        (self.first, last, bytes) = (first, first, [])
    }

    /// A list that was stored, to add to.
    ///
    /// - Throws: ``PostingError``
    public init(first: Int, _ stored: [UInt8], of family: PostingFamily) throws(PostingError) {
        self.first = first
        bytes = stored
        last = first
        var reader = PostingReader(first: first, family)
        while let posting = try reader.next(in: stored.span.bytes) { last = posting.seq }
    }

    /// Empties it to be filled anew, so that its memory is used again.
    public mutating func restart(first: Int) {
        bytes.removeAll(keepingCapacity: true)
        (self.first, last) = (first, first)
    }

    /// Whether the next posting belongs to another list.
    public var isFull: Bool { bytes.count >= Self.fullLength }

    /// Adds a posting that stands no earlier in the log than those before it.
    @inline(__always)
    public mutating func add(_ posting: Posting, of family: PostingFamily) {
        append(UInt64(posting.seq - last))
        last = posting.seq
        guard family.hasTypes else { return }
        let head = posting.type.rawValue | (posting.isReplacement ? 0x20 : 0)
        if posting.organization == 0 {
            bytes.append(head)
        } else {
            bytes.append(head | 0x40)
            append(UInt64(posting.organization))
        }
    }

    @inline(__always)
    private mutating func append(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// Bytes that are no list of postings: where in them.
public struct PostingError: Error, Hashable, Sendable {
    /// The offset of the byte that does not fit.
    public let offset: Int
}

/// Reads the postings of a list one by one.
public struct PostingReader {
    private let family: PostingFamily
    private var offset = 0
    private var seq: Int

    /// Begins at the front of a list that is named by the place of its first posting.
    public init(first: Int, _ family: PostingFamily) {
        self.family = family
        seq = first
    }

    /// The next posting; nil at the end.
    ///
    /// - Throws: ``PostingError``
    public mutating func next(in bytes: RawSpan) throws(PostingError) -> Posting? {
        guard offset < bytes.byteCount else { return nil }
        let (place, isOver) = seq.addingReportingOverflow(Int(clamping: try number(bytes)))
        guard !isOver else { throw PostingError(offset: offset) }
        seq = place
        guard family.hasTypes else { return Posting(seq, .custom) }
        let head = try byte(bytes)
        guard let type = EventTypeCode(rawValue: head & 0x1F), head & 0x80 == 0 else {
            throw PostingError(offset: offset)
        }
        let organization = head & 0x40 == 0 ? 0 : try number(bytes)
        guard let organization = UInt32(exactly: organization) else { throw PostingError(offset: offset) }
        return Posting(seq, type, isReplacement: head & 0x20 != 0, organization: organization)
    }

    private mutating func byte(_ bytes: RawSpan) throws(PostingError) -> UInt8 {
        guard offset < bytes.byteCount else { throw PostingError(offset: offset) }
        defer { offset += 1 }
        return bytes[offset]
    }

    private mutating func number(_ bytes: RawSpan) throws(PostingError) -> UInt64 {
        var (number, shift): (UInt64, UInt64) = (0, 0)
        while shift < 63 {
            let byte = try byte(bytes)
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        throw PostingError(offset: offset)
    }
}

extension RawSpan {
    fileprivate subscript(offset: Int) -> UInt8 {
        // Any byte makes a UInt8, and the load itself checks that it lies within the span.
        unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
}
