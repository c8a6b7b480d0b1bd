import Chance
import Testing

@testable import Events

/// An outline says what reading the whole event says, without reading it.
@Suite struct StoredOutlineTests {
    private static let salt = "AAECAwQFBgcICQoLDA0ODw"

    private func stored(_ line: String, author: String? = nil, message: String? = nil) throws -> StoredEvent {
        let event = try SampleEvents.event(line)
        return StoredEvent(
            event: event, id: event.id, seq: 7, recorded: RecordedTime(microseconds: 1_795_628_382_123_456), batch: 3,
            salt: Self.salt, author: author, message: message)
    }

    /// What stored bytes say by the ordinary way: read, checked, written again.
    private static func slowly(_ bytes: [UInt8]) -> StoredEvent? {
        guard let stored = try? StoredEvent(bytes: bytes), stored.bytes == bytes else { return nil }
        return stored
    }

    @Test(
        "an event of every type has the outline that its values say",
        arguments: SampleEvents.full + [SampleEvents.common])
    func everyType(line: String) throws {
        var scanner = StoredScanner()
        for (author, message) in [(nil, nil), ("Jo", nil), (nil, "m\n"), ("Zoë", "First\nbatch")]
            as [(String?, String?)]
        {
            let stored = try stored(line, author: author, message: message)
            let outline = try scanner.outline(of: stored.bytes)
            #expect(outline.id == stored.id)
            #expect(outline.contentID == stored.event.id)
            #expect(outline.seq == 7 && outline.batch == 3)
            #expect(outline.recorded == stored.recorded)
            #expect(outline.carriesBatchTexts == (author != nil || message != nil))
        }
    }

    @Test("of changed bytes, those that read and write back as they are have the outline of what they say now")
    func changedBytes() throws {
        var random = SplitMix64(seed: 5)
        var scanner = StoredScanner()
        var stillRead = 0
        for line in SampleEvents.full {
            let bytes = try stored(line, author: "Jo").bytes
            for place in bytes.indices {
                var changed = bytes
                changed[place] = UInt8.random(in: 0x20...0x7E, using: &random)
                guard let stored = Self.slowly(changed) else { continue }
                stillRead += 1
                let outline = try scanner.outline(of: changed)
                #expect(outline.id == stored.id && outline.contentID == stored.event.id)
                #expect(outline.seq == stored.seq && outline.batch == stored.batch)
                #expect(outline.recorded == stored.recorded)
            }
        }
        #expect(stillRead > 1000)
    }

    @Test("bytes that are not canonical, and objects without assigned fields, have none")
    func refused() throws {
        var scanner = StoredScanner()
        let good = try stored(SampleEvents.common)
        let spaced = Array(JSONText.compact(.object(good.json)).utf8)
        #expect(throws: StoredFault.self) { try scanner.outline(of: spaced) }
        for field in ["id", "seq", "batch", "recorded", "type"] {
            var json = good.json
            json[field] = nil
            #expect(throws: StoredFault.badField(field)) {
                try scanner.outline(of: CanonicalJSON.bytes(.object(json)))
            }
        }
        for (field, value) in [
            ("id", "00"), ("id", .number(1)), ("seq", .number(0)), ("seq", .number(-1)), ("seq", .number(1.5)),
            ("seq", "1"),
            ("batch", .number(0)), ("recorded", ""), ("recorded", "2026-11-25T17:39:42Z"), ("recorded", .null),
        ] as [(String, JSONValue)] {
            var json = good.json
            json[field] = value
            #expect(throws: StoredFault.badField(field)) {
                try scanner.outline(of: CanonicalJSON.bytes(.object(json)))
            }
        }
        #expect(throws: StoredFault.self) { try scanner.outline(of: Array("[]".utf8)) }
        #expect(throws: StoredFault.self) { try scanner.outline(of: []) }
    }
}

/// Reading an event through the scanner takes exactly what reading and writing it again leaves as it is.
@Suite struct ScannedEventTests {
    private static func agrees(_ bytes: [UInt8], _ scanner: inout StoredScanner) -> Bool {
        let scanned = try? scanner.event(of: bytes)
        guard let stored = try? StoredEvent(bytes: bytes), stored.bytes == bytes else { return scanned == nil }
        return scanned?.event == stored.event && scanned?.outline.id == stored.id
            && scanned?.outline.contentID == stored.event.id && scanned?.outline.seq == stored.seq
            && scanned?.outline.batch == stored.batch && scanned?.outline.recorded == stored.recorded
    }

    @Test("stored bytes, and stored bytes with one byte changed", arguments: [nil, "Jo"] as [String?])
    func changedBytes(author: String?) throws {
        var random = SplitMix64(seed: 6)
        var scanner = StoredScanner()
        for line in SampleEvents.full + [SampleEvents.common] {
            let event = try SampleEvents.event(line)
            let bytes = StoredEvent(
                event: event, id: event.id, seq: 7, recorded: RecordedTime(microseconds: 1_795_628_382_123_456),
                batch: 3, salt: "AAECAwQFBgcICQoLDA0ODw", author: author
            ).bytes
            #expect(Self.agrees(bytes, &scanner))
            for place in bytes.indices {
                var changed = bytes
                changed[place] = UInt8.random(in: 0x20...0x7E, using: &random)
                #expect(Self.agrees(changed, &scanner), "\(String(decoding: changed, as: UTF8.self))")
            }
        }
    }

    @Test(
        "what a ledger would write otherwise",
        arguments: [
            #""note":" a""#, #""note":"e\#u{301}""#, #""note":"""#, #""order":0"#, #""sources":["s"]"#, #""v":1"#,
            #""x":{}"#, #""message":" m""#, #""author":"""#, #""salt":"short""#, #""x":{"a":"e\#u{301}"}"#,
            #""x":{"e\#u{301}":1}"#, #""sources":[{"source":"b"},{"source":"a"}]"#,
        ])
    func notNormal(member: String) throws {
        let event = try SampleEvents.event(#"{"type": "person.born", "date": "1986", "person": "a"}"#)
        let stored = StoredEvent(
            event: event, id: event.id, seq: 7, recorded: RecordedTime(microseconds: 1_795_628_382_123_456),
            batch: 3, salt: "AAECAwQFBgcICQoLDA0ODw")
        guard case .object(let added) = try JSONReader.parse("{\(member)}") else { return }
        var json = stored.json
        for (key, value) in added.members { json[key] = value }
        var scanner = StoredScanner()
        let bytes = CanonicalJSON.bytes(.object(json))
        #expect(throws: StoredFault.self) { try scanner.event(of: bytes) }
        #expect(Self.agrees(bytes, &scanner))
    }
}
