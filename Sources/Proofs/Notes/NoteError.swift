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

extension NoteError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLong(let bytes): "a note has at most \(SignedNote.longest) bytes; this has \(bytes)"
        case .notText: "it is not UTF-8 text, or holds control characters"
        case .noSignatures: "it is no signed note: text, a blank line and signatures are expected"
        case .malformedSignature(let line): "line \(line) is no signature"
        case .tooManySignatures: "a note has at most \(SignedNote.mostSignatures) signatures"
        case .malformedText: "a note's text ends with a newline and holds no other control characters"
        case .malformedKey: "it is no key: NAME+HASH+BASE64 is expected, and PRIVATE+KEY+ before it in a private one"
        case .unknownAlgorithm(let kind): "it is a key of kind \(kind); only Ed25519 (kind 1) is known"
        case .keyIDDiffers(let name): "the key of \(name) was changed: its hash does not fit"
        case .malformedName:
            "the name of a key has at least one character and at most \(KeyName.longest) bytes, and neither spaces "
                + "nor plus signs nor control characters"
        case .wrongSignature(let name): "the signature of \(name) is not the key's signature of this text"
        case .ambiguousKey(let name): "two of the keys claim the signature of \(name)"
        case .unverified: "no signature is by a key that is trusted here"
        }
    }
}
