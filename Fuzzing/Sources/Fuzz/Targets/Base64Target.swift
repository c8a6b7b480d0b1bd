import Proofs

/// Base64 that is accepted is written as it was read.
enum Base64Target: FuzzTarget {
    static let name = "base64"

    static func run(_ bytes: [UInt8]) {
        guard let decoded = Base64.decode(bytes) else { return }
        require(Array(Base64.encode(decoded).utf8) == bytes, "base64 has two spellings")
    }
}
