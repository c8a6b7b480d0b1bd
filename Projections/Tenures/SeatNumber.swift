import Events

/// A seat as a number of 32 bits: two that say what sort it is, and the number of its term or the code of its kind.
public enum SeatNumber {
    /// What a seat is, with the number of the term that names it.
    public enum Matter: Hashable, Sendable {
        /// The post of an id.
        case post(UInt32)
        /// A title; of those that are folded alike, the one that was first in the log.
        case title(UInt32)
        /// Membership without a title.
        case membership(PositionKind?)
    }

    private static let postBits: UInt32 = 1
    private static let titleBits: UInt32 = 2

    /// The number of a post's seat.
    public static func post(_ term: UInt32) -> UInt32 { term << 2 | postBits }
    /// The number of a title's seat.
    public static func title(_ term: UInt32) -> UInt32 { term << 2 | titleBits }
    /// The number of a membership.
    public static func membership(_ kind: PositionKind?) -> UInt32 { UInt32(PositionKind.code(of: kind)) << 2 }

    /// What a number stands for; nil for one that no seat has.
    public static func matter(of number: UInt32) -> Matter? {
        let rest = number >> 2
        switch number & 3 {
        case postBits: return rest > 0 ? .post(rest) : nil
        case titleBits: return rest > 0 ? .title(rest) : nil
        case 0:
            if rest == 0 { return .membership(nil) }
            return UInt8(exactly: rest).flatMap { PositionKind.coded($0) }.map { .membership($0) }
        default: return nil
        }
    }
}
