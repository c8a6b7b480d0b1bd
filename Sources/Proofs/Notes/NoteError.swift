/// What is wrong with a note, or with a key.
public enum NoteError: Error, Hashable, Sendable {
    /// More bytes than a note may have.
    case tooLong(bytes: Int)
    /// Not UTF-8, or a control character other than the newline.
    case notText
    /// The text does not end where a blank line and signatures follow.
    case noSignatures
    /// A line among the signatures that is none; lines count from 1.
    case malformedSignature(line: Int)
    /// More signatures than a note may have.
    case tooManySignatures
    /// A text that no note can hold: empty, without a newline at its end, or with control characters.
    case malformedText
    /// A key that is not spelled as keys are.
    case malformedKey
    /// A key of another kind than Ed25519, by the byte that names the kind.
    case unknownAlgorithm(UInt8)
    /// The number in a key is not the one that its name and bytes give.
    case keyIDDiffers(name: String)
    /// A name without characters, or with white space, a plus or control characters.
    case malformedName
    /// A signature by a known key that is not the key's signature of this text.
    case wrongSignature(name: String)
    /// Two of the keys that were given claim one signature.
    case ambiguousKey(name: String)
    /// No signature is by any of the keys that were given.
    case unverified
}
