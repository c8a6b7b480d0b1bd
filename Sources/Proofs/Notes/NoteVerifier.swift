import Crypto

/// The public half of a key that signs notes (C2SP signed-note): Ed25519, with a name.
public struct NoteVerifier: Hashable, Sendable {
    /// The byte that says Ed25519 in front of a key.
    static let ed25519: UInt8 = 1

    /// Whose key it is; for a log, its origin.
    public let name: String

    /// What tells this key from others of the same name.
    public let keyID: UInt32

    private let key: [UInt8]

    /// Makes a verifier of a public key of 32 bytes.
    init(name: String, key: [UInt8]) throws(NoteError) {
        guard KeyName.isValid(name) else { throw .malformedName }
        guard key.count == 32 else { throw .malformedKey }
        self.name = name
        self.key = key
        let digest = SHA256.hash(data: Array(name.utf8) + [UInt8(ascii: "\n"), Self.ed25519] + key)
        keyID = digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads a key as `encoded` spells it, `name+hash+base64`; white space around it is not allowed.
    public init(encoded: String) throws(NoteError) {
        let (name, id, bytes) = try Self.parts(encoded[...].utf8)
        guard bytes[0] == Self.ed25519 else { throw .unknownAlgorithm(bytes[0]) }
        try self.init(name: name, key: Array(bytes.dropFirst()))
        guard keyID == id else { throw .keyIDDiffers(name: name) }
    }

    /// The key as text: its name, its number in hexadecimal, and base64 of its kind and bytes, joined by plus signs.
    public var encoded: String { "\(name)+\(KeyID.text(keyID))+\(Base64.encode([Self.ed25519] + key))" }

    /// `keyID` as eight hexadecimal digits.
    public var keyIDText: String { KeyID.text(keyID) }

    /// Whether the bytes are this key's signature of the text (RFC 8032).
    func isSignature(_ signature: [UInt8], of text: String) -> Bool {
        guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else {
            return false
        }
        return key.isValidSignature(signature, for: Array(text.utf8))
    }

    /// The name, the number and the bytes of `name+hash+base64`; there is at least one byte.
    static func parts(_ encoded: Substring.UTF8View) throws(NoteError) -> (String, UInt32, [UInt8]) {
        guard encoded.count <= 4096 else { throw .malformedKey }
        // Base64 has plus signs of its own, so only the first two divide.
        let parts = encoded.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard parts.count == 3, let id = KeyID.parse(parts[1]), let bytes = Base64.decode(parts[2].utf8), !bytes.isEmpty
        else { throw .malformedKey }
        guard KeyName.isValid(parts[0]) else { throw .malformedName }
        return (String(parts[0]), id, bytes)
    }
}

extension NoteVerifier: CustomStringConvertible {
    public var description: String { encoded }
}
