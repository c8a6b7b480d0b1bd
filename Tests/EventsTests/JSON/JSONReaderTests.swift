import Foundation
import Testing

@testable import Events

/// Where and why the reader stops, and its limits.
@Suite struct JSONReaderTests {
    @Test(arguments: [
        ("", 0, "the text ends where a value was expected"),
        ("  ", 2, "the text ends where a value was expected"),
        ("[1,]", 3, "a comma without a value after it"),
        ("{\"a\": 1, }", 9, "a comma without a member after it"),
        ("[1 2]", 3, "'2' where ',' or ']' was expected"),
        ("{\"a\" 1}", 5, "'1' where ':' after a key was expected"),
        ("{a: 1}", 1, "'a' where a key in double quotes was expected"),
        ("{'a': 1}", 1, "a single quote where a key in double quotes was expected"),
        ("{\"a\": 1, \"b\": 2, \"a\": 3}", 17, "duplicate key \"a\""),
        ("{\"a\": 1, \"\\u0061\": 3}", 9, "duplicate key \"a\""),
        ("[1", 2, "the text ends in the array that begins at byte 0"),
        (" {\"a\": 1", 8, "the text ends in the object that begins at byte 1"),
        ("[\"abc", 5, "the text ends in the string that begins at byte 1"),
        ("[\"a\nb\"]", 3, "a control character in a string (write it as an escape)"),
        ("[\"a\\xb\"]", 3, "a backslash before what is no escape of JSON"),
        ("[\"\\u12G4\"]", 6, "'G' where a hexadecimal digit of a \\u escape was expected"),
        ("[\"\\ud800\"]", 2, "an escape of half a surrogate pair"),
        ("[\"\\", 3, "the text ends in an escape"),
        ("[nul]", 1, "a word that is not true, false or null"),
        ("[NaN]", 1, "'N' where a value was expected"),
        ("[01]", 1, "a number that begins with a needless 0"),
        ("[1.]", 3, "']' where a digit was expected"),
        ("[.5]", 1, "'.' where a value was expected"),
        ("[+1]", 1, "'+' where a value was expected"),
        ("[-]", 2, "']' where a digit was expected"),
        ("[1e+]", 4, "']' where a digit was expected"),
        ("[1e999]", 1, "a number too large for a double (write it as text)"),
        ("{} {}", 3, "'{' where the end of the text was expected"),
        ("\u{FEFF}{}", 0, "a byte order mark"),
        ("[é]", 1, "a character outside ASCII where a value was expected"),
    ])
    func saysWhereAndWhy(text: String, offset: Int, reason: String) {
        #expect(jsonError(reading: Array(text.utf8)) == JSONError(offset: offset, reason: reason))
    }

    @Test func describesAnErrorInOneLine() {
        let error = jsonError(reading: Array("{\"a\": 1, \"a\": 2}".utf8))
        #expect(error?.description == "not JSON: duplicate key \"a\" at byte 9")
    }

    @Test func showsAHostileKeySafely() throws {
        let key = "\\u001b[2J\\u202e" + String(repeating: "k", count: 100)
        let reason = try #require(jsonError(reading: Array("{\"\(key)\":1,\"\(key)\":2}".utf8))).reason
        #expect(reason == "duplicate key \"\\u{1b}[2J\\u{202e}" + String(repeating: "k", count: 35) + "…\"")
    }

    @Test(
        arguments: [
            ("9007199254740991", 9_007_199_254_740_991), ("-9007199254740991", -9_007_199_254_740_991),
            ("0", 0), ("-0", 0), ("0e99999999999999999999", 0), ("0.00e-5", 0), ("1E400", nil), ("-1e400", nil),
            ("9007199254740992", nil), ("-9007199254740992", nil), ("1000000000000000000000", nil),
            ("123456789012345678901234567890", nil), ("1e21", 1e21), ("1.7976931348623157e308", 1.7976931348623157e308),
            ("1.7976931348623159e308", nil), ("5e-324", .leastNonzeroMagnitude), ("2e-324", 0), ("0.1", 0.1),
            ("1e22", 1e22),
            ("1e23", 1e23),
            ("123456789012345678e-17", 1.2345678901234568), ("0.000000000000000000000000000001", 1e-30),
            ("9007199254740993e-1", 900719925474099.3), ("100000000000000000e-17", 1),
            ("2.22507385850720113605740979670913197593481954635164564e-308", .leastNormalMagnitude.nextDown),
            // Would be written as a whole number that is refused, so it is refused in every spelling.
            ("1e16", nil), ("9007199254740992.0", nil), ("1e20", nil), ("999999999999999000000.0", nil),
            ("999999999999999999999.0", 1e21),
        ] as [(String, Double?)])
    func readsNumbers(text: String, value: Double?) {
        #expect((try? JSONReader.parse(text)) == value.map(JSONValue.number))
    }

