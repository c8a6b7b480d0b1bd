/// Writes events as canonical JSON (RFC 8785): no spaces, and the fields in the order in which they are given.
///
/// The caller gives the fields in the order of their names, and texts in which nothing has to be escaped.
struct LineWriter {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        isFirst = true
    }

    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func raw(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    /// Writes a number of so many digits, zeros in front.
    mutating func number(_ number: Int, digits: Int) {
        let start = bytes.count
        var rest = number
        for _ in 0..<digits {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }

    mutating func number(_ number: Int) {
        var (digits, bound) = (1, 10)
        while bound <= number {
            digits += 1
            bound *= 10
        }
        self.number(number, digits: digits)
    }

    mutating func begin() {
        raw("{")
        isFirst = true
    }

    mutating func end() { raw("}") }

    /// The name of a field; its value is written next.
    mutating func field(_ name: StaticString) {
        raw(isFirst ? "\"" : ",\"")
        isFirst = false
        raw(name)
        raw("\":")
    }

    mutating func field(_ name: StaticString, _ text: String) {
        field(name)
        raw("\"")
        raw(text)
        raw("\"")
    }

    mutating func field(_ name: StaticString, _ text: StaticString) {
        field(name)
        raw("\"")
        raw(text)
        raw("\"")
    }

    mutating func field(_ name: StaticString, _ id: Slug) {
        field(name)
        raw("\"")
        write(id)
        raw("\"")
    }

    mutating func field(_ name: StaticString, day: Int, _ telling: Telling) {
        field(name)
        raw("\"")
        write(day, telling)
        raw("\"")
    }

    /// Sources as a stored event has them: objects, sorted and distinct.
    mutating func sources(_ sources: [Slug]) {
        field("sources")
        raw("[")
        for (place, source) in sources.enumerated() {
            raw(place == 0 ? "{\"source\":\"" : ",{\"source\":\"")
            write(source)
            raw("\"}")
        }
        raw("]")
    }

    mutating func write(_ id: Slug) {
        raw(id.family)
        if let number = id.number { self.number(number) } else { raw(id.name) }
    }
}

/// An id such as `person-48213` or `org-even`, made into text only where it is needed as such.
struct Slug: Sendable {
    let family: StaticString
    /// None where the id ends with a name.
    let number: Int?
    var name: StaticString = ""

    var text: String { "\(family)" + (number.map(String.init) ?? "\(name)") }

    static func person(_ number: Int) -> Slug { Slug(family: "person-", number: number) }
    static func organization(_ number: Int) -> Slug { Slug(family: "org-", number: number) }
    static func post(_ number: Int) -> Slug { Slug(family: "post-", number: number) }
    static func source(_ number: Int) -> Slug { Slug(family: "source-", number: number) }
    static func work(_ number: Int) -> Slug { Slug(family: "work-", number: number) }
    static let personTwenty = Slug(family: "person-", number: nil, name: "twenty")
    static let organizationEven = Slug(family: "org-", number: nil, name: "even")
    static let organizationRevised = Slug(family: "org-", number: nil, name: "revised")
}
