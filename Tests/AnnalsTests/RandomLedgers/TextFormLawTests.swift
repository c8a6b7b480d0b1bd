import Chronology
import Events
import Foundation
import Projections
import Testing

@testable import Annals

/// Swift calls two spellings of one é equal, SQLite compares bytes: what is folded in memory and what the tables answer
/// has to agree all the same.
@Suite("The law of text forms")
struct TextFormLawTests {
    private static let ledgers: ClosedRange<UInt64> = 1...3

    @Test("the fold in memory and the tables find the same by any spelling", arguments: ledgers)
    func sameAnswers(seed: UInt64) throws {
        var strange = StrangeTexts(seed: seed)
        let ledger = try Self.fill(&strange)
        #expect(try ledger.replayDifferences() == [], "seed \(seed)")
        var beliefs = [Belief(), Belief()]
        beliefs[0].known = .batch(try ledger.head().batch)
        // A source that nothing cites: everything is folded anew and counts as it did.
        beliefs[1].without = ["t"]
        for _ in 0..<30 {
            let text = strange.query()
            let scalars = text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
            let asked: Comment = "seed \(seed), \"\(text)\" (\(scalars))"
            let (found, who, held) = try (
                Self.hits(text, in: ledger), Self.outcome(of: text, in: ledger), Self.history(of: text, in: ledger)
            )
            for belief in beliefs {
                #expect(try Self.hits(text, in: ledger, belief) == found, asked)
                #expect(try Self.history(of: text, in: ledger, belief) == held, asked)
                // Part of a name is looked up as it is called now; a whole one has to be found in the belief itself.
                #expect(try Self.outcome(of: text, in: ledger, belief) == who, asked)
            }
            for spelling in [text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping] {
                #expect(try Self.hits(spelling, in: ledger) == found, asked)
                #expect(try Self.history(of: spelling, in: ledger) == held, asked)
                #expect(try Self.outcome(of: spelling, in: ledger) == who, asked)
            }
        }
    }

    @Test("no text in the file has another form than NFC", arguments: ledgers)
    func composed(seed: UInt64) throws {
        var strange = StrangeTexts(seed: seed)
        let ledger = try Self.fill(&strange)
        for (table, rows) in try ledger.dump() {
            for row in rows {
                #expect(row.utf8.elementsEqual(row.precomposedStringWithCanonicalMapping.utf8), "\(table): \(row)")
            }
        }
        for bytes in try ledger.bytes() {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.utf8.elementsEqual(text.precomposedStringWithCanonicalMapping.utf8), "\(text)")
        }
    }

    @Test("a folded text does not depend on the form it had, and stays as it is when folded again")
    func folding() throws {
        var strange = StrangeTexts(seed: 99)
        for _ in 0..<1_500 {
            let text = strange.text()
            let forms = [text, text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping]
            for fold in [CaseFolding.fold, CaseFolding.searchKey] {
                let bytes = Set(forms.map { Array(fold($0).utf8) })
                #expect(bytes.count == 1, "\(text.unicodeScalars.map(\.value))")
                #expect(bytes == [Array(fold(fold(text)).utf8)], "\(text.unicodeScalars.map(\.value))")
            }
        }
    }

    @Test("a key holds what is in it byte for byte")
    func holding() {
        #expect(CaseFolding.searchKey("कि", holds: "क"))
        #expect(CaseFolding.searchKey("abc", holds: "") && CaseFolding.searchKey("", holds: ""))
        #expect(CaseFolding.searchKey("abc", holds: "bc") && !CaseFolding.searchKey("abc", holds: "cb"))
        #expect(!CaseFolding.searchKey("ab", holds: "abc"))
    }

    // MARK: - A ledger of strange names

    private static func fill(_ strange: inout StrangeTexts) throws -> Ledger {
        let fixture = try LedgerFixture()
        try fixture.append([Told.organization("o"), Told.source("s"), Told.source("t")])
        for index in 0..<8 {
            guard let person = EntityID("p\(index)") else { continue }
            let names = (0..<2).map { _ in AlternateName(name: strange.name()) }
            let identifier = Identifier(scheme: "test", identifier: strange.name())
            let title = strange.title()
            try fixture.append([
                Event(
                    .personIntroduced(
                        PersonIntroduced(
                            person: person, name: strange.name(), names: names, identifiers: [identifier]))),
                try Told.started(person, "20\(10 + index)", position: title, sources: ["s"]),
                try Told.dated(.personRenamed(PersonRenamed(person: person, name: strange.name())), "20\(20 + index)"),
            ])
        }
        for index in 0..<2 {
            guard let post = EntityID("seat-\(index)") else { continue }
            let created = PostCreated(
                post: post, organization: "o", position: strange.title(), names: [AlternateName(name: strange.title())])
            try fixture.append([try Told.dated(.postCreated(created), "2001")])
        }
        return fixture.ledger
    }

    // MARK: - Questions

    private static func hits(
        _ text: String, in ledger: Ledger, _ belief: Belief = .current
    ) throws -> [String] {
        try ledger.search(text, believing: belief).map { hit in
            "\(hit.entity.id) \(hit.entity.name) \(hit.names)"
        }
    }

    private static func outcome(of text: String, in ledger: Ledger, _ belief: Belief = .current) throws -> String {
        do {
            return try ledger.resolve(text, believing: belief).id.text
        } catch LedgerError.ambiguous(_, let entities) {
            return "one of \(entities.map(\.id))"
        } catch LedgerError.unknown {
            return "nobody"
        }
    }

    private static func history(of text: String, in ledger: Ledger, _ belief: Belief = .current) throws -> String {
        do {
            let history = try ledger.postHistory(
                of: text, in: "o", today: LedgerFixture.farFuture, believing: belief)
            // After the last batch a belief knows no names to come: ids and events are compared.
            let tenures = history.tenures.map { "\($0.person.id) \($0.stint.events)" }
            return "\(history.seat.key): \(tenures)"
        } catch LedgerError.unknownPosition {
            return "no such position"
        }
    }
}

