import Projections

/// Seats with their titles by the numbers of both, as far as they have been read.
///
/// A table of slots, of which at most half are taken; a pair that finds its slot taken has the next one that is free. So
/// the few hundred of a large organisation are found thousands of times without more than a multiplication each.
struct TitledSeats {
    private struct Slot {
        let seat: UInt32
        let title: UInt32
        let value: TitledSeat
    }

    private var slots = [Slot?](repeating: nil, count: 1 << 10)
    private var count = 0

    /// How many are kept; then all are forgotten.
    private static let mostKept = 1 << 16

    /// A seat with a title; nil where it is not kept.
    subscript(seat: UInt32, title: UInt32) -> TitledSeat? { slots[index(seat, title)]?.value }

    /// Keeps a seat with a title that is not kept yet.
    mutating func keep(_ value: TitledSeat, _ seat: UInt32, _ title: UInt32) {
        if count >= Self.mostKept { self = TitledSeats() }
        if 2 * (count + 1) > slots.count {
            let kept = slots
            slots = [Slot?](repeating: nil, count: 2 * kept.count)
            for slot in kept { if let slot { slots[index(slot.seat, slot.title)] = slot } }
        }
        slots[index(seat, title)] = Slot(seat: seat, title: title, value: value)
        count += 1
    }

    /// The slot of a pair, or the free one that it is to have.
    private func index(_ seat: UInt32, _ title: UInt32) -> Int {
        // Of the product the high bits depend on all of both numbers.
        let mixed = (UInt64(seat) << 32 | UInt64(title)) &* 0x9E37_79B9_7F4A_7C15
        var index = Int(mixed >> 40) & (slots.count - 1)
        while let slot = slots[index], slot.seat != seat || slot.title != title {
            index = (index + 1) & (slots.count - 1)
        }
        return index
    }
}
