/// Elements of an SVG picture, one a line.
struct SVGWriter {
    private(set) var lines: [String] = []
    private var open: [String] = []

    /// Adds an element without content.
    mutating func add(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        lines.append(indent + "<\(name)\(Self.text(attributes))/>")
    }

    /// Adds an element with text in it.
    mutating func add(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        lines.append(indent + "<\(name)\(Self.text(attributes))>\(XMLText.escaped(text))</\(name)>")
    }

    /// Adds lines that are XML already.
    mutating func add(verbatim text: String) {
        lines += text.split(separator: "\n", omittingEmptySubsequences: true).map { indent + $0 }
    }

    /// Begins an element.
    mutating func begin(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        lines.append(indent + "<\(name)\(Self.text(attributes))>")
        open.append(name)
    }

    /// Ends the element that was begun last.
    mutating func end() {
        guard let name = open.popLast() else { return }
        lines.append(indent + "</\(name)>")
    }

    private var indent: String { String(repeating: " ", count: open.count) }

    private static func text(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(XMLText.escaped($0.value))\"" }.joined()
    }
}

extension Double {
    /// The number to a tenth, as SVG writes it.
    var svg: String {
        let tenths = Int((self * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }
}