    @Test func saysToWriteALargeIntegerAsText() throws {
        let error = try #require(jsonError(reading: Array("{\"id\": 9007199254740993}".utf8)))
        #expect(error.offset == 7)
        #expect(error.reason.contains("write it as text"))
    }

    @Test(arguments: [
        ("\\ud83d\\ude02", "😂"), ("\\uD834\\uDd1e", "𝄞"), ("\\u0000", "\0"), ("\\uFFFF", "\u{FFFF}"),
        ("a\\\"\\\\\\/\\b\\f\\n\\r\\tz", "a\"\\/\u{8}\u{C}\n\r\tz"), ("é日本😀", "é日本😀"), ("\u{7F}\u{80}", "\u{7F}\u{80}"),
    ])
    func readsStrings(written: String, text: String) throws {
        #expect(try JSONReader.parse("\"\(written)\"") == .string(text))
    }

    @Test func everyWayInReadsTheSame() throws {
        let text = "{\"a\": [1, \"é\"]}"
        let value: JSONValue = ["a": [1, "é"]]
        #expect(try JSONReader.parse(text) == value)
        #expect(try JSONReader.parse(Array(text.utf8)) == value)
        #expect(try JSONReader.parse(text.utf8) == value)
        #expect(try JSONReader.parse(Array("..\(text)".utf8).dropFirst(2)) == value)
        #expect(try JSONReader.parse(Data(text.utf8)) == value)
    }

    @Test func boundsTheDepth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try JSONReader.parse(nested(64)) }
        #expect(throws: JSONError(offset: 64, reason: "arrays and objects nested deeper than 64")) {
            try JSONReader.parse(nested(65))
        }
        #expect(throws: Never.self) { try JSONReader.parse(nested(128), maximumDepth: .max) }
        #expect(throws: JSONError(offset: 128, reason: "arrays and objects nested deeper than 128")) {
            try JSONReader.parse(nested(129), maximumDepth: .max)
        }
        #expect(throws: JSONError.self) { try JSONReader.parse("[]", maximumDepth: 0) }
        #expect(throws: Never.self) { try JSONReader.parse("1", maximumDepth: 0) }
        #expect(throws: JSONError.self) { try JSONReader.parse("[]", maximumDepth: -1) }
    }

    @Test func countsDepthNotBrackets() {
        let siblings = "[" + Array(repeating: "[{}]", count: 1000).joined(separator: ",") + "]"
        #expect(throws: Never.self) { try JSONReader.parse(siblings, maximumDepth: 3) }
        #expect(throws: JSONError.self) { try JSONReader.parse(siblings, maximumDepth: 2) }
    }

    @Test func theDeepestNestingFitsASmallStack() async throws {
        let opening = String(repeating: "{\"a\":[", count: JSONReader.deepestNesting / 2)
        let closing = String(repeating: "]}", count: JSONReader.deepestNesting / 2)
        let text = opening + closing
        let isUnchanged = await withCheckedContinuation { continuation in
            let thread = Thread {
                let value = try? JSONReader.parse(text, maximumDepth: .max)
                let copy = try? JSONReader.parse(text, maximumDepth: .max)
                continuation.resume(
                    returning: value.map(CanonicalJSON.string) == text && value == copy
                        && value.map { JSONText.pretty($0).isEmpty } == false && Set([value]).contains(copy))
            }
            thread.stackSize = 512 * 1024
            thread.start()
        }
        #expect(isUnchanged)
    }

    @Test func boundsTheLength() {
        #expect(throws: Never.self) { try JSONReader.parse("[1]", maximumBytes: 3) }
        #expect(throws: JSONError(offset: 3, reason: "longer than 3 bytes")) {
            try JSONReader.parse("[1] ", maximumBytes: 3)
        }
        let long = "\"" + String(repeating: "a", count: JSONReader.defaultBytes) + "\""
        #expect(throws: JSONError.self) { try JSONReader.parse(long) }
        #expect(throws: Never.self) { try JSONReader.parse(long, maximumBytes: .max) }
    }

    @Test func findsADuplicateAmongManyKeys() throws {
        let keys = (0..<2000).map { "\"k\($0)\":0" }
        #expect(
            try JSONReader.parse("{\(keys.joined(separator: ","))}")
                == .object(JSONObject((0..<2000).map { ("k\($0)", 0) })))
        for place in [0, 22, 23, 24, 25, 1999] {
            let error = jsonError(reading: Array("{\((keys + ["\"k\(place)\":1"]).joined(separator: ","))}".utf8))
            #expect(error?.reason == "duplicate key \"k\(place)\"")
        }
    }
}
