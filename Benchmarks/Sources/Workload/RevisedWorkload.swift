import Annals

/// One organisation of 500 tenures, each told by one event that is corrected again and again: `org-revised`.
///
/// The last correction says what is meant. With no corrections the events say so themselves: today's answers are the
/// same, whatever the number of corrections.
public struct RevisedWorkload: Sendable {
    public static let organization = Slug.organizationRevised.text
    public static let tenures = 500

    /// How often each event is corrected, in as many batches.
    public let corrections: Int
    private let seed: UInt64

    public init(corrections: Int = 50, seed: UInt64 = 6) {
        self.corrections = corrections
        self.seed = seed
    }

    /// Introductions, then the events, then each round of corrections: a batch each.
    public var batches: [[[UInt8]]] {
        let facts = (0..<Self.tenures).map { line(fact: $0, round: 0) }
        var batches = [introductions, facts]
        let ids = facts.map { EventID(hashing: $0) }
        for round in 1..<(corrections + 1) {
            batches.append(
                ids.enumerated().map { fact, id in
                    var line = LineWriter()
                    line.writeCorrection(of: id) { write(fact, round: round, to: &$0) }
                    return line.bytes
                })
        }
        return batches
    }

    /// Days to ask about.
    public func days(_ count: Int = 200) -> [CivilDay] {
        (0..<count).map { number in
            var draw = Draw(seed, .question, -1 - number)
            return CivilDay(number: draw.within(Time.day(1992, 1, 1)...Time.day(2024, 12, 31)))
        }
    }

    private var introductions: [[UInt8]] {
        var lines: [[UInt8]] = []
        var line = LineWriter()
        line.begin()
        line.field("source", .source(1))
        line.field("title", "Register, volume 1")
        line.field("type", "source.added")
        line.end()
        lines.append(line.bytes)
        line.removeAll()
        line.begin()
        line.field("name", "Revised Works")
        line.field("organization", .organizationRevised)
        line.field("type", "organization.introduced")
        line.end()
        lines.append(line.bytes)
        for person in 0..<Self.tenures {
            var draw = Draw(seed, .person, person)
            line.removeAll()
            line.begin()
            line.field("name", PersonNames.name(&draw))
            line.field("person", .person(person + 1))
            line.field("type", "person.introduced")
            line.end()
            lines.append(line.bytes)
        }
        return lines
    }

    private func line(fact: Int, round: Int) -> [UInt8] {
        var line = LineWriter()
        write(fact, round: round, to: &line)
        return line.bytes
    }

    /// Writes what is said of a tenure after so many corrections: each moves its start by a day towards what is meant.
    private func write(_ fact: Int, round: Int, to line: inout LineWriter) {
        var draw = Draw(seed, .tenure, fact)
        let start = draw.within(Time.day(1990, 1, 1)...Time.day(2020, 12, 31))
        let end = start + draw.within(400...4_000)
        line.begin()
        line.field("date")
        line.raw("\"")
        line.write(start - (corrections - round), .day)
        line.raw("/")
        if end > Time.last { line.raw("..") } else { line.write(end, .month) }
        line.raw("\"")
        line.field("organization", .organizationRevised)
        line.field("person", .person(fact + 1))
        line.field("position", Titles.all[fact % Titles.all.count].title)
        line.sources([.source(1)])
        line.field("type", "position.held")
        line.end()
    }
}
