import Chance
import Testing

@testable import Events

@Suite struct ECMAScriptNumberTests {
    /// The numbers of RFC 8785, appendix B, as bits and as text.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
            (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"), (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"), (0xC340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"), (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
            (0x44B5_2D02_C7E1_4AF6, "1e+23"), (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
            (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"), (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"),
            (0x444B_1AE4_D6E2_EF50, "1e+21"), (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"),
            (0x3EB0_C6F7_A0B5_ED8D, "0.000001"), (0x41B3_DE43_5555_5553, "333333333.3333332"),
            (0x41B3_DE43_5555_5554, "333333333.33333325"), (0x41B3_DE43_5555_5555, "333333333.3333333"),
            (0x41B3_DE43_5555_5556, "333333333.3333334"), (0x41B3_DE43_5555_5557, "333333333.33333343"),
            (0xBECB_F647_612F_3696, "-0.0000033333333333333333"), (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func writesTheNumbersOfTheAppendix(bits: UInt64, text: String) {
        #expect(CanonicalJSON.string(.number(Double(bitPattern: bits))) == text)
    }

    @Test(
        arguments: [
            (1, "1"), (-1, "-1"), (0.5, "0.5"), (-0.1, "-0.1"), (123.456, "123.456"), (100, "100"),
            (1e20, "100000000000000000000"),
            (1.5e-7, "1.5e-7"), (1e-7, "1e-7"), (1e100, "1e+100"), (1234567.875, "1234567.875"), (0.001, "0.001"),
            (9_007_199_254_740_994, "9007199254740994"), (1e16, "10000000000000000"), (2.5e15, "2500000000000000"),
        ] as [(Double, String)])
    func writesEverydayNumbers(number: Double, text: String) {
        #expect(number.ecmaScriptDescription == text)
    }

    /// The published sequence of numbers: its first 10,000 lines must have the published SHA-256.
    @Test func writesThePublishedSequenceOfNumbers() throws {
        let readme = String(decoding: try JSONVectors.bytes("jcs/testdata/README.md"), as: UTF8.self)
        var numbers = readme.split { !$0.isLetter && !$0.isNumber }.compactMap { word -> UInt64? in
            guard word.count == 19, word.hasPrefix("0x"), word.hasSuffix("n") else { return nil }
            return UInt64(word.dropFirst(2).dropLast(), radix: 16)
        }
        // The constant in the published code's second loop is the start of a series, not a member of the list.
        numbers.removeLast()
        numbers += (0..<2000).map { 0x0010_0000_0000_0000 + $0 }
        var block = [UInt8](repeating: 0, count: 32)
        while numbers.count < 10_000 {
            block = FIPS180.sha256(block)
            for start in stride(from: 0, to: 32, by: 8) {
                let bits = block[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                let number = Double(bitPattern: bits)
                if number.isFinite && number != 0 { numbers.append(bits) }
            }
        }
        var lines: [UInt8] = []
        for bits in numbers.prefix(10_000) {
            lines += "\(String(bits, radix: 16)),\(Double(bitPattern: bits).ecmaScriptDescription)\n".utf8
        }
        #expect(lines.count == 399_022)
        let digest = FIPS180.sha256(lines).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digest == "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892")
    }

    @Test func randomDoublesComeBackAndHaveTheFewestDigits() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<20_000 {
            let number = random.double()
            let text = number.ecmaScriptDescription
            #expect(Double(text) == number, "\(text)")
            #expect(!Self.canSpareADigit(text), "\(text)")
            if number.magnitude <= 9_007_199_254_740_991 || number.magnitude >= 1e21 {
                #expect(try JSONReader.parse(text) == .number(number), "\(text)")
            }
        }
    }

    /// Whether one of the two neighbours with one digit less reads as the same double.
    private static func canSpareADigit(_ text: String) -> Bool {
        let parts = text.drop { $0 == "-" }.split(separator: "e")
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        if let point = parts[0].firstIndex(of: ".") {
            exponent -= parts[0].distance(from: point, to: parts[0].endIndex) - 1
        }
        var digits = parts[0].filter { $0 != "." }.drop { $0 == "0" }
        while digits.last == "0" {
            digits.removeLast()
            exponent += 1
        }
        guard digits.count > 1, let significand = UInt64(digits), let number = Double(text)?.magnitude else {
            return false
        }
        return [significand / 10, significand / 10 + 1].contains { Double("\($0)e\(exponent + 1)") == number }
    }

    @Test func theReaderRoundsAsTheStandardLibraryDoes() throws {
        var random = SplitMix64(seed: 13)
        for _ in 0..<20_000 {
            let digits = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                String(Int.random(in: 0...9, using: &random))
            }
            let text = "0.\(digits.joined())e\(Int.random(in: -330...15, using: &random))"
            #expect(try JSONReader.parse(text) == .number(try #require(Double(text))), "\(text)")
        }
    }

    @Test func refusesToWriteWhatIsNoNumber() async {
        await #expect(processExitsWith: .failure) { _ = CanonicalJSON.bytes(.number(.nan)) }
        await #expect(processExitsWith: .failure) { _ = JSONText.compact(.number(.infinity)) }
    }
}
