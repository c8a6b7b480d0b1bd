import Chance
import Testing

@testable import Events

@Suite("What an event says, made once")
struct EventContentTests {
    private func stored(_ event: Event, author: String?, message: String?) -> StoredEvent {
        StoredEvent(
            event: event, id: event.id, seq: 9_007_199_254, recorded: RecordedTime(microseconds: 1_795_628_382_123_456),
            batch: 31, salt: "AAECAwQFBgcICQoLDA0ODw", author: author, message: message)
    }

    private func check(_ event: Event) {
        let content = EventContent(event)
        #expect(content.canonicalBytes == event.canonicalBytes && content.id == event.id)
        let texts: [(String?, String?)] = [(nil, nil), ("Jo \"J\"", nil), (nil, "one\ntwo"), ("Jo", "é")]
        for (author, message) in texts {
            let stored = stored(event, author: author, message: message)
            #expect(StoredEvent.bytes(of: content, assigned: stored) == stored.bytes)
        }
    }

    @Test("stored bytes made of canonical ones are those made of the event", arguments: SampleEvents.full)
    func everyType(line: String) throws { check(try SampleEvents.event(line)) }

    @Test("wherever keys sort: before, between and behind those that a ledger assigns, escaped and not ASCII")
    func randomKeys() throws {
        let pieces = [
            "a", "author", "authos", "b", "bat", "batch_", "batchz", "i", "ic", "id_", "idz", "m", "messagf", "r",
            "recorde", "recordee", "s", "sal", "salu", "se", "ser", "z", "_", "é", "\u{E000}", "😀", "\"", "\\", "A",
            "~",
        ]
        var random = SplitMix64(seed: 6)
        for _ in 0..<500 {
            var object: JSONObject = ["type": "x.mine", "date": "2020"]
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                var name = pieces.randomElement(using: &random) ?? ""
                if Bool.random(using: &random) { name += pieces.randomElement(using: &random) ?? "" }
                if !EventCatalog.assignedFields.contains(name) { object[name] = "v" }
            }
            check(try Event(json: .object(object)))
        }
    }

    @Test("the fields that a ledger assigns are told from all others")
    func assigned() {
        for name in CommonFields.assigned { #expect(CommonFields.isAssigned(name)) }
        let others =
            EventCatalog.types.flatMap { $0.fields.map(\.name) } + ["", "ID", "iD", "di", "records", "batch_author"]
        for name in Set(others).subtracting(CommonFields.assigned) {
            #expect(!CommonFields.isAssigned(name), "\(name)")
        }
    }
}
