/// Numbers that look like chance and are the same for the same seed, purpose and index, in whatever order they are asked.
struct Draw {
    /// What is drawn for, so that two purposes never share their numbers.
    enum Purpose: UInt64 {
        case shares = 1
        case person, organization, source, post, tenure, telling, position, sighting, delay, other, question
    }

    private var state: UInt64

    init(_ seed: UInt64, _ purpose: Purpose, _ index: Int) {
        state = mixed(mixed(seed &+ purpose.rawValue &* 0xD6E8_FEB8_6659_FD93) &+ UInt64(bitPattern: Int64(index)))
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return mixed(state)
    }

    /// A number from 0 to below a bound, which has to be above 0.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True so many times in a thousand.
    mutating func chance(_ thousandths: Int) -> Bool { below(1_000) < thousandths }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// The first index at which the weights reach what is drawn; weights in any unit.
    mutating func weighted(_ weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.count - 1
    }
}
