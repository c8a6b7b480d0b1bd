import Chance
import Testing

@testable import Events

/// The scanner accepts exactly what the reader reads and the writer writes again.
@Suite struct CanonicalScannerTests {
    /// Whether reading and writing again gives the same bytes.
    private static func comesBack(_ bytes: [UInt8]) -> Bool {
        guard let value = try? JSONReader.parse(bytes) else { return false }
        return CanonicalJSON.bytes(value) == bytes
    }

    private static let awkward = Array("\\ \",{}[]:0-e.u\n".utf8)

    private static func agrees(_ bytes: [UInt8]) -> Bool {
        var scanner = CanonicalScanner()
        let isAccepted = (try? scanner.scan(bytes)) != nil
        guard isAccepted == comesBack(bytes) else { return false }
        return !isAccepted || scanner.isASCII == bytes.allSatisfy { $0 < 0x80 }
    }

    @Test func agreesOnTheFilesOfTheTestSuite() throws {
        var accepted = 0
        for folder in ["JSONTestSuite/test_parsing", "JSONTestSuite/test_transform", "jcs/testdata/output"] {
            for name in try JSONVectors.names(in: folder) {
                let bytes = try JSONVectors.bytes("\(folder)/\(name)")
                #expect(Self.agrees(bytes), "\(name)")
                // Most of the suite's texts become canonical when they are written again.
                guard let value = try? JSONReader.parse(bytes) else { continue }
                let canonical = CanonicalJSON.bytes(value)
                var scanner = CanonicalScanner()
                #expect(throws: Never.self, "\(name)") { try scanner.scan(canonical) }
                accepted += 1
            }
        }
        #expect(accepted > 100)
    }

    @Test func agreesOnRandomValuesAndOnEachByteOfThemChanged() {
        var random = SplitMix64(seed: 42)
        for _ in 0..<25 {
            let bytes = CanonicalJSON.bytes(random.jsonValue(depth: 3))
            #expect(Self.agrees(bytes))
            for place in bytes.indices {
                var changed = bytes
                changed[place] = UInt8.random(in: 0...255, using: &random)
                #expect(Self.agrees(changed), "\(String(decoding: bytes, as: UTF8.self)), byte \(place)")
                changed.remove(at: place)
                #expect(Self.agrees(changed), "\(String(decoding: bytes, as: UTF8.self)) without byte \(place)")
                changed.insert(bytes[place], at: place)
                changed.insert(Self.awkward.randomElement(using: &random) ?? 0, at: place)
                #expect(Self.agrees(changed))
            }
        }
    }

    @Test func agreesOnEverySingleBitOfSampleEvents() throws {
        for line in SampleEvents.full + [SampleEvents.common] {
            let bytes = CanonicalJSON.bytes(.object(try SampleEvents.event(line).json))
            for place in bytes.indices {
                for bit in 0..<8 {
                    var changed = bytes
                    changed[place] ^= 1 << UInt8(bit)
                    #expect(Self.agrees(changed), "\(line), byte \(place), bit \(bit)")
                }
            }
        }
    }

    @Test(arguments: [
        "", " ", "{}", "[]", "{} ", " {}", "{}{}", "\u{FEFF}{}", "null", "nul", "true", "truex", "false", "-", "0",
        "-0",
        "00", "01", "-1", "-01", "1.0", "1.5", "1e2", "1E2", "1e+21", "1e21", "1e-7", "0.0000001", "123456789012345",
        "9007199254740991", "9007199254740992", "1.", ".5", "+1", "0x1", "1e400", "5e-324", "4.9e-324",
        #"{"a":1,"b":2}"#, #"{"b":1,"a":2}"#, #"{"a":1,"a":2}"#, #"{"a":1,}"#, #"{"a" :1}"#, #"{"a":}"#, #"{,}"#,
        #"{"":1,"a":2}"#, #"{"a":1,"":2}"#, #"{"a":1,"aa":2}"#, #"{"aa":1,"a":2}"#, #"{"\n":1,"a":2}"#,
        #"{"\n":1,"\r":2}"#, #"{"\r":1,"\n":2}"#, #"{"\u001f":1," ":2}"#, #"{"a\"":1,"a#":2}"#, #"{"a#":1,"a\"":2}"#,
        "{\"\u{10000}\":1,\"\u{E000}\":2}", "{\"\u{E000}\":1,\"\u{10000}\":2}", "{\"\u{D7FF}\":1,\"\u{10FFFF}\":2}",
        #""\u0041""#, #""\u000A""#, #""\u000a""#, #""\u001F""#, #""\u001f""#, #""\u0008""#, #""\/""#, #""\b\t\n\f\r""#,
        #""\u00""#, #""\u007f""#, #""\ud83d\ude00""#, "\"\u{7F}\"", "\"a", "\"\\", "[1,2]", "[1, 2]", "[1,]", "[,1]",
        "[1 ]", "{\"a\":[{\"b\":{}}]}", "\"\u{1}\"", "[[]", "[]]",
    ])
    func agreesOnTextsThatAreNearlyCanonical(text: String) {
        #expect(Self.agrees(Array(text.utf8)))
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82], [0x22, 0xF0, 0x9F, 0x98, 0x80, 0x22],
        ] as [[UInt8]])
    func agreesOnBytesThatMayBeNoUTF8(bytes: [UInt8]) {
        #expect(Self.agrees(bytes))
    }

    @Test func depthAndLengthAreBoundedAsTheReadersAre() {
        for depth in [63, 64, 65, 200, 100_000] {
            let nested =
                Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
            var scanner = CanonicalScanner()
            #expect(((try? scanner.scan(nested)) != nil) == (depth <= 64))
            #expect(((try? scanner.scan(nested, maximumDepth: 1000)) != nil) == (depth <= 128))
        }
        let long = [UInt8(ascii: "\"")] + Array(repeating: UInt8(ascii: "a"), count: 98) + [UInt8(ascii: "\"")]
        var scanner = CanonicalScanner()
        #expect(throws: Never.self) { try scanner.scan(long, maximumBytes: 100) }
        #expect(throws: JSONError.self) { try scanner.scan(long, maximumBytes: 99) }
    }

    @Test func membersAreThoseOfTheOutermostObject() throws {
        let text = #"{"a":{"inner":1},"b\n":[2,{"c":3}],"d":"x","é":-1.5}"#
        let bytes = Array(text.utf8)
        var scanner = CanonicalScanner()
        try scanner.scan(Array(#"{"earlier":1}"#.utf8))
        try scanner.scan(bytes)
        func written(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        #expect(scanner.members.map { written($0.key) } == ["a", #"b\n"#, "d", "é"])
        #expect(scanner.members.map { written($0.value) } == [#"{"inner":1}"#, #"[2,{"c":3}]"#, #""x""#, "-1.5"])
        #expect("{" + scanner.members.map { written($0.whole) }.joined(separator: ",") + "}" == text)
    }
}
