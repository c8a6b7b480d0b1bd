import Chance
import Events

/// Random stored events of every type, made out of the catalog: sound ones, odd ones, and ones that are none.
struct RandomStoredEvents {
    var random: SplitMix64
    /// Whether texts, ids and dates can be odd or wrong.
    var isOdd: Bool
    private var seq = 0

    init(seed: UInt64, isOdd: Bool) {
        random = SplitMix64(seed: seed)
        self.isOdd = isOdd
    }

    /// The stored bytes of an event, canonical or not.
    mutating func next() -> [UInt8] {
        let type = pick(EventCatalog.types.map { Optional($0) } + [nil])
        let name = type?.type ?? "x.own.type"
        var members = content(name)
        let id = chance(2) ? try? Event(json: .object(JSONObject(members))).id.hex : nil
        members += assigned(name, id: id)
        if isOdd, chance(12) { members.append((pick(["colour", "person", "v", "batch", "author"]), .string("a"))) }
        if isOdd, chance(20) { members.removeAll { _ in chance(8) } }
        let object = JSONObject(members)
        if isOdd, chance(6) {
            return Array(
                JSONText.compact(.object(JSONObject(object.members.shuffled(using: &random).map { ($0, $1) }))).utf8)
        }
        return CanonicalJSON.bytes(.object(object))
    }

    // MARK: - Members

    private mutating func assigned(_ type: String, id: String?) -> [(String, JSONValue)] {
        seq += Int.random(in: 1...3, using: &random)
        let isSource = type == "source.added"
        var members: [(String, JSONValue)] = [
            ("seq", .number(Double(isOdd && chance(30) ? 9_007_199_254_740_991 : seq))),
            ("id", .string(isOdd && chance(40) ? "00" : id ?? hex())),
            (
                "recorded",
                .string(
                    isOdd && chance(10)
                        ? pick([
                            "2026-11-25T17:39:42Z", "2026-11-25T17:39:42.1+00:00", "2026-02-30T17:39:42.123456Z", "x",
                        ])
                        : "2026-11-25T17:39:42.123456Z")
            ),
            ("batch", .number(Double(isOdd && chance(30) ? 0.5 : Double(seq / 3 + 1)))),
            (
                "salt",
                .string(isOdd && chance(20) ? pick(["", "AAAA", "AAAAAAAAAAAAAAAAAAAA+A"]) : "AbCdEfGhIjKlMnOpQr-_09")
            ),
        ]
        if chance(8) { members.append((isSource ? "batch_author" : "author", .string(text()))) }
        if chance(8) { members.append(("message", .string(text()))) }
        if type == "event.redacted" {
            members.removeAll { $0.0 == "seq" }
            members += [("seq", .number(Double(seq))), ("redacts", .number(2))]
        }
        return members
    }

    private mutating func content(_ name: String, isReplacement: Bool = false) -> [(String, JSONValue)] {
        var members: [(String, JSONValue)] = [("type", .string(name))]
        let description = EventCatalog.description(of: name)
        for field in description?.ownFields ?? [] where field.isRequired || chance(2) {
            if name == "event.redacted", field.name != "reason" { continue }
            if isOdd, chance(150) { continue }
            members.append((field.name, value(field.kind, of: name, field.name)))
        }
        if description?.family == .custom {
            members += [("person", .string(id())), ("rank", .array([.number(1), .null]))]
        }
        switch description?.date {
        case .required(let rule): members.append(("date", .string(date(rule))))
        default: break
        }
        if chance(10) { members.append(("order", .number(Double(pick([1, -3, 2, isOdd ? 0 : 7]))))) }
        if chance(2) { members.append(("sources", sources())) }
        if chance(6) { members.append(("attributed_to", .string(chance(2) ? id() : text()))) }
        if chance(4) { members.append(("note", .string(text()))) }
        if chance(8) { members.append(("x", own())) }
        return members
    }

    private mutating func value(_ kind: FieldKind, of type: String, _ name: String) -> JSONValue {
        switch kind {
        case .text: .string(text())
        case .value:
            isOdd && chance(4)
                ? pick([
                    .array([]), .array([.array([.number(1)])]), .array([.string("")]), .bool(true), .array([.null]),
                ])
                : pick([.string(text()), number(), .array([.string(text())]), .array([.string("German"), number()])])
        case .integer(let range):
            .number(
                Double(
                    isOdd && chance(6)
                        ? 0 : Int.random(in: range.lowerBound...min(range.upperBound, 20), using: &random)))
        case .number: number()
        case .flag: .bool(isOdd && chance(4) ? false : true)
        case .date(let rule): .string(date(rule))
        case .entity:
            .string(type.hasPrefix("position.") && name == "person" && chance(10) ? pick(["nobody", "unnamed"]) : id())
        case .entityOrText, .reportsTo: .string(chance(2) ? id() : text())
        case .eventID: .string(hex())
        case .choice(let words): .string(isOdd && chance(20) ? "Other" : pick(words))
        case .names:
            .array(
                (0..<count()).map { _ in
                    named(text(), isWithLanguage: chance(2))
                })
        case .identifiers:
            .array(
                (0..<count()).map { _ in
                    .object([
                        "scheme": .string("wikidata"),
                        "identifier": .string("Q\(Int.random(in: 1...99, using: &random))"),
                    ])
                })
        case .list(let element): .array((0..<count()).map { _ in value(element, of: type, name) })
        case .sources: sources()
        case .event:
            .object(
                JSONObject(
                    content(
                        pick(EventCatalog.types.map(\.type).filter { isOdd || !$0.hasPrefix("event.") }),
                        isReplacement: true)))
        case .remains, .extra: own()
        }
    }

