/// What was read of numbered things, by their numbers: found without hashing, as a chart of a large organisation looks
/// up thousands.
///
/// Kept in pages, so that memory grows with the numbers that were asked for and not with the highest.
struct NumberedValues<Value> {
    private var pages: [[Value?]] = []
    /// How many values are kept.
    private(set) var count = 0

    private static var pageBits: UInt32 { 8 }
    /// Numbers from here on are not kept: a file from somebody else may have any.
    private static var end: UInt32 { 1 << 26 }

    init() {}

    /// The value with a number; nil where none is kept.
    subscript(number: UInt32) -> Value? {
        let page = Int(number >> Self.pageBits)
        guard page < pages.count, !pages[page].isEmpty else { return nil }
        return pages[page][Int(number & (1 << Self.pageBits - 1))]
    }

    /// Keeps a value that is not kept yet.
    mutating func keep(_ value: Value, _ number: UInt32) {
        guard number < Self.end else { return }
        let page = Int(number >> Self.pageBits)
        while pages.count <= page { pages.append([]) }
        if pages[page].isEmpty { pages[page] = Array(repeating: nil, count: 1 << Int(Self.pageBits)) }
        pages[page][Int(number & (1 << Self.pageBits - 1))] = value
        count += 1
    }

    mutating func removeAll() {
        pages.removeAll()
        count = 0
    }
}
