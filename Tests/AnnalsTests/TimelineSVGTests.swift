import Annals
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What an XML parser finds in a picture.
private final class Picture: NSObject, XMLParserDelegate {
    private(set) var elements: [(name: String, attributes: [String: String])] = []
    private(set) var texts: [String: [String]] = [:]
    private var open: [(name: String, text: String)] = []

    /// Parses a picture; nil where it is no XML.
    init?(_ text: String) {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse() else { return nil }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append((name, attributes))
        open.append((name, ""))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if !open.isEmpty { open[open.count - 1].text += text }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if let last = open.popLast() { texts[last.name, default: []].append(last.text) }
    }

    /// The elements of a class.
    func count(_ style: String) -> Int { elements.filter { $0.attributes["class"] == style }.count }
}

@Suite("The picture of a timeline")
struct TimelineSVGTests {
    private static let today = CivilDay(year: 2020, month: 1, day: 1) ?? CivilDay(number: 0)

    private static func svg(_ events: [Event], from: CivilDay? = nil, title: String? = nil) throws -> String {
        let fixture = try LedgerFixture.peopled()
        try fixture.append(events)
        let timeline = try fixture.ledger.timeline(ofOrganization: "o", from: from, today: today)
        return TimelineSVG(
            timeline,
            words: TimelineSVG.Words(
                title: title ?? timeline.subject.name, subtitle: "from & to", name: { $0.name },
                dates: { _ in "some <time>" }, moment: { $0.bounds.earliest?.description })
        ).text
    }

    private static func held(
        _ person: EntityID, _ date: String, _ position: String = "CEO", acting: Bool = false
    ) throws -> Event {
        Event(
            .positionHeld(
                PositionHeld(person: person, organization: "o", position: position, acting: acting)),
            date: try EDTF(date))
    }

    @Test("is XML, with names of any script and all their signs as text")
    func names() throws {
        let names = ["<b>&amp; \"Q\" 'x' ]]>", "王伟", "عمر", "Ève 👩‍👩‍👧", "a\u{0}b\u{202E}c\u{FFFE}d"]
        let events = [
            Event(.personRenamed(PersonRenamed(person: "a", name: names[0])), date: try EDTF("1990")),
            Event(.personRenamed(PersonRenamed(person: "b", name: names[1])), date: try EDTF("1990")),
            Event(.personRenamed(PersonRenamed(person: "c", name: names[2])), date: try EDTF("1990")),
        ]
        let svg = try Self.svg(
            events + ["a", "b", "c"].map { try Self.held($0, "2015/2016") }, title: names[4] + names[3])
        let picture = try #require(Picture(svg))
        let labels = picture.texts["text"] ?? []
        for name in names.prefix(3) { #expect(labels.contains(name), "\(labels)") }
        #expect(picture.texts["title"]?.contains("a\u{FFFD}b\u{FFFD}c\u{FFFD}dÈve 👩‍👩‍👧") == true)
        #expect(picture.texts["desc"]?.first?.contains("some <time>") == true)
    }

    @Test("stands by itself: no scripts, no links, no fonts, and a colour for dark screens")
    func selfContained() throws {
        let svg = try Self.svg([try Self.held("a", "2015/2016")])
        let picture = try #require(Picture(svg))
        #expect(!picture.elements.contains { ["script", "image", "use", "a", "foreignObject"].contains($0.name) })
        #expect(
            !picture.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") || $0.contains("href") } })
        let links = svg.replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!links.contains("http") && !links.contains("@import") && !links.contains("@font-face"))
        #expect(svg.contains("prefers-color-scheme: dark"))
        let root = try #require(picture.elements.first)
        #expect(root.attributes["role"] == "img")
        let labelled = root.attributes["aria-labelledby"]?.split(separator: " ").map(String.init) ?? []
        let ids = picture.elements.compactMap { $0.attributes["id"] }
        #expect(labelled.count == 2 && Set(labelled).isSubset(of: ids))
    }

    @Test("draws each certainty in a shape of its own, and only what occurs is in the legend")
    func shapes() throws {
        // A sign of each sort stands in the legend as well.
        let plain = try #require(Picture(try Self.svg([try Self.held("a", "2015-01-01/2016-01-01")])))
        #expect(plain.count("certain") == 2)
        #expect(["possible", "disputed", "undated", "tip", "unknown", "diamond"].allSatisfy { plain.count($0) == 0 })
        let rich = try #require(
            Picture(
                try Self.svg([
                    try Self.held("a", "2015/2016-06-01"), try Self.held("a", "2015-02/2016-08-01"),
                    try Self.held("b", "2017-01/.."), try Self.held("c", "2016-01-01/", "CTO"),
                    Event(
                        .organizationFounded(OrganizationFounded(organization: "o")), date: try EDTF("2014-05-01")),
                ])))
        for style in ["certain", "possible", "disputed", "undated", "tip", "unknown", "diamond"] {
            #expect(rich.count(style) >= 2, "\(style)")
        }
        #expect(rich.texts["text"]?.contains("founded 2014-05-01") == true)
    }

    @Test("keeps every bar within its width, and nothing below its height", arguments: 551...556)
    func bounds(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 30).fixture.ledger
        for organization in RandomEvents.organizations {
            let timeline = try ledger.timeline(ofOrganization: organization, today: Self.today)
            let svg = TimelineSVG(
                timeline,
                words: TimelineSVG.Words(
                    title: "T", subtitle: "S", name: { $0.name }, dates: { _ in "" }, moment: { _ in nil })
            ).text
            let picture = try #require(Picture(svg), "seed \(seed)")
            let root = try #require(picture.elements.first?.attributes)
            let (width, height) = (Double(root["width"] ?? "") ?? 0, Double(root["height"] ?? "") ?? 0)
            for (name, attributes) in picture.elements.dropFirst() where name == "rect" && attributes["x"] != nil {
                let x = Double(attributes["x"] ?? "") ?? -1
                #expect(x >= 0 && x + (Double(attributes["width"] ?? "") ?? -1) <= width, "seed \(seed)")
            }
            for (_, attributes) in picture.elements {
                for key in ["y", "y1", "y2"] { #expect(Double(attributes[key] ?? "0") ?? -1 <= height, "seed \(seed)") }
            }
            #expect(picture.elements.filter { $0.name == "g" }.count == timeline.rows.count)
        }
    }

    @Test("is the same each time", arguments: [561])
    func deterministic(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 30).fixture.ledger
        let pictures = try (0..<3).map { _ in
            TimelineSVG(
                try ledger.timeline(ofOrganization: "acme", today: Self.today),
                words: TimelineSVG.Words(
                    title: "T", subtitle: "S", name: { $0.name }, dates: { _ in "" }, moment: { _ in nil })
            ).text
        }
        #expect(Set(pictures).count == 1)
    }
}
