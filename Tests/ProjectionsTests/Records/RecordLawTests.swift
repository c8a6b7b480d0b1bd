import Chance
import Events
import Testing

@testable import Projections

@Suite("Records of stored events say what the events say")
struct RecordLawTests {
    @Test("sound events of every type", arguments: 0..<20)
    func sound(seed: Int) throws {
        var events = RandomStoredEvents(seed: UInt64(seed), isOdd: false)
        var check = RecordCheck()
        for _ in 0..<100 { try check.compare(events.next()) }
        check.compareTerms()
    }

    @Test("odd events: other spellings, refused characters, missing and unknown fields", arguments: 0..<30)
    func odd(seed: Int) throws {
        var events = RandomStoredEvents(seed: UInt64(seed) + 1_000, isOdd: true)
        var check = RecordCheck()
        for _ in 0..<100 { try check.compare(events.next()) }
        check.compareTerms()
    }

    @Test("damaged bytes give the event that they are, or its error", arguments: 0..<20)
    func damaged(seed: Int) throws {
        var events = RandomStoredEvents(seed: UInt64(seed) + 2_000, isOdd: false)
        var random = SplitMix64(seed: UInt64(seed))
        var check = RecordCheck()
        for _ in 0..<100 {
            var bytes = events.next()
            for _ in 0..<Int.random(in: 1...2, using: &random) { Damage.inflict(on: &bytes, &random) }
            try check.compare(bytes)
        }
        check.compareTerms()
    }

    @Test("every beginning of an event gives an error and no term")
    func cut() throws {
        var events = RandomStoredEvents(seed: 7, isOdd: false)
        for _ in 0..<5 {
            let bytes = events.next()
            var check = RecordCheck()
            for count in 0..<bytes.count { try check.compare(Array(bytes.prefix(count))) }
            #expect(check.decoder.terms.count == 0)
        }
    }

    @Test("the events of every ledger of the vectors")
    func vectors() throws {
        var stories = try ["plain", "rich", "seen"].flatMap { try TenureVector.all(in: $0).map(\.story) }
        // Those that speak of other events do so by places, not by ids.
        stories += try TenureCase.names().compactMap { try? TenureCase($0).story }
        #expect(stories.count > 1_500)
        var check = RecordCheck()
        for story in stories {
            for effective in story.events {
                let stored = StoredEvent(
                    event: effective.event, id: effective.id, seq: effective.seq,
                    recorded: RecordedTime(microseconds: 1_795_628_382_123_456), batch: 1,
                    salt: "AbCdEfGhIjKlMnOpQr-_09")
                try check.compare(stored.bytes)
            }
        }
        check.compareTerms()
        #expect(check.sound == check.rightIDs)
        // Few of them have something that is rare.
        #expect(check.decoder.wholeCount * 50 < check.sound)
    }

    @Test("what a ledger usually has is read in one pass")
    func onePass() throws {
        var events = RandomStoredEvents(seed: 3, isOdd: false)
        var check = RecordCheck()
        for _ in 0..<2_000 { try check.compare(events.next()) }
        // Types of one's own, redactions, and own fields that are not plain.
        #expect(check.decoder.wholeCount < 400)
        #expect(check.sound > 1_500)
        #expect(check.rightIDs > 500 && check.compacts > 1_000)
    }
}

/// Decodes events one after another and compares each with the whole one.
private struct RecordCheck {
    var decoder = StoredDecoder()
    /// How many were events.
    private(set) var sound = 0
    /// How many of those had the id of what they say.
    private(set) var rightIDs = 0
    /// How many had a compact body that was decoded too.
    private(set) var compacts = 0
    private var terms: [String] = []

    mutating func compare(_ bytes: [UInt8]) throws {
        let whole = Result { () throws(EventError) in try StoredEvent(bytes: bytes) }
        let known = decoder.terms.count
        let record = decode(bytes)
        let text = Comment(rawValue: String(decoding: bytes, as: UTF8.self))
        switch (whole, record) {
        case (.success(let stored), .success(let record)):
            sound += 1
            terms += Expected.terms(of: stored.event)
            compare(record, stored, bytes, text)
            try compareCompact(stored, bytes, text)
        case (.failure(let expected), .failure(let error)):
            #expect(error == expected, text)
            #expect(decoder.terms.count == known, text)
        default:
            Issue.record("\(whole) is not \(record): \(text)")
        }
    }

