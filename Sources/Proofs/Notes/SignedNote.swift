/// A text with signatures under it (C2SP signed-note).
public struct SignedNote: Hashable, Sendable {
    /// The most bytes that a note may have, its signatures included.
    public static let longest = 1_000_000

    /// The most signatures that a note may have.
    public static let mostSignatures = 100

    /// What was signed: its last newline is the last character.
    public let text: String

    /// The signatures in their order, those of unknown keys among them; at least one.
    public let signatures: [Signature]

    /// A line under a note.
    public struct Signature: Hashable, Sendable {
        /// The name of the key.
        public let name: String

        /// Which of the keys of that name.
        public let keyID: UInt32

        /// The signature itself; for Ed25519, 64 bytes.
        public let bytes: [UInt8]

        public init(name: String, keyID: UInt32, bytes: [UInt8]) {
            self.name = name
            self.keyID = keyID
            self.bytes = bytes
        }
    }

    /// Puts signatures under a text.
    public init(text: String, signatures: [Signature]) throws(NoteError) {
        guard text.utf8.last == UInt8(ascii: "\n"), Self.isPlain(text.utf8) else { throw .malformedText }
        guard !signatures.isEmpty else { throw .noSignatures }
        guard signatures.count <= Self.mostSignatures else { throw .tooManySignatures }
        for signature in signatures {
            guard KeyName.isValid(signature.name) else { throw .malformedName }
            guard !signature.bytes.isEmpty else { throw .malformedSignature(line: 1) }
        }
        self.text = text
        self.signatures = signatures
        let bytes = encoded.utf8.count
        guard bytes <= Self.longest else { throw .tooLong(bytes: bytes) }
    }

    /// Reads a note, and checks nothing but its form.
    public init(_ note: String) throws(NoteError) {
        try self.init(bytes: Array(note.utf8))
    }

    /// Reads a note, and checks nothing but its form: only bytes that `encoded` could have written are taken.
    public init(bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.longest else { throw .tooLong(bytes: bytes.count) }
        guard Self.isPlain(bytes), let whole = String(validating: bytes, as: UTF8.self) else { throw .notText }
        guard bytes.last == UInt8(ascii: "\n"), let blank = Self.lastBlankLine(in: bytes) else { throw .noSignatures }
        let text = whole.utf8[..<whole.utf8.index(whole.utf8.startIndex, offsetBy: blank)]
        let rest = whole.utf8[whole.utf8.index(whole.utf8.startIndex, offsetBy: blank + 1)...].dropLast()
        let lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard !rest.isEmpty else { throw .noSignatures }
        guard lines.count <= Self.mostSignatures else { throw .tooManySignatures }
        let before = text.count { $0 == UInt8(ascii: "\n") } + 1
        var signatures: [Signature] = []
        for (index, line) in lines.enumerated() {
            guard let signature = Signature(line: Substring(line)) else {
                throw .malformedSignature(line: before + index + 1)
            }
            signatures.append(signature)
        }
        self.text = String(Substring(text))
        self.signatures = signatures
    }

    /// The note as it is stored and sent: the text, a blank line, and a line for each signature.
    public var encoded: String { text + "\n" + signatures.map(\.line).joined() }

    /// The keys whose signatures stand under the note and are right, in the order of the signatures.
    ///
    /// Signatures by other keys say nothing and are passed over.
    ///
    /// - Throws: `NoteError.wrongSignature` when one of these keys did not sign this text after all,
    ///   `NoteError.ambiguousKey`, and `NoteError.unverified` when none of them has signed.
    public func verified(by keys: [NoteVerifier]) throws(NoteError) -> [NoteVerifier] {
        var verified: [NoteVerifier] = []
        for signature in signatures {
            let claimed = keys.filter {
                $0.keyID == signature.keyID && $0.name.utf8.elementsEqual(signature.name.utf8)
            }
            guard let key = claimed.first else { continue }
            guard claimed.count == 1 else { throw .ambiguousKey(name: key.name) }
            guard !verified.contains(key) else { continue }
            guard key.isSignature(signature.bytes, of: text) else { throw .wrongSignature(name: key.name) }
            verified.append(key)
        }
        guard !verified.isEmpty else { throw .unverified }
        return verified
    }

    // Strings are equal where their letters are; what was signed is bytes.
    public static func == (left: SignedNote, right: SignedNote) -> Bool {
        left.encoded.utf8.elementsEqual(right.encoded.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        for signature in signatures { hasher.combine(signature.bytes) }
    }

    private static func isPlain(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\n") }
    }

    /// Where the newline is that makes the last blank line; the text ends before it.
    private static func lastBlankLine(in bytes: [UInt8]) -> Int? {
        bytes.indices.dropFirst().last { bytes[$0] == UInt8(ascii: "\n") && bytes[$0 - 1] == UInt8(ascii: "\n") }
    }
}

extension SignedNote.Signature {
    /// What a line of a signature begins with: an em dash and a space.
    private static let prefix = "\u{2014} "

    /// The line, with its newline.
    var line: String {
        let id = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> UInt32(24 - 8 * $0)) }
        return "\(Self.prefix)\(name) \(Base64.encode(id + bytes))\n"
    }

    /// Reads a line without its newline; nil for anything that `line` would not have written.
    init?(line: Substring) {
        let prefix = Self.prefix.utf8
        guard line.utf8.starts(with: prefix) else { return nil }
        let fields = line.utf8.dropFirst(prefix.count).split(
            separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard fields.count == 2, let decoded = Base64.decode(fields[1]), decoded.count > 4 else { return nil }
        let name = Substring(fields[0])
        guard KeyName.isValid(name) else { return nil }
        self.init(
            name: String(name), keyID: decoded.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
            bytes: Array(decoded.dropFirst(4)))
    }
}
