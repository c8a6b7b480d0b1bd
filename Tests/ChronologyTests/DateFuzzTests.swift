import Chance
import Chronology
import Testing

/// Laws that hold for any text at all.
@Suite struct DateFuzzTests {
    private func seeds() throws -> [String] {
        let validity: [VectorFiles.Validity] = try VectorFiles.load("validity.json")
        let bounds: [VectorFiles.Bounds] = try VectorFiles.load("bounds.json")
        return validity.map(\.string) + bounds.map(\.string)
    }

    private func mutated(_ text: String, _ pieces: [Character], _ random: inout SplitMix64) -> String {
        var characters = Array(text)
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let place = Int.random(in: 0...characters.count, using: &random)
            let piece = pieces.randomElement(using: &random) ?? "0"
            switch Int.random(in: 0...3, using: &random) {
            case 0: characters.insert(piece, at: place)
            case 1 where place < characters.count: characters.remove(at: place)
            case 2 where place < characters.count: characters[place] = piece
            case 3: characters.insert(contentsOf: characters.prefix(place), at: place)
            default: break
            }
        }
        return String(characters)
    }

    @Test func everyTextIsADateOrAnErrorWithItsPlace() throws {
        let seeds = try seeds()
        let pieces = Array("0123456789XYTZES?~%-+:./,[]{} x9é🇳🇱\u{301}\r\n\0")
        var random = SplitMix64(seed: 42)
        var read = 0
        for _ in 0..<20_000 {
            let text = mutated(seeds.randomElement(using: &random) ?? "", pieces, &random)
            do {
                let date = try EDTF(text)
                read += 1
                #expect(date.text == text && date.description == text)
                if let first = date.strict.earliest, let last = date.strict.latest { #expect(first <= last, "\(text)") }
                #expect(isNarrower(date, text))
                #expect(date.compare(date) == .same)
            } catch {
                #expect((1...text.count + 1).contains(error.position), "\(text)")
                #expect(!error.problem.isEmpty && error.text == text)
            }
        }
        #expect(read > 2_000, "enough mutations are still dates")
    }

    /// Widened bounds hold the strict ones.
    private func isNarrower(_ date: EDTF, _ text: String) -> Bool {
        let (strict, widened) = (date.strict, date.widened)
        guard (strict.earliest == nil) == (widened.earliest == nil) else { return false }
        guard (strict.latest == nil) == (widened.latest == nil) else { return false }
        if let inner = strict.earliest, let outer = widened.earliest, outer > inner { return false }
        if let inner = strict.latest, let outer = widened.latest, outer < inner { return false }
        return true
    }

    @Test func everyPhraseIsADateOrAnErrorWithItsPlace() throws {
        let phrases: [VectorFiles.Phrase] = try VectorFiles.load("phrases.json")
        let words = [
            "early", "mid", "late", "before", "after", "2015", "19", "1990s", "19th", "century", "BC", "to", "-", "or",
            "and", ",", "january", "18", "?", "~", "circa", "last", "friday", "3", "weeks", "ago", "Q1", "first",
            "half",
            "of", "the", "between", "from", "until", "9999999999", "0", "winter", "/", ".", "twenty", "in", "a", "year",
            "2024-05", "[", "..", "é", "🇳🇱", "00", "month",
        ]
        var random = SplitMix64(seed: 3)
        let today = CivilDay(number: 19_860)
        for round in 0..<20_000 {
            let text: String
            if round % 2 == 0 {
                let base = phrases.randomElement(using: &random)?.text ?? ""
                text = mutated(base, Array("0123456789 -/.,?~sQ'c\n"), &random)
            } else {
                let count = Int.random(in: 0...8, using: &random)
                text = (0..<count).compactMap { _ in words.randomElement(using: &random) }
                    .joined(separator: Bool.random(using: &random) ? " " : "")
            }
            do {
                let date = try DatePhrase.parse(text, today: today)
                #expect(try EDTF(date.text) == date, "\(text)")
            } catch {
                #expect((1...text.count + 1).contains(error.position), "\(text)")
                #expect(!error.problem.isEmpty && error.text == text)
            }
        }
    }
}
