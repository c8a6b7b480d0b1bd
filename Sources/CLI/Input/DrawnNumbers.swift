#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The system's random numbers, many of them drawn at a time: an import takes two for each event, and each draw is a call
/// into the kernel.
struct DrawnNumbers: RandomNumberGenerator {
    private var numbers: [UInt64] = []

    /// As many as `getentropy` gives at once, in 256 bytes.
    private static let mostAtOnce = 32

    mutating func next() -> UInt64 {
        if numbers.isEmpty { draw() }
        return numbers.removeLast()
    }

    private mutating func draw() {
        numbers = [UInt64](repeating: 0, count: Self.mostAtOnce)
        // The pointer is to the array's own bytes, as many as are said, and is used in this call alone.
        let isDrawn = numbers.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) == 0 }
        guard !isDrawn else { return }
        // Some sandboxes refuse the call; the language's own source has other ways, one number at a time.
        var system = SystemRandomNumberGenerator()
        for place in numbers.indices { numbers[place] = system.next() }
    }
}
