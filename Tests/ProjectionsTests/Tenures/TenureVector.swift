import Events
import Foundation
import Projections

/// A vector of `Vectors/tenures` read as a ledger: JSON to events to tenures, the whole way.
struct TenureVector: Sendable {
    let story: Story
    let stints: Int
    let isDisputed: Bool
    /// "no", "possible" or "certain" on each of six days.
    let days: [String]

    struct Unreadable: Error {
        let place: String
    }

    static let window = ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04", "2020-01-05", "2020-01-06"]

    static func all(in file: String) throws -> [TenureVector] {
        let json = try JSONReader.parse(try VectorFile.bytes("\(file).json"), maximumBytes: 1_000_000)
        guard case .object(let object) = json, case .array(let vectors)? = object["vectors"] else {
            throw Unreadable(place: file)
        }
        return try vectors.enumerated().map { try TenureVector($1, at: "\(file) \($0)") }
    }

    private init(_ json: JSONValue, at place: String) throws {
        guard case .object(let object) = json, case .array(let events)? = object["events"],
            case .number(let stints)? = object["stints"], case .bool(let isDisputed)? = object["disputed"],
            case .object(let days)? = object["days"]
        else { throw Unreadable(place: place) }
        story = Story(try events.map { try Event(json: $0) })
        self.stints = Int(stints)
        self.isDisputed = isDisputed
        self.days = try Self.window.map { day in
            guard case .string(let certainty)? = days[day] else { throw Unreadable(place: place) }
            return certainty
        }
    }
}

/// The files of `Vectors/tenures`.
enum VectorFile {
    static func bytes(_ name: String) throws -> [UInt8] {
        let place = Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Vectors/tenures")
        guard let place else { throw CocoaError(.fileNoSuchFile) }
        return Array(try Data(contentsOf: place))
    }
}
