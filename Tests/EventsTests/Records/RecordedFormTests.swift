import Chance
import Testing

@testable import Events

@Suite("Texts in the form in which events have them")
struct RecordedFormTests {
    /// Whether decoding an event would take the text and leave it as it is.
    private static func isRecorded(_ bytes: [UInt8], longest: Int) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty,
            text.unicodeScalars.count <= longest, (try? TextRules.check(text, allowingLines: false)) != nil
        else { return false }
        return Array(TextRules.normalized(text).utf8) == bytes
    }

    private static func holds(_ bytes: [UInt8], longest: Int = 500) -> Bool {
        let isWide = !bytes.allSatisfy { (0x20..<0x7F).contains($0) }
        return RecordedForm.holds(
            bytes.span.bytes, StoredPlace(0, bytes.count), isWide: isWide, longest: longest)
    }

    @Test("every character alone, behind a letter, and behind a character that could take it up")
    func everyCharacter() {
        let bases = ["", "a", "K", "\u{03B9}", "\u{30AB}", "\u{AC00}", "\u{1100}"]
        for value in UInt32(0)...0x3_FFFF {
            guard let scalar = Unicode.Scalar(value), value >= 0x20 else { continue }
            let isUsual = RecordedForm.isUsual(value)
            // All usual ones, and some of the others: all of them would take long.
            guard isUsual || value < 0x3500 || value % 61 == 0 else { continue }
            for base in isUsual && value >= 0x3500 && value % 16 != 0 ? ["", "\u{1100}"] : bases {
                let bytes = Array((base + String(scalar)).utf8)
                let holds = Self.holds(bytes)
                if holds != Self.isRecorded(bytes, longest: 500) {
                    Issue.record("U+\(String(value, radix: 16)) behind \(base)")
                }
            }
        }
    }

    @Test("random bytes", arguments: 0..<10)
    func random(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let parts: [[UInt8]] = ["é", "首", "ж", "a", " ", "\u{301}", "\u{A0}", "\u{3000}", "\u{200E}", "가", "\u{1F600}"]
            .map {
                Array($0.utf8)
            }
        for _ in 0..<2_000 {
            var bytes = (0..<Int.random(in: 1...6, using: &random)).flatMap { _ in
                parts.randomElement(using: &random) ?? []
            }
            if Int.random(in: 0..<3, using: &random) == 0 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0x20...0xFF, using: &random)
            }
            guard !bytes.contains(UInt8(ascii: "\\")), !bytes.contains(UInt8(ascii: "\"")) else { continue }
            for longest in [3, 500] {
                #expect(Self.holds(bytes, longest: longest) == Self.isRecorded(bytes, longest: longest))
            }
        }
    }
}
