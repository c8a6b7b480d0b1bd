import Chance
import Foundation
import Testing

@testable import Events

@Suite struct JSONRoundTripTests {
    @Test func valuesComeBackFromEveryWriter() throws {
        var random = SplitMix64(seed: 1)
        for _ in 0..<1500 {
            let value = random.jsonValue(depth: 5)
            #expect(try JSONReader.parse(CanonicalJSON.bytes(value)) == value)
            let compact = JSONText.compact(value)
            #expect(try JSONReader.parse(compact) == value)
            #expect(JSONText.compact(try JSONReader.parse(compact)) == compact)
            let pretty = JSONText.pretty(value)
            #expect(JSONText.pretty(try JSONReader.parse(pretty)) == pretty)
        }
    }

    @Test func valuesComeBackFromAnyValidSpelling() throws {
        var random = SplitMix64(seed: 2)
        for _ in 0..<1500 {
            let value = random.jsonValue(depth: 4)
            let text = random.spelling(of: value)
            #expect(try JSONReader.parse(text) == value, "\(text)")
        }
    }

    @Test func theCanonicalFormDoesNotDependOnOrderOrSpelling() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<1500 {
            let value = random.jsonValue(depth: 4)
            let shuffled = random.shuffled(value)
            #expect(shuffled == value)
            #expect(shuffled.hashValue == value.hashValue)
            let canonical = CanonicalJSON.bytes(value)
            #expect(CanonicalJSON.bytes(shuffled) == canonical)
            #expect(CanonicalJSON.bytes(try JSONReader.parse(random.spelling(of: shuffled))) == canonical)
        }
    }

    @Test func randomChangesToBytesNeverCrash() throws {
        var random = SplitMix64(seed: 4)
        var seeds = try JSONVectors.names(in: "JSONTestSuite/test_parsing")
            .map { try JSONVectors.bytes("JSONTestSuite/test_parsing/\($0)") }
            .filter { $0.count < 2000 }
        for name in try JSONVectors.names(in: "jcs/testdata/input") {
            seeds.append(try JSONVectors.bytes("jcs/testdata/input/\(name)"))
        }
        seeds += (0..<100).map { _ in CanonicalJSON.bytes(random.jsonValue(depth: 4)) }
        var accepted = 0
        for round in 0..<30_000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0...Int.random(in: 0..<3, using: &random) { random.change(&bytes) }
            if let error = jsonError(reading: bytes) {
                #expect((0...bytes.count).contains(error.offset) && !error.reason.isEmpty)
                continue
            }
            accepted += 1
            // What is accepted is also JSON to an independent reader, and can be written and read again.
            #expect(throws: Never.self, "\(String(decoding: bytes, as: UTF8.self))") {
                try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            }
            let value = try JSONReader.parse(bytes)
            #expect(try JSONReader.parse(CanonicalJSON.bytes(value)) == value)
        }
        #expect(accepted > 1000)
    }
}

extension SplitMix64 {
    /// One of the many ways to write a value: random space, escapes and number forms.
    fileprivate mutating func spelling(of value: JSONValue) -> String {
        let text: String
        switch value {
        case .null: text = "null"
        case .bool(let value): text = value ? "true" : "false"
        case .number(let number): text = spelling(of: number)
        case .string(let string): text = spelling(of: string)
        case .array(let values):
            text = "[" + (values.map { spelling(of: $0) }.joined(separator: ",")) + space() + "]"
        case .object(let object):
            let members = object.members.map { space() + spelling(of: $0.key) + space() + ":" + spelling(of: $0.value) }
            text = "{" + members.joined(separator: ",") + space() + "}"
        }
        return space() + text + space()
    }

    private mutating func space() -> String {
        String((0..<Int.random(in: 0...2, using: &self)).map { _ in " \n\r\t".randomElement(using: &self) ?? " " })
    }

    private mutating func spelling(of number: Double) -> String {
        guard Bool.random(using: &self) else { return number.ecmaScriptDescription }
        let text = number.description
        if text.contains("e") || text.hasPrefix("inf") { return text.uppercased() }
        return text + "0e" + (["", "+", "-"].randomElement(using: &self) ?? "") + "00"
    }

    private mutating func spelling(of string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if mustEscape || Int.random(in: 0..<4, using: &self) == 0 {
                for unit in String(scalar).utf16 {
                    let hex = String(unit, radix: 16, uppercase: Bool.random(using: &self))
                    text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    /// The same value with the members of every object in another order.
    fileprivate mutating func shuffled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let values): return .array(values.map { shuffled($0) })
        case .object(let object):
            let members = object.members.map { ($0.key, shuffled($0.value)) }
            return .object(JSONObject(members.shuffled(using: &self)))
        default: return value
        }
    }

    /// Changes, inserts, removes, doubles or swaps a byte or a few.
    fileprivate mutating func change(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0...bytes.count, using: &self)
        let telling = Array("[]{}\",:\\u0-1.eE+ \n\u{0}é😀".utf8) + [0xFF, 0xC0, 0xED, 0xF4]
        let byte =
            Bool.random(using: &self) ? telling.randomElement(using: &self) ?? 0 : UInt8(truncatingIfNeeded: next())
        switch Int.random(in: 0..<5, using: &self) {
        case 0: bytes.insert(byte, at: place)
        case 1 where place < bytes.count: bytes[place] = byte
        case 2 where place < bytes.count: bytes.remove(at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...8, using: &self)))
        default:
            let length = Int.random(in: 0...8, using: &self)
            bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + length)], at: place)
        }
    }
}
