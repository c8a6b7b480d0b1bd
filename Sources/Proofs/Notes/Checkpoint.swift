/// What a log signs (C2SP tlog-checkpoint): how many leaves its tree has, and their root.
public struct Checkpoint: Hashable, Sendable {
    /// Which log it is of.
    public let origin: String

    /// How many leaves the tree has.
    public let size: Int

    /// The root of the tree.
    public let root: TreeHash

    /// Lines of other things that were signed along.
    public let extensions: [String]

    /// Makes a checkpoint.
    ///
    /// - Throws: `CheckpointError`: an empty origin or extension, a line break or another control character in one,
    ///   or a size below zero.
    public init(origin: String, size: Int, root: TreeHash, extensions: [String] = []) throws(CheckpointError) {
        guard Self.isLine(origin) else { throw .malformedOrigin }
        guard size >= 0 else { throw .malformedSize }
        guard extensions.allSatisfy(Self.isLine) else { throw .malformedExtension }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a note; only what `body` would have written is taken.
    public init(_ body: String) throws(CheckpointError) {
        guard body.utf8.count <= SignedNote.longest else { throw .tooLong }
        guard body.utf8.last == UInt8(ascii: "\n") else { throw .noNewline }
        let lines = body.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard lines.count >= 3 else { throw .tooFewLines }
        guard let size = Decimal.parse(lines[1]) else { throw .malformedSize }
        guard let root = TreeHash(base64: lines[2]) else { throw .malformedRoot }
        try self.init(origin: lines[0], size: size, root: root, extensions: Array(lines.dropFirst(3)))
    }

    /// The text of the note: origin, size, root in base64 and extensions, a line each.
    public var body: String {
        ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    // Strings are equal where their letters are; what was signed is bytes.
    public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
        left.body.utf8.elementsEqual(right.body.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(root)
    }

    private static func isLine(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}

/// What is wrong with the text of a checkpoint.
public enum CheckpointError: Error, Hashable, Sendable {
    case tooLong
    /// The last line has no end.
    case noNewline
    /// Origin, size and root have to be there.
    case tooFewLines
    /// An origin that is empty or holds control characters.
    case malformedOrigin
    /// A size that is no decimal number of at most 63 bits without sign and leading zeros.
    case malformedSize
    /// A root that is not base64 of exactly 32 bytes.
    case malformedRoot
    /// An extension that is empty or holds control characters.
    case malformedExtension
}

extension CheckpointError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLong: "a checkpoint has at most \(SignedNote.longest) bytes"
        case .noNewline: "its last line has no end"
        case .tooFewLines: "a checkpoint has three lines: origin, size and root"
        case .malformedOrigin: "the origin is empty or holds control characters"
        case .malformedSize: "the second line is no size: a number without sign and leading zeros"
        case .malformedRoot: "the third line is no root: base64 of 32 bytes"
        case .malformedExtension: "a line behind the root is empty or holds control characters"
        }
    }
}
