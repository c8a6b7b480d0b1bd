/// Base64 with padding (RFC 4648, section 4), and of each run of bytes one spelling only.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// The bytes as text, padded to a multiple of four characters.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var gathered: UInt32 = 0
        var count = 0
        for byte in bytes {
            gathered = gathered << 8 | UInt32(byte)
            count += 1
            if count == 3 {
                append(gathered, characters: 4, to: &text)
                (gathered, count) = (0, 0)
            }
        }
        if count > 0 {
            append(gathered << UInt32(8 * (3 - count)), characters: count + 1, to: &text)
            for _ in count..<3 { text.append(padding) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads text; nil where `encode` would have written the same bytes in another way.
    ///
    /// So no white space, no missing padding, and no bits left over: whoever could spell one signature in two ways
    /// could make two notes that look different and say the same.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var gathered: UInt32 = 0
        var count = 0
        var padded = 0
        for character in text {
            if character == padding {
                padded += 1
            } else {
                guard padded == 0, let value = value(of: character) else { return nil }
                gathered |= UInt32(value) << UInt32(18 - 6 * count)
            }
            count += 1
            if count == 4 {
                guard padded <= 2 else { return nil }
                let used = 3 - padded
                guard gathered << UInt32(8 + 8 * used) == 0 else { return nil }
                for index in 0..<used { bytes.append(UInt8(truncatingIfNeeded: gathered >> UInt32(16 - 8 * index))) }
                (gathered, count) = (0, 0)
            }
        }
        return bytes
    }

    private static func append(_ bits: UInt32, characters: Int, to text: inout [UInt8]) {
        for index in 0..<characters { text.append(alphabet[Int(bits >> UInt32(18 - 6 * index) & 63)]) }
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
