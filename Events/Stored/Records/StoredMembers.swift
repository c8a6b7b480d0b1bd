/// Where the members of one object stand in stored bytes, found in one pass.
///
/// It takes objects as a ledger writes them: no white space, keys in their order and each once. Strings are looked
/// through for escapes and for bytes that are not printable ASCII. Of arrays, objects and numbers only the end is found:
/// what is within is for the reader of the member to check.
struct StoredMembers: Sendable {
    /// The keys that are there.
    private(set) var keys: StoredKeySet = 0
    /// The keys whose values are strings.
    private(set) var strings: StoredKeySet = 0
    /// The keys whose values are strings with an escape.
    private(set) var escaped: StoredKeySet = 0
    /// The keys whose values are strings with a byte that is not printable ASCII.
    private(set) var wide: StoredKeySet = 0
    /// An array: reading one number out of an inline one copies all of them.
    private var places = [UInt32](repeating: 0, count: StoredKey.allCases.count)
    /// The key that stood behind each key the last time; behind the last of these the one that came first.
    private var followers = [UInt8](repeating: 0, count: StoredKey.allCases.count + 1)

    /// The longest bytes that are taken: offsets have 16 bits.
    static let longest = 0xFFFF

    /// Where a key's value stands, between its quotes where it is a string. Means nothing for a key that is not there.
    @inline(__always)
    func value(_ key: StoredKey) -> StoredPlace { StoredPlace(bits: places[Int(key.rawValue)]) }

    @inline(__always)
    func has(_ key: StoredKey) -> Bool { keys & key.bit != 0 }

    @inline(__always)
    func isString(_ key: StoredKey) -> Bool { strings & key.bit != 0 }

    /// Reads the object that begins at an offset; gives where it ends, and nil where it is none that is read fast.
    mutating func scan(_ bytes: RawSpan, from start: Int, _ names: KeyReader) -> Int? {
        var (keys, strings, escaped, wide): (StoredKeySet, StoredKeySet, StoredKeySet, StoredKeySet) = (0, 0, 0, 0)
        var last = followers.count - 1
        guard bytes.byteCount <= Self.longest, bytes.byte(at: start) == UInt8(ascii: "{") else { return nil }
        var place = start + 1
        while true {
            let guess = Int(followers[last])
            guard bytes.byte(at: place) == UInt8(ascii: "\""),
                let (index, value) = names.key(in: bytes, at: place + 1, guess: guess)
            else { return nil }
            if index != guess { followers[last] = UInt8(truncatingIfNeeded: index) }
            last = index
            // Ascending keys are in order, and each is there once.
            let bit: StoredKeySet = 1 &<< StoredKeySet(truncatingIfNeeded: index)
            guard keys < bit else { return nil }
            keys |= bit
            place = value
            if bytes.byte(at: place) == UInt8(ascii: "\""), let count = Self.usualCount(index),
                bytes.byte(at: place + 1 + count) == UInt8(ascii: "\"")
            {
                strings |= bit
                places[index] = StoredPlace(place + 1, place + 1 + count).bits
                place += count + 2
            } else if bytes.byte(at: place) == UInt8(ascii: "\"") {
                let text = StoredText(bytes, from: place + 1)
                guard text.end >= 0 else { return nil }
                strings |= bit
                if text.isEscaped { escaped |= bit }
                if text.isWide { wide |= bit }
                places[index] = StoredPlace(place + 1, text.end).bits
                place = text.end + 1
            } else {
                guard let end = Self.endOfValue(bytes, place) else { return nil }
                places[index] = StoredPlace(place, end).bits
                place = end
            }
            switch bytes.byte(at: place) {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "}"):
                self.keys = keys
                self.strings = strings
                self.escaped = escaped
                self.wide = wide
                return place + 1
            default: return nil
            }
        }
    }

    /// How long the string is that stands at some keys: their readers look at every byte of it anyway, so that here it is
    /// stepped over where a quote stands behind so many.
    @inline(__always)
    private static func usualCount(_ key: Int) -> Int? {
        switch UInt8(truncatingIfNeeded: key) {
        case StoredKey.id.rawValue: 64
        case StoredKey.recorded.rawValue: 27
        case StoredKey.salt.rawValue: 22
        default: nil
        }
    }

    /// Where a number, a word, an array or an object ends.
    static func endOfValue(_ bytes: RawSpan, _ start: Int) -> Int? {
        switch bytes.byte(at: start) {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            return endOfNested(bytes, start)
        default:
            var place = start
            while isWordByte(bytes.byte(at: place)) { place += 1 }
            return place > start ? place : nil
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "E"): true
        default: false
        }
    }

    private static func endOfNested(_ bytes: RawSpan, _ start: Int) -> Int? {
        var place = start
        var depth = 0
        while place < bytes.byteCount {
            switch bytes.byte(at: place) {
            case UInt8(ascii: "\""):
                let text = StoredText(bytes, from: place + 1)
                guard text.end >= 0 else { return nil }
                place = text.end
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return place + 1 }
            default:
                break
            }
            place += 1
        }
        return nil
    }
}

// What stands at a key.
extension StoredMembers {
    /// Where the whole member of a key stands: key, colon and value, with their quotes.
    func whole(_ key: Int, countOfKey: Int) -> Range<Int> {
        let place = StoredPlace(bits: places[key])
        let quote = strings &>> StoredKeySet(truncatingIfNeeded: key) & 1 == 0 ? 0 : 1
        return place.start - quote - countOfKey - 3..<place.end + quote
    }

    /// A whole number from 1 up, of at most 15 digits, which a double holds exactly.
    @inline(__always)
    func count(_ bytes: RawSpan, _ key: StoredKey) -> Int? {
        let place = value(key)
        guard !isString(key), place.count <= 15, bytes.byte(at: place.start) != UInt8(ascii: "0") else { return nil }
        var number = 0
        var offset = place.start
        while offset < place.end {
            let digit = bytes.byte(at: offset) &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
            offset &+= 1
        }
        return number
    }

    /// The number that stands at a key; nil where none does, or one that is seldom.
    func number(_ bytes: RawSpan, _ key: StoredKey) -> Double? {
        isString(key) ? nil : StoredNumber.value(bytes, value(key))
    }

    /// Whether the order is one that is written: a whole number, and not 0, which is left out.
    func isOrder(_ bytes: RawSpan) -> Bool {
        number(bytes, .order).map { $0 != 0 && $0 == $0.rounded() } ?? false
    }

    /// Whether a text stands at a key, as events have it.
    @inline(__always)
    func isText(_ bytes: RawSpan, _ key: StoredKey, _ longest: Int) -> Bool {
        isString(key) && escaped & key.bit == 0
            && RecordedForm.holds(bytes, value(key), isWide: wide & key.bit != 0, longest: longest)
    }

    /// Whether the key is not there, or a text stands at it.
    @inline(__always)
    func lacksOrIsText(_ bytes: RawSpan, _ key: StoredKey, _ longest: Int) -> Bool {
        !has(key) || isText(bytes, key, longest)
    }
}
