/// What was read of numbered things, by their numbers: found without hashing, as a chart of a large organisation looks
/// up thousands.
///
/// Kept in pages, so that memory grows with the numbers that were asked for and not with the highest.
struct NumberedValues<Value> {
    /// By page, how many pages stand before it in ``values``, and one; 0 for a page that is not kept.
    private var pages: [UInt32] = []
    private var values: [Value?] = []
    /// How many values there is room for: what bounds memory, as numbers may lie far apart.
    var room: Int { values.count }

    /// The people of one organisation lie far apart among the millions of a ledger: each has a page almost for itself.
    private static var pageBits: UInt32 { 4 }
    /// Numbers from here on are not kept: a file from somebody else may have any.
    private static var end: UInt32 { 1 << 28 }

    init() {}

    /// The value with a number; nil where none is kept.
    subscript(number: UInt32) -> Value? {
        let page = Int(number >> Self.pageBits)
        guard page < pages.count, pages[page] > 0 else { return nil }
        return values[Self.index(pages[page], number)]
    }

    /// Whether a value is kept.
    func has(_ number: UInt32) -> Bool {
        let page = Int(number >> Self.pageBits)
        return page < pages.count && pages[page] > 0 && values[Self.index(pages[page], number)] != nil
    }

    private static func index(_ page: UInt32, _ number: UInt32) -> Int {
        Int(page - 1) << Int(pageBits) | Int(number & (1 << pageBits - 1))
    }

    /// Keeps a value that is not kept yet.
    mutating func keep(_ value: Value, _ number: UInt32) {
        guard number < Self.end else { return }
        let page = Int(number >> Self.pageBits)
        while pages.count <= page { pages.append(0) }
        if pages[page] == 0 {
            values.append(contentsOf: repeatElement(nil, count: 1 << Int(Self.pageBits)))
            pages[page] = UInt32(values.count >> Int(Self.pageBits))
        }
        values[Self.index(pages[page], number)] = value
    }

    mutating func removeAll() {
        pages.removeAll()
        values.removeAll()
    }
}
