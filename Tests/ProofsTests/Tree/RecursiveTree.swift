import Crypto

/// The tree of RFC 6962, section 2.1, as its definitions read: recursive, over bytes, and sharing no code with the
/// library that it judges.
final class RecursiveTree {
    private let leaves: [[UInt8]]
    private var known: [Range<Int>: [UInt8]] = [:]

    init(leaves: [[UInt8]]) {
        self.leaves = leaves
    }

    /// Leaves of 0 to 40 bytes that are told by their number.
    convenience init(count: Int) {
        self.init(leaves: (0..<count).map { Array(repeating: UInt8($0 * 7 % 256), count: $0 % 41) })
    }

    func body(_ index: Int) -> [UInt8] { leaves[index] }

    func leaf(_ index: Int) -> [UInt8] { root(index..<index + 1) }

    func root(size: Int) -> [UInt8] { root(0..<size) }

    private func root(_ range: Range<Int>) -> [UInt8] {
        if let hash = known[range] { return hash }
        var hasher = SHA256()
        if range.count == 1 {
            hasher.update(data: [0] + leaves[range.lowerBound])
        } else if range.count > 1 {
            let middle = range.lowerBound + split(range.count)
            hasher.update(data: [1] + root(range.lowerBound..<middle) + root(middle..<range.upperBound))
        }
        let hash = Array(hasher.finalize())
        known[range] = hash
        return hash
    }

    /// PATH(m, D[n]).
    func inclusionPath(_ index: Int, size: Int) -> [[UInt8]] { inclusionPath(index, 0..<size) }

    private func inclusionPath(_ index: Int, _ range: Range<Int>) -> [[UInt8]] {
        guard range.count > 1 else { return [] }
        let middle = range.lowerBound + split(range.count)
        return index < middle
            ? inclusionPath(index, range.lowerBound..<middle) + [root(middle..<range.upperBound)]
            : inclusionPath(index, middle..<range.upperBound) + [root(range.lowerBound..<middle)]
    }

    /// PROOF(m, D[n]).
    func consistencyPath(_ first: Int, _ second: Int) -> [[UInt8]] {
        first == 0 ? [] : subproof(first, 0..<second, whole: true)
    }

    private func subproof(_ first: Int, _ range: Range<Int>, whole: Bool) -> [[UInt8]] {
        if first == range.count { return whole ? [] : [root(range)] }
        let left = split(range.count)
        let middle = range.lowerBound + left
        return first <= left
            ? subproof(first, range.lowerBound..<middle, whole: whole) + [root(middle..<range.upperBound)]
            : subproof(first - left, middle..<range.upperBound, whole: false) + [root(range.lowerBound..<middle)]
    }

    /// The largest power of two smaller than n.
    private func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }
}

extension RecursiveTree {
    /// The hash of a node over bytes that need not be two hashes.
    static func node(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: [1] + bytes)) }
}
