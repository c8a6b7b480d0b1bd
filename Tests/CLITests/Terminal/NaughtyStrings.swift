import Foundation
import Testing

/// The vectors' naughty strings, and hostile ones of our own that terminals act on.
enum NaughtyStrings {
    static func all() throws -> [String] {
        let file = try #require(
            Bundle.module.url(forResource: "blns", withExtension: "json", subdirectory: "Vectors/blns"))
        let listed = try JSONDecoder().decode([String].self, from: Data(contentsOf: file))
        return listed + own
    }

    static let own = [
        "\u{1B}[2J\u{1B}]0;title\u{07}", "\u{9B}31m", "a\u{08}\u{08}b", "\u{202E}gnp.exe", "\u{2066}x\u{2069}",
        "\u{200E}\u{200F}\u{061C}", "line\u{2028}and\u{2029}paragraph", "\u{0}", "\u{7F}", "\u{85}", "\r\n\t",
        "\u{FEFF}bom", "zero\u{200B}width", "soft\u{AD}hyphen", "\u{E0041}\u{E007F}tags", "\u{301}leading mark",
        "\u{FE0F}", "\u{200D}👩", "👩\u{200D}", "\u{600}", "🇫🇷🇫", "🏻", "ᄀ\u{1161}\u{11A8}", "क्ष्म",
    ]

    /// A repeatable choice of strings, for tests over many layouts.
    struct Chooser {
        private var state: UInt64
        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
        mutating func below(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
    }
}
