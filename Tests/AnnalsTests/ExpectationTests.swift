import Chronology
import Events
import Projections
import Testing

@testable import Annals

@Suite("Expectations")
struct ExpectationTests {
    private static let today = CivilDay(number: 20_000)

    /// Person `a` leads `o` from 2001 to some day of 2005, an interim `b` after that; `c` once did.
    private static func ledger() throws -> LedgerFixture {
        let fixture = try LedgerFixture.peopled()
        let interim = PositionStarted(person: "b", organization: "o", position: "CEO", acting: true)
        try fixture.append([
            Told.started("a", "2001-01-01", sources: ["s"]), Told.ended("a", "2005"),
            Told.dated(.positionStarted(interim), "2006-01-01"), Told.ended("b", "2007-01-01"),
            Told.ended("c", "XXXX"),
        ])
        return fixture
    }

    private static func unmet(_ lines: String...) throws -> [Int] {
        let result = try ledger().ledger.checkExpectations(Lines(lines), today: today)
        #expect(result.expectations == lines.count)
        return result.findings.compactMap { finding in
            if case .expectation(let unmet) = finding.fault { return unmet.expectation.line }
            return nil
        }
    }

    private static func line(_ at: String, _ person: String, _ more: String = "") -> String {
        #"{"at": "\#(at)", "organization": "o", "position": "CEO", "person": "\#(person)"\#(more)}"#
    }

    @Test("each degree of certainty holds where it is the answer, and only there")
    func certainty() throws {
        let days = [
            ("2003-01-01", "a", "certain"), ("2005-06-01", "a", "possible"), ("2003-01-01", "c", "undated"),
            ("2010-01-01", "a", "none"), ("2003-01-01", "b", "none"),
        ]
        for (day, person, answer) in days {
            for level in ["certain", "possible", "undated", "none"] {
                let unmet = try Self.unmet(Self.line(day, person, #", "certainty": "\#(level)""#))
                #expect(unmet.isEmpty == (level == answer), "\(person) on \(day) is \(answer), not \(level)")
            }
        }
        #expect(try Self.unmet(Self.line("2003-01-01", "a")) == [])
        #expect(try Self.unmet(Self.line("2005-06-01", "a")) == [1])
    }

    @Test("nobody is expected where nobody can hold it but those of whom nothing is dated")
    func nobody() throws {
        #expect(try Self.unmet(Self.line("2008-01-01", "nobody")) == [])
        #expect(try Self.unmet(Self.line("2003-01-01", "nobody"), Self.line("2005-06-01", "nobody")) == [1, 2])
    }

    @Test("an interim holder can be asked for as such")
    func acting() throws {
        #expect(try Self.unmet(Self.line("2006-06-01", "b", #", "acting": true"#)) == [])
        #expect(try Self.unmet(Self.line("2006-06-01", "b", #", "acting": false"#)) == [1])
        #expect(try Self.unmet(Self.line("2006-06-01", "b", #", "acting": null"#)) == [])
    }

    @Test("a line can be about another belief")
    func beliefs() throws {
        #expect(try Self.unmet(Self.line("2003-01-01", "nobody", #", "known": "@1""#)) == [])
        #expect(try Self.unmet(Self.line("2003-01-01", "a", #", "known": "@2""#)) == [])
        #expect(try Self.unmet(Self.line("2003-01-01", "a", #", "without": ["s"]"#)) == [1])
        #expect(try Self.unmet(Self.line("2003-01-01", "a", #", "only": "s""#)) == [])
        #expect(try Self.unmet(Self.line("2003-01-01", "a", #", "published": "2020""#)) == [1])
    }

    @Test(
        "a line that cannot be understood is refused with its number",
        arguments: [
            ("{", "JSON"), ("[]", "object"), (line("2003", "a", #", "certain": true"#), "did you mean \"certainty\""),
            (line("late", "a"), "at:"), (line("XXXX", "a"), "at:"), (line("2003", "zoe"), "zoe"),
            (#"{"at": "2003", "organization": "o", "person": "a"}"#, "position: is missing"),
            (line("2003", "a", #", "certainty": "sure""#), "certainty"),
            (line("2003", "a", #", "acting": 1"#), "acting"),
            (line("2003", "nobody", #", "certainty": "none""#), "certainty"),
            (line("2003", "a", #", "known": "@x""#), "known"), (line("2003", "a", #", "known": "@99""#), "99"),
            (line("2003", "a", #", "published": "XXXX""#), "published"), (line("2003", "a", #", "only": [1]"#), "only"),
            (#"{"at": "2003", "organization": "o", "position": "King", "person": "a"}"#, "King"),
        ])
    func refused(line: String, told: String) throws {
        do {
            _ = try Self.unmet(Self.line("2003-01-01", "a"), line)
            Issue.record("\(line) was taken")
        } catch let refused as RefusedLines {
            #expect(refused.count == 1)
            #expect(refused.description.hasPrefix("line 2: ") && refused.description.contains(told), "\(refused)")
        }
    }

    @Test("every line that cannot be understood is told, the first twenty in words")
    func allRefused() throws {
        do {
            let lines = [Self.line("2003-01-01", "a"), "{", Self.line("2003", "zoe")]
            _ = try Self.ledger().ledger.checkExpectations(
                Lines(lines + Array(repeating: "[]", count: 20)), today: Self.today)
            Issue.record("the lines were taken")
        } catch let refused as RefusedLines {
            #expect(refused.count == 22 && refused.faults.count == 20)
            #expect(refused.faults[0].hasPrefix("line 2: ") && refused.faults[1].hasPrefix("line 3: "))
            #expect(refused.description.hasPrefix("22 lines are refused:\n  line 2: "), "\(refused)")
            #expect(refused.description.hasSuffix("\n  and 2 more"))
        }
    }

    /// Lines in memory.
    private final class Lines: LineSource {
        private let lines: [String]
        private var place = 0

        init(_ lines: [String]) { self.lines = lines }

        func rewind() { place = 0 }

        func next() -> InputLine? {
            guard place < lines.count else { return nil }
            place += 1
            return InputLine(number: place, bytes: Array(lines[place - 1].utf8))
        }
    }
}
