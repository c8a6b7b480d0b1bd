import Events

/// A seat with what a source of a stint calls it.
///
/// An object, as the lines of a large organisation name the same few hundred over and over: a line refers to one and
/// copies neither.
public final class TitledSeat: Hashable, Sendable {
    /// The seat.
    public let seat: Seat
    /// The title as the source has it; nil where it gives none.
    public let title: String?

    /// Creates it of the two.
    public init(_ seat: Seat, title: String?) {
        self.seat = seat
        self.title = title
    }

    public static func == (first: TitledSeat, second: TitledSeat) -> Bool {
        first === second || first.seat == second.seat && first.title == second.title
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(seat)
        hasher.combine(title)
    }
}
