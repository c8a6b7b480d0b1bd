/// Numbers in the place of texts: of ids, and of the titles that positions go by.
///
/// Each distinct text has one number, counted from 1 in the order in which texts are first met; 0 stands for no text.
/// Texts are compared as bytes. All of them stand in one array of bytes, found by open addressing: a place of the
/// table has a part of the text's hash, so that few texts are compared, and where the text stands.
public struct TermTable: Sendable {
    /// The longest text that has a number, in bytes: as long as stored bytes are.
    public static let longest = StoredEvent.maximumBytes

    /// What is known of a text besides its bytes.
    struct Marks: OptionSet {
        let rawValue: UInt8

        /// It was found to be a text as events have it: in normal form, with no character that is refused.
        static let isText = Marks(rawValue: 1)
    }

    /// 24 bits of the hash, 8 of marks, 32 of the number; 0 where the place is free.
    private struct Place: Sendable {
        var tag: UInt64 = 0
        /// 44 bits of the offset, 20 of the length.
        var text: UInt64 = 0

        var number: UInt32 { UInt32(truncatingIfNeeded: tag) }
        var start: Int { Int(truncatingIfNeeded: text >> 20) }
        var count: Int { Int(truncatingIfNeeded: text & 0xF_FFFF) }
    }

    private var bytes: [UInt8] = []
    /// Where each text begins, and where the next one will.
    private var starts: [Int] = [0]
    private var places: [Place]
    private let seed: UInt64

    private static let hashBits: UInt64 = 0xFFFF_FF00_0000_0000

    /// Makes an empty table.
    ///
    /// - Parameter seed: What texts are hashed with. Numbers do not depend on it; one that nobody knows beforehand keeps
    ///   made-up texts from all falling on one place.
    public init(seed: UInt64 = 0x243F_6A88_85A3_08D3) {
        self.seed = seed
        places = [Place](repeating: Place(), count: 64)
    }

    /// Makes the table that has given these numbers; nil where a text stands twice, is empty or too long.
    public init?(texts: some Sequence<String>, seed: UInt64 = 0x243F_6A88_85A3_08D3) {
        self.init(seed: seed)
        for text in texts {
            let expected = UInt32(clamping: count + 1)
            guard number(of: text) == expected else { return nil }
        }
    }

    /// How many texts have a number, which is the highest number.
    public var count: Int { starts.count - 1 }

    /// All texts in the order of their numbers.
    public var texts: [String] { (0..<count).map { text(UInt32($0 + 1)) } }

