/// The places of events in the log, ascending, by index from 1 on; at 0 nothing.
///
/// They follow each other from 1 on, and take no memory then, unless the log is an excerpt.
struct EventPlaces: Sendable {
    /// How many there are.
    private(set) var count = 0
    /// All of them with 0 in front, where some are missing between them.
    private var listed: [UInt32]?

    /// The place with an index.
    subscript(index: Int) -> UInt32 { listed?[index] ?? UInt32(truncatingIfNeeded: index) }

    /// The index of a place; 0 where it is none of these.
    func index(of place: UInt32) -> Int {
        guard let listed else { return place <= count ? Int(place) : 0 }
        var (low, high) = (0, listed.count)
        while low < high {
            let middle = (low + high) / 2
            if listed[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low < listed.count && listed[low] == place ? low : 0
    }

    /// Adds a place behind all others.
    mutating func append(_ place: UInt32) {
        if listed == nil, Int(place) != count + 1 { listed = (0...count).map { UInt32(truncatingIfNeeded: $0) } }
        count += 1
        listed?.append(place)
    }
}
