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
