import Events

/// A seat as a number: what it is in the two lowest bits, which one in the others.
public struct SeatNumber: RawRepresentable, Hashable, Sendable, Comparable, BitwiseCopyable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// What a seat is.
    public enum Form: UInt32, Sendable {
        /// Membership; which one is the code of its kind, 0 without one.
        case membership
        /// A post; which one is the number of its id.
        case post
        /// A title; which one is the number that stands for all titles that are the same seat.
        case title
    }

    /// The highest number that a seat can be told apart by.
    public static let most: UInt32 = 1 << 30 - 1

    /// The number of a seat; nil where what tells it apart is greater than ``most``, or 0 but for membership.
    public init?(_ form: Form, _ value: UInt32) {
        guard value <= Self.most, value > 0 || form == .membership else { return nil }
        rawValue = value << 2 | form.rawValue
    }

    /// What the seat is; nil for a number that is none of a seat.
    public var form: Form? { Form(rawValue: rawValue & 0b11) }

    /// Which one it is.
    public var value: UInt32 { rawValue >> 2 }

    public static func < (first: SeatNumber, second: SeatNumber) -> Bool { first.rawValue < second.rawValue }
}

extension SeatNumber {
    /// The number of a seat; nil where a text that it needs has none.
    ///
    /// - Parameters:
    ///   - post: The number of a post's id, 0 where it has none.
    ///   - title: The number that stands for a folded title, 0 where it has none.
    public init?(_ seat: Seat, post: (EntityID) -> UInt32, title: (String) -> UInt32) {
        switch seat {
        case .membership(let kind): self.init(.membership, UInt32(PositionKind.code(of: kind)))
        case .post(let id): self.init(.post, post(id))
        case .title(let folded): self.init(.title, title(folded))
        }
    }

    /// The seat that an event names; nil where it names none or its title has no number.
    ///
    /// - Parameter titles: By the number of a title as it is written, the number that stands for its seat; 0, or none at
    ///   all, for a title that names a post.
    @inline(__always)
    init?(_ record: borrowing PositionRecord, _ titles: Span<UInt32>) {
        if record.post != 0 {
            self.init(.post, record.post)
        } else if record.position != 0 {
            guard record.position < titles.count else { return nil }
            self.init(.title, titles[Int(record.position)])
        } else {
            // An end that names no seat may be that of any.
            guard record.type != .positionEnded else { return nil }
            self.init(.membership, UInt32(record.kindCode))
        }
    }
}