    private mutating func number() -> JSONValue {
        .number(
            isOdd && chance(4)
                ? pick([1e-6, 9e-7, -0.1, 1e21, 123_456_789_012_345, 1_234_567_890_123_456, 0.1 + 0.2, 1.0 / 3])
                : pick([0, 1, 2.5, -40, 12.75, 1_500_000]))
    }

    private func named(_ name: String, isWithLanguage: Bool) -> JSONValue {
        .object(isWithLanguage ? ["name": .string(name), "language": "zh"] : ["name": .string(name)])
    }

    private mutating func count() -> Int { isOdd && chance(10) ? 0 : Int.random(in: 1...3, using: &random) }

    private mutating func sources() -> JSONValue {
        var citations = Set<Citation>()
        for _ in 0..<count() {
            citations.insert(
                Citation(
                    source: EntityID(pick(["paper", "report", "letter", "a"])) ?? .nobody,
                    locator: chance(3) ? "p. \(Int.random(in: 1...3, using: &random))" : nil,
                    quote: chance(4) ? text() : nil))
        }
        let sorted = isOdd && chance(5) ? Array(citations) : citations.sorted()
        return .array(
            sorted.map { citation in
                if isOdd, chance(10) { return .string(citation.source.text) }
                return .object(
                    JSONObject(
                        [("source", citation.source.text), ("locator", citation.locator), ("quote", citation.quote)]
                            .compactMap { key, text in text.map { (key, .string($0)) } }))
            })
    }

    private mutating func own() -> JSONValue {
        let values: [JSONValue] = [
            .number(3), .string("plain"), .null, .bool(false), .array([.number(-4), .array([]), .string("")]),
            .object(["b": .number(12), "a": .bool(true)]), .number(0.5), .string("é"),
        ]
        var object: JSONObject = ["rank": pick(values)]
        if chance(2) { object["grade"] = pick(values) }
        return .object(object)
    }

    // MARK: - Texts, ids, dates

    private mutating func text() -> String {
        let plain = [
            "Chief Executive Officer", "CEO", "ceo", "Chair of the board", "ann", "a", "Минск", "首席科学家", "Zoë",
            "~!#$%&/()=?",
        ]
        let odd = [
            " CEO", "CEO ", "", " ", "He \"said\"", "back\\slash", "two\nlines", "tab\tbed", "e\u{301}", "\u{200E}x",
            "a\u{7F}b",
            "a\u{85}b", String(Unicode.Scalar(0xFDD0 as UInt16).map(Character.init) ?? "x"),
            String(repeating: "x", count: 500), String(repeating: "x", count: 501),
            String(repeating: "é", count: 500), String(repeating: "é", count: 501), "nobody", "unnamed", "\u{2028}",
            "\u{1F600}",
            "a\u{1}b", "\u{212B}",
        ]
        return isOdd && chance(3) ? pick(odd) : pick(plain)
    }

    private mutating func id() -> String {
        let plain = [
            "ann", "bea", "cem", "acme", "bolt", "core", "a-quite-long-id-of-somebody-12", "x1", "post-1", "unname",
            "nobodys",
            "eight-is", "seven-7",
        ]
        let odd = ["Ann", "-a", "a-", "", "a b", "nobody", "unnamed", "é", String(repeating: "a", count: 101), "a_b"]
        return isOdd && chance(12) ? pick(odd) : pick(plain)
    }

    private mutating func hex() -> String {
        (0..<4).map { _ in
            let digits = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    mutating func date(_ rule: DateRule) -> String {
        if isOdd, chance(8) {
            return pick([
                "2019-02-29", "2019-13", "", "20", "2019-1", "2020/2019", "/", "../..", "2019/x", "{2019,2020}",
                "Y-123456789", "2019-12-31T25", "2019-1\u{301}",
            ])
        }
        var dates = [point(), point(), point()]
        dates += [
            "[..\(day())]", "[\(day())..]", "[2001,2003]", "XXXX", "19XX", "\(day())T07:00+08:00", "2001-21",
            "2004?-06", "Y17000000", "XXXX-12-XX",
        ]
        if rule != .point {
            dates += [
                "\(point())/..", "\(point())/", "/\(point())", "../\(point())", "1990/\(point())", "\(point())/2030",
                "XXXX/..", "XXXX/", "../XXXX", "XXXX/XXXX", "2001-21/2003", "1990/XXXX", "2004-06?/2005",
            ]
        }
        return pick(dates)
    }

    private mutating func point() -> String {
        let text =
            switch Int.random(in: 0..<3, using: &random) {
            case 0: "\(Int.random(in: 1900...2025, using: &random))"
            case 1: String(day().prefix(7))
            default: day()
            }
        return text + (chance(4) ? pick(["?", "~", "%"]) : "")
    }

    private mutating func day() -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let year = Int.random(in: 1900...2025, using: &random)
        return "\(year)-\(two(Int.random(in: 1...12, using: &random)))-\(two(Int.random(in: 1...28, using: &random)))"
    }

    // MARK: - Choices

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }

    mutating func chance(_ all: Int) -> Bool { Int.random(in: 0..<all, using: &random) == 0 }
}
