import Foundation

/// One ledger of `Vectors/tenures`, and what holds on each of its six days.
struct WorldVector: Decodable, Sendable {
    struct Event: Decodable, Sendable {
        let type: String
        let date: String
        let acting: Bool?
        let how: String?
    }

    struct Unreadable: Error {
        let text: String
    }

    let events: [Event]
    let stints: Int
    let disputed: Bool
    let days: [String: String]

    static let window = 1...6

    static func all(in file: String) throws -> [WorldVector] {
        struct File: Decodable {
            let vectors: [WorldVector]
        }
        let place = Bundle.module.url(forResource: file, withExtension: "json", subdirectory: "Vectors/tenures")
        guard let place else { throw CocoaError(.fileNoSuchFile) }
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: place)).vectors
    }

    /// "no", "possible" or "certain" for each day of the window.
    var expected: [String] {
        Self.window.map { days["2020-01-0\($0)"] ?? "missing" }
    }

    var question: WorldQuestion {
        get throws {
            let claims = try events.flatMap { try $0.claims }
            return WorldQuestion(claims: claims, covers: try events.compactMap { try $0.cover }, window: Self.window)
        }
    }
}

extension WorldVector.Event {
    private typealias Bounds = (earliest: Int?, latest: Int?)

    var claims: [WorldClaim] {
        get throws {
            switch (type, date) {
            case ("position.started", "XXXX"): [claim(.undatedStart, (nil, nil))]
            case ("position.ended", "XXXX"): [claim(.undatedEnd, (nil, nil))]
            case ("position.started", _): [claim(.start, try bounds(date))]
            case ("position.ended", _): [claim(.end, try bounds(date))]
            case ("position.held", _): try heldClaims
            default: throw WorldVector.Unreadable(text: type)
            }
        }
    }

    private var heldClaims: [WorldClaim] {
        get throws {
            guard let (start, end) = interval else { return [claim(.sighting, try bounds(date))] }
            let ending = try ["", ".."].contains(end) ? [] : [claim(.end, bounds(end))]
            if ["", ".."].contains(start) { return ending }
            return [claim(end.isEmpty ? .startWithUnknownEnd : .start, try bounds(start))] + ending
        }
    }

    var cover: WorldCover? {
        get throws {
            guard let (start, end) = interval, !["", ".."].contains(start), !end.isEmpty else { return nil }
            guard let from = try bounds(start).latest else { return nil }
            return WorldCover(from: from, until: end == ".." ? nil : try bounds(end).earliest)
        }
    }

    /// The two sides of `A/B`; nil for a single date.
    private var interval: (String, String)? {
        let sides = date.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return sides.count == 2 ? (sides[0], sides[1]) : nil
    }

    private func claim(_ kind: WorldClaim.Kind, _ bounds: Bounds) -> WorldClaim {
        WorldClaim(kind, bounds.earliest, bounds.latest, acting: acting ?? false, reinstated: how == "reinstated")
    }

    /// `D`, `[A..B]`, `[..B]` or `[A..]`, in days of January 2020.
    private func bounds(_ text: String) throws -> Bounds {
        guard text.hasPrefix("["), text.hasSuffix("]") else { return (try day(text), try day(text)) }
        let inner = String(text.dropFirst().dropLast())
        guard let dots = inner.range(of: "..") else { throw WorldVector.Unreadable(text: text) }
        let (before, after) = (String(inner[..<dots.lowerBound]), String(inner[dots.upperBound...]))
        return (before.isEmpty ? nil : try day(before), after.isEmpty ? nil : try day(after))
    }

    private func day(_ text: String) throws -> Int {
        guard text.hasPrefix("2020-01-"), text.count == 10, let day = Int(text.suffix(2)) else {
            throw WorldVector.Unreadable(text: text)
        }
        return day
    }
}
