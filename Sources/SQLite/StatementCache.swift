internal import CSQLite

/// The prepared statements of one connection that nobody is using, by their text.
///
/// Each is reset and has no bound values. Owning the pointers is safe because a statement is either here or in one
/// `Statement`, never both: `take` removes it and `put` is called only as that `Statement` ends.
struct StatementCache {
    private struct Idle {
        let pointer: OpaquePointer
        let lastUse: UInt64
    }

    private var idle: [String: Idle] = [:]
    private var clock: UInt64 = 0
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int { idle.count }

    mutating func take(_ sql: String) -> OpaquePointer? {
        idle.removeValue(forKey: sql)?.pointer
    }

    /// Keeps a statement, letting the least recently used one go where there is no room. O(capacity) at worst.
    mutating func put(_ pointer: OpaquePointer, _ sql: String) {
        guard capacity > 0, idle[sql] == nil else {
            sqlite3_finalize(pointer)
            return
        }
        if idle.count >= capacity, let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            sqlite3_finalize(oldest.value.pointer)
            idle.removeValue(forKey: oldest.key)
        }
        clock += 1
        idle[sql] = Idle(pointer: pointer, lastUse: clock)
    }

    mutating func removeAll() {
        for entry in idle.values {
            sqlite3_finalize(entry.pointer)
        }
        idle.removeAll()
    }
}
