import Crypto

/// A key that signs notes (C2SP signed-note): Ed25519, with a name.
///
/// Whoever has it can sign in its name, so it is never printed by accident: only `encoded` holds the secret.
public struct NoteSigner: Sendable {
    /// The public half, to be given to everyone.
    public let verifier: NoteVerifier

    private let seed: [UInt8]

    private static let prefix = "PRIVATE+KEY+"

    private init(name: String, seed: [UInt8]) throws(NoteError) {
        guard KeyName.isValid(name) else { throw .malformedName }
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .malformedKey
        }
        self.seed = seed
        verifier = try NoteVerifier(name: name, key: Array(key.publicKey.rawRepresentation))
    }

    /// Reads a key as `encoded` spells it, `PRIVATE+KEY+name+hash+base64`.
    public init(encoded: String) throws(NoteError) {
        guard encoded.utf8.starts(with: Self.prefix.utf8) else { throw .malformedKey }
        let (name, id, bytes) = try NoteVerifier.parts(encoded[...].utf8.dropFirst(Self.prefix.utf8.count))
        guard bytes[0] == NoteVerifier.ed25519 else { throw .unknownAlgorithm(bytes[0]) }
        try self.init(name: name, seed: Array(bytes.dropFirst()))
        guard verifier.keyID == id else { throw .keyIDDiffers(name: name) }
    }

    /// Makes a new key out of 32 random bytes.
    ///
    /// - Throws: `NoteError.malformedName`, also for a name of more than 255 bytes.
    public static func generate(
        name: String, random: inout some RandomNumberGenerator
    ) throws(NoteError) -> NoteSigner {
        guard name.utf8.count <= KeyName.longest else { throw .malformedName }
        var seed: [UInt8] = []
        for _ in 0..<32 { seed.append(.random(in: 0...255, using: &random)) }
        return try NoteSigner(name: name, seed: seed)
    }

    /// The key as text, secret part and all.
    public var encoded: String {
        let secret = Base64.encode([NoteVerifier.ed25519] + seed)
        return "\(Self.prefix)\(verifier.name)+\(KeyID.text(verifier.keyID))+\(secret)"
    }

    /// Signs a text that ends with a newline and holds no other control character.
    ///
    /// Where the library's signatures are deterministic (RFC 8032), the same text gives the same note.
    public func sign(_ text: String) throws(NoteError) -> SignedNote {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let bytes = try? key.signature(for: Array(text.utf8))
        else { throw .malformedKey }
        let signature = SignedNote.Signature(name: verifier.name, keyID: verifier.keyID, bytes: Array(bytes))
        return try SignedNote(text: text, signatures: [signature])
    }
}

extension NoteSigner: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "private key of \(verifier.encoded)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["verifier": verifier]) }
}