/// Texts that differ only in their normal form, their case or their look.
private struct StrangeTexts {
    private var random: SeededRandom
    private var told: [String] = []
    private var titles: [String] = []

    private static let pieces = [
        "é", "e\u{301}", "Å", "\u{212B}", "A\u{30A}", "\u{2126}", "Ω", "ω", "\u{212A}", "K", "ﬁ", "fi", "ß", "SS", "ẞ",
        "İ", "I", "ı", "ς", "σ", "Σ", "ᾴ", "α\u{345}\u{301}", "α\u{301}\u{345}", "\u{344}", "\u{1F80}", "ǰ", "ŉ", "한",
        "\u{1112}\u{1161}\u{11AB}", "कि", "क", "क\u{93C}", "\u{958}", "а", "a", "ο", "o", "\u{F900}", "豈", "\u{FB1D}",
        "👩\u{200D}🔬", "👩", "\u{307}\u{323}", "\u{323}\u{307}", "\u{301}", "ç\u{301}", "c\u{327}\u{301}",
        "c\u{301}\u{327}",
        "\u{1E9B}\u{323}", "\u{338}", "=\u{338}", "`", "'\u{301}", "\u{1FEF}", "\u{387}", "Z", "b",
    ]
    private static let blanks = [" ", "  ", "\u{2002}", "\u{2000}", "\u{3000}", " \u{301}"]

    init(seed: UInt64) { random = SeededRandom(state: seed) }

    private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "x" }

    /// Pieces put together, in any form.
    mutating func text() -> String {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
            Int.random(in: 0..<6, using: &random) == 0 ? pick(Self.blanks) : pick(Self.pieces)
        }.joined()
    }

    /// Something to be called: a new text, or one that was given before in another form or case.
    mutating func name() -> String {
        let name = Int.random(in: 0..<3, using: &random) == 0 && !told.isEmpty ? respelled(pick(told)) : "N" + text()
        told.append(name)
        return name
    }

    mutating func title() -> String {
        let title = titles.count > 2 && Bool.random(using: &random) ? respelled(pick(titles)) : "T" + text()
        titles.append(title)
        return title
    }

    /// What is asked for: a name or a title in some form, or a part of one.
    mutating func query() -> String {
        let text = respelled(pick(told + titles))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return pick(Self.pieces)
        case 1: return String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(1).prefix(2)))
        default: return text
        }
    }

    private mutating func respelled(_ text: String) -> String {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: text.precomposedStringWithCanonicalMapping
        case 1: text.decomposedStringWithCanonicalMapping
        case 2: text.lowercased()
        case 3: text.uppercased()
        default: text
        }
    }
}
