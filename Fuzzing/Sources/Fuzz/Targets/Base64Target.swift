import Proofs

/// A tile's path and base64 that are accepted are written as they were read.
enum TileTarget: FuzzTarget {
    static let name = "tile"

    static func run(_ bytes: [UInt8]) {
        if let decoded = Base64.decode(bytes) {
            require(Array(Base64.encode(decoded).utf8) == bytes, "base64 has two spellings")
        }
        guard let path = String(validating: bytes, as: UTF8.self), let tile = TileCoordinate(path: path) else { return }
        require(tile.path.utf8.elementsEqual(bytes), "a path has two spellings")
        require((1...TileCoordinate.hashes).contains(tile.width), "a tile is too wide")
    }
}
