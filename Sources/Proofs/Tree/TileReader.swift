/// Reads hashes of complete subtrees out of tiles.
///
/// Each tile is asked for once and kept, so that proofs about neighbours share what they read. Not for several tasks
/// at once.
public final class TileReader {
    /// How many leaves the tree has.
    public let size: Int

    private let tile: (_ level: Int, _ index: Int) throws -> [TreeHash]
    /// Of each tile its own hashes, and the rows above them as far as they were needed.
    private var kept: [Place: [[TreeHash]]] = [:]

    private struct Place: Hashable {
        let level: Int
        let index: Int
    }

    /// Makes a reader of a tree of `size` leaves.
    ///
    /// `tile` gives the hashes of a tile; more than a tree of `size` leaves has are allowed there (the tree has grown
    /// since), fewer are not.
    ///
    /// - Precondition: `size` is not negative.
    public init(size: Int, tile: @escaping (_ level: Int, _ index: Int) throws -> [TreeHash]) {
        precondition(size >= 0)
        self.size = size
        self.tile = tile
    }

    /// The hash of the complete subtree of 2 to the power of `level` leaves that is the `index`th of its level from 0.
    ///
    /// - Throws: `TileError` when the tree has no such subtree or its tile too few hashes, and what `tile` throws.
    /// - Complexity: one tile, and at most 254 hashes, which are kept as well.
    public func hash(level: Int, index: Int) throws -> TreeHash {
        guard (0..<Int.bitWidth - 1).contains(level), index >= 0, index < size >> level else {
            throw TileError.outsideTree(level: level, index: index, size: size)
        }
        let within = level % TileCoordinate.height
        let first = index << within
        let place = Place(level: level / TileCoordinate.height, index: first / TileCoordinate.hashes)
        try readRows(of: place, through: within)
        guard let row = kept[place]?[within] else {
            throw TileError.outsideTree(level: level, index: index, size: size)
        }
        return row[(first % TileCoordinate.hashes) >> within]
    }

    /// The root of the tree as it was when it had `size` leaves.
    ///
    /// - Throws: `TileError` when the tree is smaller or a tile has too few hashes, and what `tile` throws.
    /// - Complexity: logarithmic in `size`.
    public func root(of size: Int) throws -> TreeHash {
        size == 0 ? .empty : try hash(ofLeaves: 0..<size)
    }

    /// The root over some leaves, as if they were a tree of their own.
    ///
    /// They have to begin where a subtree begins that is large enough for all of them, as the right side of any node
    /// of the tree does; then they are made of complete subtrees of the whole tree.
    func hash(ofLeaves range: Range<Int>) throws -> TreeHash {
        var subtrees: [TreeHash] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let level = (range.upperBound - start).bitWidth - 1 - (range.upperBound - start).leadingZeroBitCount
            subtrees.append(try hash(level: level, index: start >> level))
            start += 1 << level
        }
        guard var root = subtrees.popLast() else { return .empty }
        while let left = subtrees.popLast() { root = .node(left, root) }
        return root
    }

    /// Reads a tile, and hashes its row of subtrees of 2 to the power of `height` of its hashes and those below it.
    private func readRows(of place: Place, through height: Int) throws {
        if kept[place] == nil { kept[place] = [try hashes(of: place)] }
        while let below = kept[place]?.last, kept[place]?.count ?? 0 <= height {
            let pairs = below.count / 2
            kept[place]?.append((0..<pairs).map { .node(below[2 * $0], below[2 * $0 + 1]) })
        }
    }

    private func hashes(of place: Place) throws -> [TreeHash] {
        let hashes = try tile(place.level, place.index)
        let inTree = size >> (TileCoordinate.height * place.level) - place.index * TileCoordinate.hashes
        let needed = min(inTree, TileCoordinate.hashes)
        guard hashes.count >= needed else {
            throw TileError.tooFewHashes(
                level: place.level, index: place.index, needed: needed, found: hashes.count)
        }
        return hashes
    }
}

/// Why a hash could not be had from tiles.
public enum TileError: Error, Hashable, Sendable {
    /// A tree of `size` leaves has no such complete subtree.
    case outsideTree(level: Int, index: Int, size: Int)
    /// A tile (by its level and index in tiles) has fewer hashes than the tree's size asks for.
    case tooFewHashes(level: Int, index: Int, needed: Int, found: Int)
}

extension TileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .outsideTree(let level, let index, let size):
            "a tree of \(size) leaves has no subtree \(index) of level \(level)"
        case .tooFewHashes(let level, let index, let needed, let found):
            "tile \(index) of level \(level) has \(found) hashes, and \(needed) are needed"
        }
    }
}
