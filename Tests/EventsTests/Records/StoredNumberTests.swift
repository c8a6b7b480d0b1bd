import Chance
import Testing

@testable import Events

@Suite("Numbers of stored events")
struct StoredNumberTests {
    private static func value(_ text: String) -> Double? {
        let bytes = Array((text + ",").utf8)
        return StoredNumber.value(bytes.span.bytes, StoredPlace(0, text.utf8.count))
    }

    @Test(
        "what people write is read",
        arguments: [
            "0", "7", "-7", "12.5", "-0.5", "0.1", "0.000001", "999999999999999", "123456789.012345", "100.001",
        ])
    func usual(text: String) throws {
        let value = try #require(Self.value(text))
        #expect(value == Double(text))
        #expect(value.ecmaScriptDescription == text)
    }

    @Test(
        "what is seldom, or no number as it is written here, is not",
        arguments: [
            "", "-", "-0", "-0.0", "0.0", "1.0", "1.50", "01", "00", "-01", ".5", "5.", "1e3", "1E3", "1.5e3", "+1",
            "0.0000009", "0.00000012", "1234567890123456", "1234567890.123456", "1.2.3", "1-2", "--1", "NaN", "null",
        ])
    func seldom(text: String) {
        #expect(Self.value(text) == nil)
    }

    @Test("whatever is read is the double that Swift reads, and is written again as it stood", arguments: 0..<8)
    func random(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let characters = Array("0011223456789..-e")
        var read = 0
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 1...17, using: &random)).map { _ in characters.randomElement(using: &random)! })
            guard let value = Self.value(text) else { continue }
            read += 1
            if value != Double(text) || value.ecmaScriptDescription != text { Issue.record("\(text) as \(value)") }
        }
        #expect(read > 100)
    }

    @Test("every decimal of up to 15 digits without an exponent is read", arguments: 0..<8)
    func decimals(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<10_000 {
            let digits =
                Int.random(in: 0...999_999_999_999_999, using: &random) / [1, 1_000, 1_000_000_000].randomElement(
                    using: &random)!
            let places = Int.random(in: 0...5, using: &random)
            let value = Double(digits) / [1, 10, 100, 1_000, 10_000, 100_000][places]
            let text = value.ecmaScriptDescription
            if Self.value(text) != value { Issue.record("\(text)") }
        }
    }
}
