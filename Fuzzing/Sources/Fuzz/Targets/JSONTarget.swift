import Events

/// What the JSON reader accepts is written canonically and in two layouts, and reads back the same from each.
enum JSONTarget: FuzzTarget {
    static let name = "json"

    static func run(_ bytes: [UInt8]) {
        guard let value = try? JSONReader.parse(bytes) else { return }
        let canonical = CanonicalJSON.bytes(value)
        for text in [canonical, Array(JSONText.compact(value).utf8), Array(JSONText.pretty(value).utf8)] {
            // Escaped and indented, what is read can be longer than what was.
            let again = try? JSONReader.parse(text, maximumBytes: .max)
            require(again == value, "reads back otherwise: \(String(decoding: text, as: UTF8.self))")
            require(again.map(CanonicalJSON.bytes) == canonical, "has two canonical forms")
        }
        require(String(validating: canonical, as: UTF8.self) != nil, "the canonical form is not UTF-8")
    }
}
