import Chance
import Events

extension SplitMix64 {
    /// Any finite double, all exponents equally likely.
    mutating func double() -> Double {
        while true {
            let number = Double(bitPattern: next())
            if number.isFinite { return number }
        }
    }

    /// A number that JSON carries here: small integers, decimals and doubles of any size.
    mutating func jsonNumber() -> Double {
        switch Int.random(in: 0..<4, using: &self) {
        case 0: return Double(Int.random(in: -20...20, using: &self))
        case 1: return Double(Int.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &self))
        case 2: return Double(Int.random(in: -99_999...99_999, using: &self)) / 100
        default:
            let number = double()
            return (9_007_199_254_740_991..<1e21).contains(number.magnitude) ? 1 : number
        }
    }

    /// Code points of all planes, the awkward ones more often than by chance.
    mutating func text(maximumLength: Int) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...maximumLength, using: &self) {
            let range: ClosedRange<UInt32> =
                switch Int.random(in: 0..<8, using: &self) {
                case 0: 0x00...0x1F
                case 1: 0x7F...0x9F
                case 2: 0x300...0x36F
                case 3: 0xE000...0xFFFF
                case 4: 0x10000...0x10FFFF
                case 5: 0xA0...0xD7FF
                default: 0x20...0x7E
                }
            text.append(Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? "?")
        }
        return String(text)
    }

    /// Any JSON value, nested at most so deep.
    mutating func jsonValue(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .number(jsonNumber())
        case 3: return .string(text(maximumLength: 20))
        case 4: return .array((0..<Int.random(in: 0...5, using: &self)).map { _ in jsonValue(depth: depth - 1) })
        default:
            let count = Int.random(in: 0..<10, using: &self) == 0 ? 40 : Int.random(in: 0...6, using: &self)
            return .object(
                JSONObject(
                    (0..<count).map { _ in
                        (text(maximumLength: 5), jsonValue(depth: count > 6 ? 0 : depth - 1))
                    }))
        }
    }
}
