/// The name under which SQLite opens a path, whatever characters the path has.
///
/// A path goes in as a `file:` URI with every byte but the plainest written as `%XX`, so that `?`, `#`, `%`, quotes
/// and a leading `file:` are part of the file's name and never a query (<https://www.sqlite.org/uri.html>).
struct DatabaseName {
    /// The URI, or `:memory:`.
    let text: String

    /// The name for a path; nil for an empty path, which SQLite would take as a temporary database, and for one
    /// with a NUL character, at which SQLite would cut it.
    init?(path: String, immutable: Bool) {
        guard !path.isEmpty, !path.utf8.contains(0) else { return nil }
        guard path != ":memory:" else {
            text = path
            return
        }
        // An absolute path needs the empty authority in front, or "//host/x" would name a host.
        var uri = path.utf8.first == UInt8(ascii: "/") ? "file://" : "file:"
        for byte in path.utf8 {
            if DatabaseName.isPlain(byte) {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                uri.append("%")
                uri.append(DatabaseName.digit(byte >> 4))
                uri.append(DatabaseName.digit(byte & 0xF))
            }
        }
        text = immutable ? uri + "?immutable=1" : uri
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func digit(_ nibble: UInt8) -> Character {
        Character(Unicode.Scalar(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10))
    }
}
