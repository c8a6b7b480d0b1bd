/// Where a tile stands in the tree (C2SP tlog-tiles): a run of at most 256 hashes of one level.
///
/// Tile level 0 holds the hashes of leaves, and each level above the roots of full tiles of the level below. A tile
/// that is not full yet is a *partial* one, named with its width.
public struct TileCoordinate: Hashable, Sendable {
    /// How many hashes a full tile has.
    public static let hashes = 256

    /// How many levels of the tree one level of tiles stands for.
    public static let height = 8

    /// The levels that a path can name.
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

    /// Reads a path; nil for anything that `path` would not have written.
    public init?(path: String) {
        guard path.utf8.count <= 64 else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == "tile" else { return nil }
        guard let level = Decimal.parse(parts[1]), Self.levels.contains(level) else { return nil }
        var names = parts[2...]
        var width = Self.hashes
        if names.count > 1, names[names.endIndex - 2].hasSuffix(".p") {
            guard let partial = names.popLast().flatMap(Decimal.parse), (1..<Self.hashes).contains(partial) else {
                return nil
            }
            width = partial
            names.append(names.removeLast().dropLast(2))
        }
        var index = 0
        for name in names {
            guard let digits = Decimal.digits(name.drop { $0 == "x" }) else { return nil }
            let (thousands, overflow) = index.multipliedReportingOverflow(by: 1000)
            let (sum, overflowed) = thousands.addingReportingOverflow(digits)
            guard !overflow, !overflowed else { return nil }
            index = sum
        }
        self.init(level: level, index: index, width: width)
        // One path only for each tile: leading zeros, a missing x and the like fall here.
        guard self.path.utf8.elementsEqual(path.utf8) else { return nil }
    }

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
