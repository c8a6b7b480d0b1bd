import Chance
import Testing

@testable import Events

@Suite struct CanonicalJSONTests {
    @Test(arguments: ["arrays", "french", "structures", "unicode", "values", "weird"])
    func writesThePublishedVectors(name: String) throws {
        let value = try JSONReader.parse(try JSONVectors.bytes("jcs/testdata/input/\(name).json"))
        let written = CanonicalJSON.bytes(value)
        #expect(written == (try JSONVectors.bytes("jcs/testdata/output/\(name).json")))
        let hex = String(decoding: try JSONVectors.bytes("jcs/testdata/outhex/\(name).txt"), as: UTF8.self)
        #expect(written == hex.split(whereSeparator: \.isWhitespace).map { UInt8($0, radix: 16) })
        #expect(CanonicalJSON.bytes(try JSONReader.parse(written)) == written)
    }

    @Test func everyVectorIsUsed() throws {
        #expect(try JSONVectors.names(in: "jcs/testdata/input").count == 6)
    }

    @Test func escapesOnlyWhatMustBeEscaped() {
        let expected =
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
            + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017"
            + "\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f"
            + " !\\\"/\\\\\u{7F}\u{80}\u{2028}😀\""
        let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar(UInt8($0)) }))
        #expect(CanonicalJSON.string(.string(controls + " !\"/\\\u{7F}\u{80}\u{2028}😀")) == expected)
    }

    @Test func sortsKeysByUTF16CodeUnits() {
        let keys = ["\u{FFFF}", "\u{10FFFF}", "\u{E000}", "\u{10000}", "\u{D7FF}", "\u{FB33}", "z", "aa", "a", ""]
        let object = JSONObject(keys.map { ($0, 1) })
        #expect(
            object.membersInKeyOrder.map(\.key) == keys.sorted { Array($0.utf16).lexicographicallyPrecedes($1.utf16) })
        #expect(
            object.membersInKeyOrder.map(\.key)
                == ["", "a", "aa", "z", "\u{D7FF}", "\u{10000}", "\u{10FFFF}", "\u{E000}", "\u{FB33}", "\u{FFFF}"])
    }

    @Test func agreesWithUTF16OrderOnRandomKeys() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<20_000 {
            let left = random.text(maximumLength: 3)
            let right =
                Bool.random(using: &random) ? random.text(maximumLength: 3) : left + random.text(maximumLength: 2)
            #expect(left.precedesInUTF16(right) == Array(left.utf16).lexicographicallyPrecedes(right.utf16))
        }
    }

    @Test func doesNotNormaliseStrings() {
        #expect(CanonicalJSON.bytes(.string("e\u{301}")) == [0x22, 0x65, 0xCC, 0x81, 0x22])
        #expect(CanonicalJSON.bytes(.string("\u{E9}")) == [0x22, 0xC3, 0xA9, 0x22])
    }

    @Test func naughtyStringsComeBackUnchanged() throws {
        let value = try JSONReader.parse(try JSONVectors.bytes("blns/blns.json"))
        guard case .array(let strings) = value else {
            Issue.record("blns.json is no list")
            return
        }
        #expect(strings.count == 515)
        for written in [CanonicalJSON.string(value), JSONText.compact(value), JSONText.pretty(value)] {
            #expect(try JSONReader.parse(written) == value)
        }
        for case .string(let text) in strings {
            let asKey = JSONValue.object(JSONObject([(text, .string(text))]))
            #expect(try JSONReader.parse(CanonicalJSON.bytes(asKey)) == asKey)
        }
    }
}