    /// Decodes the compact body of the same event, where it has one, and compares that as well.
    private mutating func compareCompact(_ stored: StoredEvent, _ bytes: [UInt8], _ text: Comment) throws {
        var scanner = StoredScanner()
        guard let body = try? scanner.compactBody(of: bytes), body != bytes else { return }
        // The same events are not counted again.
        let before = (rightIDs, decoder)
        defer { (rightIDs, decoder) = before }
        for prefix in [nil, stored.id.prefix] {
            try decoder.decode(body: body.span.bytes, seq: stored.seq, batch: stored.batch, idPrefix: prefix)
            compare(decoder.record, stored, body, text)
            compacts += 1
        }
        var checker = StoredDecoder()
        let right = checker.isRight(body: body.span.bytes, idPrefix: stored.id.prefix)
        let wrong = checker.isRight(body: body.span.bytes, idPrefix: stored.id.prefix ^ 1)
        let whole = checker.isRight(body: bytes.span.bytes, idPrefix: 0)
        #expect(right && !wrong && whole, text)
    }

    private mutating func decode(_ bytes: [UInt8]) -> Result<EventRecord, EventError> {
        do throws(EventError) {
            try decoder.decode(bytes.span.bytes)
            return .success(decoder.record)
        } catch {
            return .failure(error)
        }
    }

    func compareTerms() {
        var seen: Set<[UInt8]> = []
        #expect(decoder.terms.texts == terms.filter { seen.insert(Array($0.utf8)).inserted })
    }

    private func texts(_ numbers: [UInt32]) -> [String] { numbers.map(decoder.terms.text) }

