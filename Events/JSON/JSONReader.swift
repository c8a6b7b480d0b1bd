/// Reads JSON texts strictly by RFC 8259.
///
/// Beyond the grammar it refuses what readers disagree on or what would lose something: any encoding but UTF-8,
/// a byte order mark, duplicate keys, escapes of lone surrogates, numbers too large for a double, and whole numbers
/// beyond ±9007199254740991, which a double does not hold exactly (in any spelling up to 10²¹, from where on the
/// canonical form has an exponent). One pass over the bytes; time linear in them.
public enum JSONReader {
    /// How deep arrays and objects may be nested unless the caller says otherwise.
    public static let defaultDepth = 64

    /// The deepest nesting that is ever read, whatever the caller asks for; it fits a thread's stack of 512 KiB.
    public static let deepestNesting = 128

    /// How long a text may be, in bytes, unless the caller says otherwise.
    public static let defaultBytes = 262_144

    /// Reads one JSON text.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - maximumDepth: How many arrays and objects may stand inside one another; more than `deepestNesting` is
    ///     read as `deepestNesting`.
    ///   - maximumBytes: How many bytes the text may have.
    /// - Throws: `JSONError` with the first offence and its place.
    public static func parse(
        _ bytes: [UInt8],
        maximumDepth: Int = defaultDepth,
        maximumBytes: Int = defaultBytes
    ) throws(JSONError) -> JSONValue {
        guard bytes.count <= maximumBytes else {
            throw JSONError(offset: max(maximumBytes, 0), reason: "longer than \(maximumBytes) bytes")
        }
        var parser = JSONParser(bytes, maximumDepth: min(maximumDepth, deepestNesting))
        return try parser.parseDocument()
    }

    /// Reads one JSON text out of any collection of bytes.
    public static func parse(
        _ bytes: some Collection<UInt8>,
        maximumDepth: Int = defaultDepth,
        maximumBytes: Int = defaultBytes
    ) throws(JSONError) -> JSONValue {
        try parse(Array(bytes), maximumDepth: maximumDepth, maximumBytes: maximumBytes)
    }

    /// Reads one JSON text; offsets in errors count its UTF-8 bytes.
    public static func parse(
        _ text: String,
        maximumDepth: Int = defaultDepth,
        maximumBytes: Int = defaultBytes
    ) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8), maximumDepth: maximumDepth, maximumBytes: maximumBytes)
    }
}
