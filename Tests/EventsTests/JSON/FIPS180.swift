/// The Secure Hash Standard, for checking published digests without a dependency.
enum FIPS180 {
    /// SHA-256 of a message.
    static func sha256(_ message: [UInt8]) -> [UInt8] {
        let primes = (2...311).filter { candidate in !(2..<candidate).contains { candidate % $0 == 0 } }
        let constants = primes.map { fractionBits(of: cubeRoot(of: $0)) }
        var state = primes.prefix(8).map { fractionBits(of: Double($0).squareRoot()) }
        var padded = message + [0x80]
        padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
        padded += (0..<8).map { UInt8(truncatingIfNeeded: UInt64(message.count * 8) >> (56 - 8 * $0)) }
        var words = [UInt32](repeating: 0, count: 64)
        for start in stride(from: 0, to: padded.count, by: 64) {
            for t in 0..<16 {
                words[t] = padded[start + 4 * t..<start + 4 * t + 4].reduce(0) { $0 << 8 | UInt32($1) }
            }
            for t in 16..<64 {
                let small0 = rotate(words[t - 15], 7) ^ rotate(words[t - 15], 18) ^ words[t - 15] >> 3
                let small1 = rotate(words[t - 2], 17) ^ rotate(words[t - 2], 19) ^ words[t - 2] >> 10
                words[t] = words[t - 16] &+ small0 &+ words[t - 7] &+ small1
            }
            compress(words, constants, into: &state)
        }
        return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
    }
}

private func compress(_ words: [UInt32], _ constants: [UInt32], into state: inout [UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
        let big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
        let first = h &+ big1 &+ ((e & f) ^ (~e & g)) &+ constants[t] &+ words[t]
        let big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
        let second = big0 &+ ((a & b) ^ (a & c) ^ (b & c))
        (a, b, c, d, e, f, g, h) = (first &+ second, a, b, c, d &+ first, e, f, g)
    }
    for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
}

private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
}

private func fractionBits(of number: Double) -> UInt32 {
    UInt32((number - Double(Int(number))) * 0x1p32)
}

private func cubeRoot(of number: Int) -> Double {
    var root = Double(number)
    for _ in 0..<60 { root = (2 * root + Double(number) / (root * root)) / 3 }
    return root
}