    /// The text with a number; empty for 0 and for numbers that were not given.
    public func text(_ number: UInt32) -> String {
        guard let range = range(of: number) else { return "" }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// Lends the bytes of the text with a number; none for 0 and for numbers that were not given.
    public func withBytes<Result>(of number: UInt32, _ body: (Span<UInt8>) -> Result) -> Result {
        body(bytes.span.extracting(range(of: number) ?? 0..<0))
    }

    private func range(of number: UInt32) -> Range<Int>? {
        guard number > 0, Int(number) <= count else { return nil }
        return starts[Int(number) - 1]..<starts[Int(number)]
    }

    // MARK: - Numbers

    /// The number of a text, a new one where it has none yet; 0 for a text that is empty or too long.
    public mutating func number(of text: String) -> UInt32 {
        let bytes = text.utf8.span.bytes
        return number(of: bytes, at: 0, count: bytes.byteCount)
    }

    /// The number of a text if it has one, else 0.
    public func knownNumber(of text: String) -> UInt32 {
        let bytes = text.utf8.span.bytes
        let count = bytes.byteCount
        guard (1...Self.longest).contains(count) else { return 0 }
        return places[place(of: bytes, at: 0, count: count, hash: hash(bytes, 0, count))].number
    }

    /// The number of the text that stands at an offset, a new one where it has none yet; 0 where it can have none.
    mutating func number(of text: RawSpan, at offset: Int, count: Int) -> UInt32 {
        guard count > 0, count <= Self.longest else { return 0 }
        let hash = hash(text, offset, count)
        let place = place(of: text, at: offset, count: count, hash: hash)
        let number = places[place].number
        return number != 0 ? number : insert(text, offset, count, hash, place)
    }

    /// The number of a text that has to be one as events have it; 0 where `check` says that it is not.
    ///
    /// What has passed once is not checked again.
    mutating func number(
        of text: RawSpan, at offset: Int, count: Int, checking check: () -> Bool
    ) -> UInt32 {
        guard count > 0, count <= Self.longest else { return 0 }
        let hash = hash(text, offset, count)
        let place = place(of: text, at: offset, count: count, hash: hash)
        let tag = places[place].tag
        if tag & Self.textMark != 0 { return places[place].number }
        guard check() else { return 0 }
        let number = tag != 0 ? places[place].number : insert(text, offset, count, hash, place)
        // Room may have been made: the text is somewhere else then.
        places[self.place(of: text, at: offset, count: count, hash: hash)].tag |= Self.textMark
        return number
    }

    private static let textMark = UInt64(Marks.isText.rawValue) << 32

    /// Forgets the texts that were given the highest numbers, so that `count` are left.
    mutating func removeLast(downTo count: Int) {
        while self.count > count {
            let number = self.count
            let (start, end) = (starts[number - 1], starts[number])
            // The last one met stands last in its row of places: nothing was put behind it on its account.
            places[place(ofKnown: start..<end)] = Place()
            starts.removeLast()
            bytes.removeLast(end - start)
        }
    }

    /// Takes the texts of another table up, in the order of their numbers there.
    ///
    /// - Returns: The numbers that they have here, by their numbers there; 0 by 0.
    public mutating func merge(_ other: TermTable) -> [UInt32] {
        var numbers: [UInt32] = [0]
        numbers.reserveCapacity(other.count + 1)
        let texts = other.bytes.span.bytes
        for number in 0..<other.count {
            let (start, end) = (other.starts[number], other.starts[number + 1])
            numbers.append(self.number(of: texts, at: start, count: end - start))
        }
        return numbers
    }
}

// Places and hashes.
extension TermTable {
    /// Where a text stands, or where it would have to.
    private func place(of text: RawSpan, at offset: Int, count: Int, hash: UInt64) -> Int {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while true {
            let found = places[place]
            if found.tag == 0 { return place }
            if (found.tag ^ hash) & Self.hashBits == 0, found.count == count, isSame(text, offset, found.start, count) {
                return place
            }
            place = (place + 1) & mask
        }
    }

    /// Where the text is found that stands in a range of the table's own bytes.
    private func place(ofKnown range: Range<Int>) -> Int {
        let texts = bytes.span.bytes
        let hash = hash(texts, range.lowerBound, range.count)
        return place(of: texts, at: range.lowerBound, count: range.count, hash: hash)
    }

    private func isSame(_ text: RawSpan, _ offset: Int, _ start: Int, _ count: Int) -> Bool {
        let known = bytes.span.bytes
        var done = 0
        while done < count {
            let difference = text.word(at: offset &+ done) ^ known.word(at: start &+ done)
            if difference & Bytes.mask(count &- done) != 0 { return false }
            done += 8
        }
        return true
    }

    @inline(never)
    private mutating func insert(_ text: RawSpan, _ offset: Int, _ count: Int, _ hash: UInt64, _ free: Int) -> UInt32 {
        guard self.count < UInt32.max else { return 0 }
        let start = bytes.count
        for place in offset..<offset + count { bytes.append(text.byte(at: place)) }
        starts.append(bytes.count)
        let number = UInt64(self.count)
        places[free] = Place(tag: hash & Self.hashBits | number, text: UInt64(start) << 20 | UInt64(count))
        if self.count * 2 > places.count { places = placesWithRoom() }
        return UInt32(number)
    }

    /// The places of a table of twice the size. Texts come to them in the order of their numbers, as if it had always
    /// been so large.
    private func placesWithRoom() -> [Place] {
        var larger = [Place](repeating: Place(), count: places.count * 2)
        var byNumber = [Place](repeating: Place(), count: count)
        for place in places where place.tag != 0 { byNumber[Int(place.number) - 1] = place }
        let texts = bytes.span.bytes
        let mask = larger.count - 1
        for entry in byNumber {
            var place = Int(truncatingIfNeeded: hash(texts, entry.start, entry.count)) & mask
            while larger[place].tag != 0 { place = (place + 1) & mask }
            larger[place] = entry
        }
        return larger
    }

    /// A hash by multiplication of eight bytes at a time, all 64 bits of which depend on every byte.
    private func hash(_ text: RawSpan, _ offset: Int, _ count: Int) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: count)
        var done = 0
        while done < count {
            state = Self.mixed(state ^ text.word(at: offset &+ done) & Bytes.mask(count &- done))
            done += 8
        }
        return Self.mixed(state)
    }

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
