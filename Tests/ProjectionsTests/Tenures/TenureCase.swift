import Events
import Projections

/// A named ledger of `Vectors/tenures/cases.jsonl`.
struct TenureCase {
    let name: String
    let story: Story

    struct Unreadable: Error {
        let line: Int
    }

    /// The case of this name.
    init(_ name: String) throws {
        for (number, object) in try Self.objects().enumerated() where object["case"] == .string(name) {
            guard case .array(let ledger)? = object["ledger"] else { throw Unreadable(line: number + 1) }
            self.name = name
            story = Story(try ledger.map { try Event(json: $0) })
            return
        }
        throw NoSuchCase(name: name)
    }

    struct NoSuchCase: Error {
        let name: String
    }

    /// The names of all cases in the file.
    static func names() throws -> [String] {
        try objects().enumerated().map { number, object in
            guard case .string(let name)? = object["case"] else { throw Unreadable(line: number + 1) }
            return name
        }
    }

    private static func objects() throws -> [JSONObject] {
        try VectorFile.bytes("cases.jsonl").split(separator: UInt8(ascii: "\n")).enumerated().map { number, line in
            guard case .object(let object) = try JSONReader.parse(line) else { throw Unreadable(line: number + 1) }
            return object
        }
    }
}
