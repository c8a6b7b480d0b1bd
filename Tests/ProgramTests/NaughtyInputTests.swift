import Events
import Foundation
import Testing

/// Other people's collections of hostile input, through `append -` and back out through `export`.
@Suite struct NaughtyInputTests {
    private static let vectors = Bundle.module.bundleURL.appendingPathComponent("Vectors/json")

    /// Every test of JSONTestSuite by its file's name, as the value of a field in an event.
    private static func suite() throws -> [(name: String, text: Data)] {
        let folder = vectors.appendingPathComponent("JSONTestSuite")
        return try ["test_parsing", "test_transform"].flatMap { part in
            let files = try FileManager.default.contentsOfDirectory(
                at: folder.appendingPathComponent(part), includingPropertiesForKeys: nil)
            return try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.map {
                ($0.lastPathComponent, try Data(contentsOf: $0))
            }
        }
    }

    private static func line(_ index: Int, _ value: Data) -> Data {
        Data(#"{"type":"x.vector","date":"2015","index":\#(index),"in":{"value":"#.utf8) + value + Data("}}".utf8)
    }

    /// The lines that are refused, with what is said of them; asked twenty at a time, as many as are told.
    private static func refused(_ lines: [Data], in folder: TemporaryFolder) throws -> [Int: String] {
        var refused: [Int: String] = [:]
        for start in stride(from: 0, to: lines.count, by: 20) {
            let part = lines[start..<min(start + 20, lines.count)]
            let result = try Program.run(
                ["append", "-", "--dry-run"], in: folder, bytes: Data(part.joined(separator: Data("\n".utf8))))
            #expect(result.status == 0 || result.status == 1, "\(result.errors)")
            for message in result.errors.split(separator: "\n") {
                guard let place = message.range(of: "line "),
                    let end = message[place.upperBound...].firstIndex(of: ":"),
                    let number = Int(message[place.upperBound..<end])
                else { continue }
                refused[start + number - 1] = String(message[end...])
            }
        }
        return refused
    }

    @Test func takesOrRefusesEveryTextOfJSONTestSuite() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        // A line feed would end the line, and lines are read on their own.
        let tests = try Self.suite().map { (name: $0.name, text: Data($0.text.map { $0 == 0x0A ? 0x0D : $0 })) }
        let lines = tests.enumerated().map { Self.line($0, $1.text) }
        let refused = try Self.refused(lines, in: folder)
        for (index, test) in tests.enumerated() where test.name.hasPrefix("n_") {
            #expect(refused[index] != nil, "\(test.name) was taken")
        }
        for (index, test) in tests.enumerated() where test.name.hasPrefix("y_") {
            guard let reason = refused[index] else { continue }
            // What is valid JSON and no event: it would mean two things, or act on a terminal.
            let isExpected = ["duplicate key", "contains the", "too large"].contains { reason.contains($0) }
            #expect(isExpected, "\(test.name): \(reason)")
        }

        let taken = tests.indices.filter { refused[$0] == nil }
        #expect(taken.count > 80)
        let input = Data(taken.map { lines[$0] }.joined(separator: Data("\n".utf8)))
        #expect(try Program.run(["append", "-"], in: folder, bytes: input).status == 0)
        let stored = try SmallLedger.export(folder).split(separator: "\n").map { try JSONReader.parse(String($0)) }
        #expect(stored.count == taken.count)
        for (index, event) in zip(taken, stored) {
            guard case .object(let object) = event, case .object(let wrapper)? = object["in"] else {
                Issue.record("\(tests[index].name) lost its value")
                continue
            }
            let expected = try JSONReader.parse(Array(tests[index].text))
            #expect(wrapper["value"] == Self.composed(expected), "\(tests[index].name)")
        }
    }

    @Test func takesOrRefusesEveryNaughtyString() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        let file = Self.vectors.appendingPathComponent("blns/blns.json")
        let strings = try JSONDecoder().decode([String].self, from: Data(contentsOf: file))
        let lines = strings.enumerated().flatMap { index, string -> [Data] in
            let text = CanonicalJSON.string(.string(string))
            return [
                #"{"type":"person.introduced","person":"p\#(index)","name":\#(text)}"#,
                #"{"type":"x.naughty","date":"2015","index":\#(index),"note":\#(text)}"#,
                #"{"type":"occasion.held","date":"2015","title":"\#(index)","summary":\#(text)}"#,
            ].map { Data($0.utf8) }
        }
        let refused = try Self.refused(lines, in: folder)
        for (index, reason) in refused {
            let isExpected = ["contains the", "is blank", "is missing"].contains { reason.contains($0) }
            #expect(isExpected, "\(index): \(reason)")
        }
        let taken = lines.indices.filter { refused[$0] == nil }
        #expect(taken.count > 1_300)
        let input = Data(taken.map { lines[$0] }.joined(separator: Data("\n".utf8)))
        let result = try Program.run(["append", "-"], in: folder, bytes: input)
        #expect(result.status == 0, "\(result.errors)")
        let stored = try SmallLedger.export(folder).split(separator: "\n").map { try JSONReader.parse(String($0)) }
        #expect(stored.count == taken.count)
        for (index, event) in zip(taken, stored) {
            guard case .object(let object) = event else { continue }
            let expected = strings[index / 3].precomposedStringWithCanonicalMapping
                .trimmingCharacters(in: Self.whiteSpace)
            let text = object[["name", "note", "summary"][index % 3]] ?? .string("")
            #expect(text == .string(expected), "string \(index / 3)")
        }
        // What is stored can be shown: nothing in it reaches a terminal as it is.
        let log = try Program.run(["log", "--batch", "1"], in: folder)
        #expect(log.status == 0)
        #expect(
            !log.output.unicodeScalars.contains { scalar in
                scalar != "\n" && scalar.properties.generalCategory == .control
                    || (0x202A...0x202E).contains(scalar.value)
                    || (0x2066...0x2069).contains(scalar.value)
            })
    }

    private static let whiteSpace = CharacterSet(
        charactersIn: String(
            String.UnicodeScalarView(
                (0...0xFFFF).compactMap(Unicode.Scalar.init).filter {
                    $0.properties.isWhitespace
                })))

    private static func composed(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(text.precomposedStringWithCanonicalMapping)
        case .array(let values): .array(values.map(composed))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map {
                        ($0.key.precomposedStringWithCanonicalMapping, composed($0.value))
                    }))
        default: value
        }
    }
}