    private mutating func compare(_ record: EventRecord, _ stored: StoredEvent, _ bytes: [UInt8], _ text: Comment) {
        #expect(record.seq == stored.seq && record.batch == stored.batch && record.idPrefix == stored.id.prefix, text)
        let event = stored.event
        #expect(decoder.hasRightID(bytes.span.bytes) == (stored.id == event.id), text)
        if stored.id == event.id { rightIDs += 1 }
        #expect(texts(decoder.named.entities) == Self.named(by: event), text)
        #expect(texts(decoder.named.sources) == Self.cited(by: event), text)
        var distrusted = ""
        if case .sourceDistrusted(let distrust) = event.fact { distrusted = distrust.source.text }
        #expect(decoder.terms.text(decoder.named.distrusted) == distrusted, text)
        compare(record.content, event, stored, bytes, text)
        var target: UInt64 = 0
        var replacement: Event?
        switch event.fact {
        case .eventCorrected(let correction): (target, replacement) = (correction.event.prefix, correction.replacement)
        case .eventRetracted(let retraction): target = retraction.event.prefix
        default: break
        }
        #expect(record.target == target, text)
        #expect((record.replacement == nil) == (replacement == nil), text)
        #expect(
            texts(decoder.replacementNamed.entities)
                == (replacement.map(Self.named) ?? []), text)
        #expect(texts(decoder.replacementNamed.sources) == (replacement.map(Self.cited) ?? []), text)
        if let content = record.replacement, let replacement { compare(content, replacement, stored, bytes, text) }
    }

    private static func named(by event: Event) -> [String] { distinct(Mentioned.entities(in: event)) }

    private static func cited(by event: Event) -> [String] { distinct(event.sources.map(\.source)) }

    private static func distinct(_ ids: [EntityID]) -> [String] {
        var seen: Set<EntityID> = []
        return ids.filter { seen.insert($0).inserted }.map(\.text)
    }

    private func compare(
        _ content: ContentRecord, _ event: Event, _ stored: StoredEvent, _ bytes: [UInt8], _ text: Comment
    ) {
        #expect(content.type == EventTypeCode(type: event.type), text)
        #expect((content.position != nil) == (event.fact.family == .position), text)
        let effective = EffectiveEvent(seq: stored.seq, id: stored.id, original: stored.seq, event: event)
        if let position = content.position { compare(position, effective, stored, text) }
        compare(content.name, event, bytes, text)
        compare(content.milestone, event, text)
    }

    private func compare(_ record: MilestoneRecord?, _ event: Event, _ text: Comment) {
        let organization = Mentioned.postOrganization(in: event)
        let limited = Mentioned.limited(by: event)
        #expect((record == nil) == (organization == nil && limited == nil), text)
        guard let record else { return }
        let post: EntityID? =
            switch event.fact {
            case .postCreated(let post): post.post
            case .postChanged(let post): post.post
            case .postAbolished(let post): post.post
            default: nil
            }
        #expect(decoder.terms.text(record.entity) == (post ?? limited)?.text ?? "", text)
        #expect(decoder.terms.text(record.organization) == organization?.text ?? "", text)
        guard record.isPlain else { return }
        #expect(event.order == 0 && event.date?.time == nil && event.date?.interval == nil, text)
        #expect(DayRange(record.days.bounds) == (event.date.map { DayRange($0.widened) } ?? .anyDay), text)
    }

    private func compare(
        _ record: PositionRecord, _ effective: EffectiveEvent, _ stored: StoredEvent, _ text: Comment
    ) {
        let event = effective.event
        var details = StintDetails()
        details.add(event)
        let terms = decoder.terms
        func id(_ number: UInt32) -> EntityID? { EntityID(terms.text(number)) }
        func term(_ number: UInt32) -> String? { number == 0 ? nil : terms.text(number) }
        let pairs = Mentioned.pairs(in: event)
        #expect(id(record.person) == pairs.first?.person && id(record.organization) == pairs.first?.organization, text)
        #expect(id(record.succeeds) == (pairs.count > 1 ? pairs[1].person : nil), text)
        #expect(term(record.post) == event.json["post"].flatMap(\.asText), text)
        #expect(term(record.position) == details.position && term(record.area) == details.area, text)
        #expect(id(record.onBehalfOf) == details.onBehalfOf && term(record.reportsTo) == details.reportsTo, text)
        #expect(record.kind == details.kind, text)
        #expect(record.howStarted == details.howStarted && record.howEnded == details.howEnded, text)
        #expect(record.isActing == (event.json["acting"] == .bool(true)), text)
        #expect(record.idPrefix == stored.id.prefix, text)
        #expect(record.isPlain != Expected.isBeyondRecords(event, seq: stored.seq, batch: stored.batch), text)
        guard record.isPlain else { return }
        #expect(Int(record.seq) == stored.seq && Int(record.batch) == stored.batch, text)
        #expect(record.seatClaims == Expected.claims(of: effective), text)
        #expect(record.inferredEnd.map { DayRange($0.bounds) } == Expected.inferredEnd(of: effective)?.range, text)
    }

    private func compare(_ record: NameRecord?, _ event: Event, _ bytes: [UInt8], _ text: Comment) {
        var identifiers: [Identifier] = []
        let expected: (id: EntityID, name: String?, isAlone: Bool)?
        switch event.fact {
        case .personIntroduced(let person):
            expected = (person.person, person.name, person.names.isEmpty)
            identifiers = person.identifiers
        case .organizationIntroduced(let organization):
            expected = (organization.organization, organization.name, organization.names.isEmpty)
            identifiers = organization.identifiers
        case .personRenamed(let renaming): expected = (renaming.person, renaming.name, true)
        case .organizationRenamed(let renaming): expected = (renaming.organization, renaming.name, true)
        case .postCreated(let post): expected = post.post.map { ($0, post.position, post.names.isEmpty) }
        case .postChanged(let post): expected = post.post.map { ($0, post.position, post.names.isEmpty) }
        case .workPublished(let work): expected = (work.work, work.title, true)
        case .sourceAdded(let source): expected = (source.source, source.title, true)
        default: expected = nil
        }
        #expect((record == nil) == (expected == nil), text)
        guard let record, let expected else { return }
        #expect(decoder.terms.text(record.entity) == expected.id.text, text)
        guard record.isPlain else { return }
        let list = Array(bytes[record.identifiers])
        #expect((list.isEmpty ? [] : try? Identifier.list(storedBytes: list)) == identifiers, text)
        #expect(expected.isAlone && event.order == 0 && event.date?.time == nil, text)
        #expect(bytes[record.bytes].elementsEqual((expected.name ?? "").utf8) && expected.name != nil, text)
        #expect(DayRange(record.since.bounds) == (event.date.map { DayRange($0.widened) } ?? .anyDay), text)
    }
}

extension JSONValue {
    fileprivate var asText: String? {
        if case .string(let text) = self { return text }
        return nil
    }
}
