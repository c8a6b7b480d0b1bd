/// Brings elements into the order of a number of each, those of one number as they were (a radix sort from the last
/// digit). O(n) for each digit of 11 bits in which the numbers differ.
struct RadixOrder<Element: Sendable>: Sendable {
    /// An element with its number.
    typealias Numbered = (number: UInt64, element: Element)

    private static var digitBits: Int { 11 }

    /// The elements, in order.
    private(set) var elements: [Numbered]

    init(_ unordered: consuming [Numbered]) {
        elements = unordered
        guard let first = elements.first else { return }
        let differing = elements.reduce(0) { $0 | ($1.number ^ first.number) }
        var other = elements
        for shift in stride(from: 0, to: UInt64.bitWidth, by: Self.digitBits) {
            guard Self.digit(differing, shift) != 0 else { continue }
            Self.distribute(elements, by: shift, to: &other)
            swap(&elements, &other)
        }
    }

    private static func digit(_ number: UInt64, _ shift: Int) -> Int {
        Int(truncatingIfNeeded: number >> UInt64(shift)) & (1 << digitBits - 1)
    }

    private static func distribute(_ elements: [Numbered], by shift: Int, to ordered: inout [Numbered]) {
        var places = [Int](repeating: 0, count: 1 << digitBits)
        for element in elements { places[digit(element.number, shift)] += 1 }
        var next = 0
        for digit in places.indices { (places[digit], next) = (next, next + places[digit]) }
        for element in elements {
            let digit = digit(element.number, shift)
            ordered[places[digit]] = element
            places[digit] += 1
        }
    }
}
