import Chance
import Events
import Testing

@Suite("Lines in canonical form say what the events on them say")
struct LineLawTests {
    @Test("sound lines of every type, with what a ledger assigned and without", arguments: 0..<20)
    func sound(seed: Int) throws {
        var events = RandomStoredEvents(seed: UInt64(seed), isOdd: false)
        var check = LineCheck()
        for _ in 0..<100 { try check.compareAll(events.next()) }
        // Types of one's own and what is rare are left to the other reader; half of the ids are made up.
        #expect(check.fast > 50)
    }

    @Test("odd lines: other spellings, refused characters, missing and unknown fields", arguments: 0..<30)
    func odd(seed: Int) throws {
        var events = RandomStoredEvents(seed: UInt64(seed) + 1_000, isOdd: true)
        var check = LineCheck()
        for _ in 0..<100 { try check.compareAll(events.next()) }
    }

    @Test("damaged lines", arguments: 0..<20)
    func damaged(seed: Int) throws {
        var events = RandomStoredEvents(seed: UInt64(seed) + 2_000, isOdd: false)
        var random = SplitMix64(seed: UInt64(seed))
        var check = LineCheck()
        for _ in 0..<100 {
            let whole = events.next()
            for var bytes in [whole] + [LineCheck.content(of: whole)].compactMap({ $0 }) {
                for _ in 0..<Int.random(in: 1...2, using: &random) { Damage.inflict(on: &bytes, &random) }
                try check.compare(bytes)
            }
        }
    }

    @Test("every beginning of a line is left to the other reader, which finds no event there")
    func cut() throws {
        var events = RandomStoredEvents(seed: 7, isOdd: false)
        var check = LineCheck()
        for _ in 0..<5 {
            let bytes = events.next()
            for count in 0..<bytes.count { try check.compare(Array(bytes.prefix(count))) }
        }
        #expect(check.fast == 0 && check.decoder.terms.count == 0)
    }

    @Test("some but not all of what a ledger assigns is left to the other reader")
    func partlyAssigned() {
        var decoder = LineDecoder()
        var contents: [UInt8] = []
        let content = #""date":"1986","person":"a","type":"person.born"}"#
        for assigned in [#""batch":1,"#, #""batch":0,"#, #""batch":01,"#, #""author":"J","#] {
            let line = Array(("{" + assigned + content).utf8)
            #expect(!decoder.read(line.span.bytes, into: &contents), "\(assigned)")
        }
        #expect(contents.isEmpty)
        #expect(decoder.read(Array(("{" + content).utf8).span.bytes, into: &contents))
        #expect(contents == Array(("{" + content).utf8))
    }
}

/// Reads lines one after another and compares each that is read fast with what the other reader says.
private struct LineCheck {
    var decoder = LineDecoder()
    /// How many were read fast.
    private(set) var fast = 0

    /// What an event says, as a line of its own.
    static func content(of bytes: [UInt8]) -> [UInt8]? {
        guard let stored = try? StoredEvent(bytes: bytes) else { return nil }
        return stored.event.canonicalBytes
    }

    mutating func compareAll(_ bytes: [UInt8]) throws {
        try compare(bytes)
        if let content = Self.content(of: bytes) { try compare(content) }
    }

    mutating func compare(_ bytes: [UInt8]) throws {
        let known = decoder.terms.count
        var contents = Array("before".utf8)
        let text = Comment(rawValue: String(decoding: bytes, as: UTF8.self))
        guard decoder.read(bytes.span.bytes, into: &contents) else {
            #expect(contents == Array("before".utf8) && decoder.terms.count >= known, text)
            return
        }
        fast += 1
        let line = try EventLine(bytes: bytes)
        let content = EventContent(line.event)
        #expect(Array(contents.dropFirst(6)) == content.canonicalBytes, text)
        #expect(decoder.line.id == content.id && line.assigned?.id ?? content.id == content.id, text)
        #expect(decoder.line.type == EventTypeCode(line.event.fact), text)
        #expect(decoder.line.places == AssignedPlaces(content), text)
        #expect(decoder.line.target == line.event.fact.target, text)
        try compareStored(content, text)
    }

    /// Compares the bytes that are stored of the line with those that are of its event.
    private func compareStored(_ content: EventContent, _ text: Comment) throws {
        let salt = "AbCdEfGhIjKlMnOpQr-_09"
        let recorded = RecordedTime(microseconds: 1_795_628_382_123_456)
        for (author, message) in [(nil, nil), ("Jo \"J\"", "one\ntwo"), ("é", nil)] as [(String?, String?)] {
            for isFirst in [true, false] {
                let stored = StoredEvent(
                    event: content.event, id: content.id, seq: 1_000_200, recorded: recorded, batch: 31, salt: salt,
                    author: isFirst ? author : nil, message: isFirst ? message : nil)
                var bytes = Array("before".utf8)
                StampedBatch(number: 31, recorded: recorded, author: author, message: message).write(
                    content.canonicalBytes[...], decoder.line.places, id: content.id, seq: 1_000_200,
                    salt: Array(salt.utf8)[...], isFirst: isFirst, to: &bytes)
                #expect(Array(bytes.dropFirst(6)) == stored.bytes, text)
                guard !isFirst else { continue }
                var compact = Array("before".utf8)
                StampedBatch.writeCompact(
                    content.canonicalBytes[...], decoder.line.places, salt: Array(salt.utf8)[...], to: &compact)
                var scanner = StoredScanner()
                #expect(try Array(compact.dropFirst(6)) == scanner.compactBody(of: stored.bytes), text)
            }
        }
    }
}
