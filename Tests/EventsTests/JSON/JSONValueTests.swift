import Testing

@testable import Events

@Suite struct JSONValueTests {
    @Test func literalsMakeValues() {
        let value: JSONValue = ["a": 1, "b": [true, nil, 2.5, "text"], "c": [:], "d": []]
        let object = JSONObject([
            ("a", .number(1)), ("b", .array([.bool(true), .null, .number(2.5), .string("text")])),
            ("c", .object(JSONObject())), ("d", .array([])),
        ])
        #expect(value == .object(object))
        let name = "x"
        #expect(("\(name)y" as JSONValue) == .string("xy"))
    }

    @Test func equalityIsByCodePoints() {
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
        #expect(["\u{E9}": 1] as JSONObject != ["e\u{301}": 1])
        #expect(JSONValue.number(0) == .number(-0.0))
        #expect(JSONValue.number(1) != .bool(true))
        #expect(JSONValue.null != .bool(false))
    }

    @Test func equalityOfObjectsIgnoresOrder() {
        let left: JSONObject = ["a": 1, "b": ["c": 2, "d": 3]]
        let right: JSONObject = ["b": ["d": 3, "c": 2], "a": 1]
        #expect(left == right)
        #expect(Set([left, right]).count == 1)
        #expect(left != ["a": 1, "b": ["c": 2, "d": 4]])
        #expect(left != ["a": 1])
        #expect(([["a": 1], ["b": 2]] as JSONValue) != [["b": 2], ["a": 1]])
    }

    @Test func membersKeepTheirOrder() throws {
        var object: JSONObject = ["z": 1, "a": 2, "m": 3]
        #expect(object.keys == ["z", "a", "m"])
        object["a"] = 4
        object["b"] = 5
        #expect(object.keys == ["z", "a", "m", "b"])
        #expect(object["a"] == 4)
        object["z"] = nil
        #expect(object.keys == ["a", "m", "b"])
        #expect(object["z"] == nil)
        object["z"] = JSONValue.null
        #expect(object["z"] == .some(.null))
        object["none"] = nil
        #expect(object.count == 4 && !object.isEmpty)
        #expect(try JSONReader.parse("{\"z\":1,\"a\":2}") == ["z": 1, "a": 2])
        guard case .object(let read) = try JSONReader.parse("{\"z\":1,\"a\":2}") else { return }
        #expect(read.keys == ["z", "a"])
    }

    @Test func theLastOfEqualKeysStandsInTheFirstPlace() {
        let object = JSONObject([("a", 1), ("b", 2), ("a", 3)])
        #expect(object.members.map(\.key) == ["a", "b"])
        #expect(object["a"] == 3)
        let many = JSONObject((0..<100).map { ("k\($0 % 50)", .number(Double($0))) })
        #expect(many.count == 50)
        #expect(many["k7"] == 57)
    }
}
