internal import CSQLite

/// The prepared statements of one connection that nobody is using, by their text.
///
/// Each is reset and has no bound values. Owning the pointers is safe because a statement is either here or in one
/// `Statement`, never both: `take` removes it and `put` is called only as that `Statement` ends.
struct StatementCache {
    /// Where a statement of a text goes back to, without a look at the text.
    struct Place {
        fileprivate let slot: Int
        fileprivate let generation: UInt64
    }

    private struct Slot {
        let sql: String
        /// The idle statement; nil while somebody has it.
        var pointer: OpaquePointer?
        var lastUse: UInt64
        /// Tells the text that has the slot from those that had it before.
        let generation: UInt64
    }

    private var slots: [Slot] = []
    private var bySQL: [String: Int] = [:]
    private var clock: UInt64 = 0
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// How many statements are idle.
    private(set) var count = 0

    /// An idle statement of a text, nil where there is none, and the place to put it back to; none where the text has no
    /// place yet.
    mutating func take(_ sql: String) -> (pointer: OpaquePointer?, place: Place?) {
        guard let slot = bySQL[sql] else { return (nil, nil) }
        let place = Place(slot: slot, generation: slots[slot].generation)
        guard let pointer = slots[slot].pointer else { return (nil, place) }
        slots[slot].pointer = nil
        count -= 1
        return (pointer, place)
    }

    /// Keeps a statement, letting the least recently used one go where there is no room. O(capacity) at worst.
    mutating func put(_ pointer: OpaquePointer, _ sql: String, _ place: Place?) {
        clock += 1
        let known = place.flatMap(slot) ?? bySQL[sql]
        guard let slot = known ?? freeSlot(sql), slots[slot].pointer == nil else {
            sqlite3_finalize(pointer)
            return
        }
        slots[slot].pointer = pointer
        slots[slot].lastUse = clock
        count += 1
    }

    /// The slot of a place; nil where another text has it now.
    private func slot(_ place: Place) -> Int? {
        guard place.slot < slots.count, slots[place.slot].generation == place.generation else { return nil }
        return place.slot
    }

    /// A slot for a text that has none; nil where there may be none.
    private mutating func freeSlot(_ sql: String) -> Int? {
        guard capacity > 0 else { return nil }
        let new = Slot(sql: sql, pointer: nil, lastUse: clock, generation: clock)
        guard slots.count >= capacity, let oldest = slots.indices.min(by: { slots[$0].lastUse < slots[$1].lastUse })
        else {
            slots.append(new)
            bySQL[sql] = slots.count - 1
            return slots.count - 1
        }
        if let pointer = slots[oldest].pointer {
            sqlite3_finalize(pointer)
            count -= 1
        }
        bySQL[slots[oldest].sql] = nil
        slots[oldest] = new
        bySQL[sql] = oldest
        return oldest
    }

    mutating func removeAll() {
        for slot in slots {
            if let pointer = slot.pointer { sqlite3_finalize(pointer) }
        }
        slots.removeAll()
        bySQL.removeAll()
        count = 0
    }
}
