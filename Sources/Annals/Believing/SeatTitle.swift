import Projections

/// A seat with what a source calls it.
struct SeatTitle: Hashable, Comparable {
    let seat: Seat
    let title: String

    /// - Parameter title: The title or the kind that a source gives; without one, what a chart calls the seat, so that
    ///   whoever reads that can ask for it.
    init(_ seat: Seat, _ title: String?) {
        self.seat = seat
        self.title = title ?? seat.fallbackTitle
    }

    static func < (first: SeatTitle, second: SeatTitle) -> Bool {
        (first.seat, first.title) < (second.seat, second.title)
    }
}
