/// An order of 0..<count that looks like chance, without a table: any place and its inverse in constant time.
///
/// A Feistel network over the smallest even number of bits that holds `count`, walked until it lands inside
/// (Black and Rogaway 2002).
package struct Permutation: Sendable {
    let count: Int
    private let halfBits: UInt64
    private let mask: UInt64
    private let keys: [UInt64]

    package init(count: Int, seed: UInt64) {
        self.count = count
        var bits: UInt64 = 2
        while UInt64(1) << bits < UInt64(max(count, 1)) { bits += 2 }
        halfBits = bits / 2
        mask = (1 << halfBits) - 1
        keys = (0..<4).map { mixed(seed &+ $0 &* 0x9E37_79B9_7F4A_7C15) }
    }

    /// What stands at a place.
    package func callAsFunction(_ place: Int) -> Int {
        var value = UInt64(place)
        repeat {
            var (left, right) = (value >> halfBits, value & mask)
            for key in keys { (left, right) = (right, left ^ (mixed(right ^ key) & mask)) }
            value = left << halfBits | right
        } while value >= UInt64(count)
        return Int(value)
    }

    /// The place at which something stands.
    package func place(of element: Int) -> Int {
        var value = UInt64(element)
        repeat {
            var (left, right) = (value >> halfBits, value & mask)
            for key in keys.reversed() { (left, right) = (right ^ (mixed(left ^ key) & mask), left) }
            value = left << halfBits | right
        } while value >= UInt64(count)
        return Int(value)
    }
}

/// Spreads the bits of a number over all of it (the finalizer of SplitMix64: Steele, Lea and Flood 2014).
@inline(__always)
func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
}
