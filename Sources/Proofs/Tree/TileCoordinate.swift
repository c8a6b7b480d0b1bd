/// Where a tile stands in the tree (C2SP tlog-tiles): a run of at most 256 hashes of one level.
///
/// A ledger keeps its tiles so that they can be written out as files, which it does not do itself: the names of those
/// files and the widths of the tiles are here, held against the published ones.
///
/// Tile level 0 holds the hashes of leaves, and each level above the roots of full tiles of the level below. A tile
/// that is not full yet is a *partial* one, named with its width.
public struct TileCoordinate: Hashable, Sendable {
    /// How many hashes a full tile has.
    public static let hashes = 256

    /// How many levels of the tree one level of tiles stands for.
    public static let height = 8

    /// The levels that there can be.
    public static let levels = 0...63

    /// The level, counted in tiles: its hashes are of subtrees of 256 to the power of `level` leaves.
    public let level: Int

    /// Which tile of its level, from 0 at the left.
    public let index: Int

    /// How many hashes the tile has: 1 to 256.
    public let width: Int

    /// Makes a coordinate.
    ///
    /// - Precondition: `level` is in 0...63, `index` is not negative, and `width` is in 1...256.
    public init(level: Int, index: Int, width: Int = TileCoordinate.hashes) {
        precondition(Self.levels.contains(level) && index >= 0 && (1...Self.hashes).contains(width))
        self.level = level
        self.index = index
        self.width = width
    }

    /// How many full tiles there are at a level in a tree of `size` leaves, and how many hashes stand in the partial
    /// one after them (0: there is none).
    public static func tiles(at level: Int, inTreeOf size: Int) -> (full: Int, partialWidth: Int) {
        precondition(levels.contains(level) && size >= 0)
        let subtrees = size >> (height * level)
        return (subtrees / hashes, subtrees % hashes)
    }
}

// MARK: Paths

extension TileCoordinate {
    /// Where the tile is published: `tile/0/x123/456`, a partial one `tile/0/x123/456.p/12`.
    public var path: String { "tile/\(level)/" + Self.name(index, width: width) }

    /// Where the leaves themselves are published, 256 to a file: the file with leaf `index` of a tree of `size`.
    public static func entriesPath(of index: Int, inTreeOf size: Int) -> String {
        precondition(index >= 0 && index < size)
        let tile = index / hashes
        return "tile/entries/" + name(tile, width: min(hashes, size - tile * hashes))
    }

    /// The index in groups of three digits, an x before each but the last, and the width if it is a partial tile's.
    private static func name(_ index: Int, width: Int) -> String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            groups.append(String(repeating: "0", count: 3 - digits.utf8.count) + digits)
            rest /= 1000
        } while rest > 0
        var name = ""
        for (place, group) in groups.enumerated().reversed() { name += place == 0 ? group : "x\(group)/" }
        return width == hashes ? name : "\(name).p/\(width)"
    }
}
