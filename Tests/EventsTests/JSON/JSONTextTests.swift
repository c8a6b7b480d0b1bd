import Testing

@testable import Events

@Suite struct JSONTextTests {
    private let value: JSONValue = [
        "z": [1, 2.5, -0.0, 1e21], "a": ["id": "openai", "name": "\"O\"\n"], "empty": [:], "none": [], "null": nil,
    ]

    @Test func compactIsOneLineInOrder() {
        #expect(
            JSONText.compact(value)
                == #"{"z": [1, 2.5, 0, 1e+21], "a": {"id": "openai", "name": "\"O\"\n"}, "#
                + #""empty": {}, "none": [], "null": null}"#
        )
        #expect(JSONText.compact("text") == "\"text\"")
        #expect(value.description == JSONText.compact(value))
    }

    @Test func lineSeparatorsAreEscaped() throws {
        let text: JSONValue = ["\u{2028}": "a\u{2028}\u{2029}\u{202A}\u{E2}\u{2030}\u{10FFFF}\u{2029}"]
        let written = JSONText.compact(text)
        #expect(written == "{\"\\u2028\": \"a\\u2028\\u2029\u{202A}\u{E2}\u{2030}\u{10FFFF}\\u2029\"}")
        #expect(try JSONReader.parse(written) == text)
        #expect(try JSONReader.parse(JSONText.pretty(text)) == text)
    }

    @Test func prettyIndentsByTwo() {
        #expect(
            JSONText.pretty(value) == #"""
                {
                  "z": [
                    1,
                    2.5,
                    0,
                    1e+21
                  ],
                  "a": {
                    "id": "openai",
                    "name": "\"O\"\n"
                  },
                  "empty": {},
                  "none": [],
                  "null": null
                }
                """#)
        #expect(JSONText.pretty(nil) == "null")
    }
}
