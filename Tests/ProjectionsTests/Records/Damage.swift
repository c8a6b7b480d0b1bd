import Chance

/// One byte of an event made another, taken out, doubled, or two of them exchanged.
enum Damage {
    static func inflict(on bytes: inout [UInt8], _ random: inout SplitMix64) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(bytes[place], at: place)
        case 4: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
        default: bytes[place] = Array("\"\\,:{}[]-0 .\u{0}".utf8).randomElement(using: &random) ?? 0
        }
    }
}
