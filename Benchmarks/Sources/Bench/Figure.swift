import Foundation

/// Numbers as people read them.
enum Figure {
    static func text(_ number: Double, _ unit: Row.Unit) -> String { plain(number) + " " + unit.rawValue }

    static func ratio(_ number: Double) -> String { "× " + plain(number) }

    /// Three digits that tell, and groups of three.
    static func plain(_ number: Double) -> String {
        guard number.isFinite else { return "?" }
        let size = abs(number)
        let digits = size >= 100 || size == size.rounded() ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
        let text = String(format: "%.\(digits)f", number)
        let parts = text.split(separator: ".", maxSplits: 1)
        var grouped = ""
        for (place, digit) in parts[0].reversed().enumerated() {
            if place > 0, place.isMultiple(of: 3), digit != "-" { grouped = "," + grouped }
            grouped = String(digit) + grouped
        }
        return grouped + (parts.count > 1 ? "." + parts[1] : "")
    }

    static func counted(_ counted: [String: Double]) -> [String] {
        counted.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \(plain($0.value))" }
    }

    static func isMet(_ isMet: Bool?) -> String { isMet.map { $0 ? "yes" : "no" } ?? "" }
}
