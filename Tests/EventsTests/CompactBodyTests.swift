import Chance
import Testing

@testable import Events

/// Either form of stored bytes gives the other, byte for byte.
@Suite("Compact bodies") struct CompactBodyTests {
    private static let row = RowStamp(
        seq: 1_000_200, batch: 31, recorded: RecordedTime(microseconds: 1_795_628_382_123_456))

    private func stored(_ event: Event, author: String? = nil, message: String? = nil) -> StoredEvent {
        StoredEvent(
            event: event, id: event.id, seq: Self.row.seq, recorded: Self.row.recorded, batch: Self.row.batch,
            salt: "AAECAwQFBgcICQoLDA0ODw", author: author, message: message)
    }

    @Test(
        "an event of every type stands whole again, and has its id in both forms",
        arguments: SampleEvents.full + [SampleEvents.common])
    func everyType(line: String) throws {
        var scanner = StoredScanner()
        let event = try SampleEvents.event(line)
        for (author, message) in [(nil, nil), ("Jo", nil), (nil, "m\n"), ("Zoë", "First\nbatch")]
            as [(String?, String?)]
        {
            let bytes = stored(event, author: author, message: message).bytes
            let body = try scanner.compactBody(of: bytes)
            #expect(body.count < bytes.count - 130)
            guard case .object(let object) = try JSONReader.parse(body) else { throw StoredFault.badField("body") }
            #expect(!object.members.contains { ["batch", "id", "recorded", "seq"].contains($0.key) })
            #expect(CanonicalJSON.bytes(.object(object)) == body)
            #expect(try scanner.id(of: body) == event.id)
            #expect(try scanner.id(of: bytes) == event.id)
            #expect(try !scanner.isCompact(bytes))
            #expect(try scanner.isCompact(body))
            #expect(try scanner.wholeBytes(ofScanned: body, Self.row) == bytes)
        }
    }

    @Test("what has a part of what is left out is no compact body, and a wrong id is not left out")
    func neither() throws {
        var scanner = StoredScanner()
        let event = try SampleEvents.event(SampleEvents.common)
        for field in ["batch", "id", "recorded", "seq"] {
            var json = stored(event).json
            for other in ["batch", "id", "recorded", "seq"] where other != field { json[other] = nil }
            #expect(try !scanner.isCompact(CanonicalJSON.bytes(.object(json))), "\(field)")
        }
        let other = EventID(hashing: [1, 2, 3])
        let bytes = StoredEvent(
            event: event, id: other, seq: 2, recorded: Self.row.recorded, batch: 1, salt: "AAECAwQFBgcICQoLDA0ODw"
        ).bytes
        #expect(try scanner.compactBody(of: bytes) == bytes)
    }

    @Test("of compact bodies with one byte changed, those that are still canonical have the id of what they say now")
    func changedBytes() throws {
        var random = SplitMix64(seed: 15)
        var scanner = StoredScanner()
        var stillRead = 0
        for line in SampleEvents.full {
            let body = try scanner.compactBody(of: stored(SampleEvents.event(line)).bytes)
            for place in body.indices {
                var changed = body
                changed[place] = UInt8.random(in: 0x20...0x7E, using: &random)
                guard (try? scanner.isCompact(changed)) == true,
                    let whole = try? scanner.wholeBytes(ofScanned: changed, Self.row),
                    let stored = try? StoredEvent(bytes: whole), stored.bytes == whole
                else { continue }
                stillRead += 1
                #expect(try scanner.id(of: changed) == stored.event.id && stored.id == stored.event.id)
                #expect(try scanner.compactBody(of: whole) == changed)
            }
        }
        #expect(stillRead > 1_000)
    }
}
