import Chance
import Events
import Proofs
import Testing

@testable import EventLog

@Suite("Checkpoints in the file")
struct CheckpointTests {
    private func signer(_ name: String) throws -> NoteSigner {
        var random = SplitMix64()
        return try NoteSigner.generate(name: name, random: &random)
    }

    @Test("a checkpoint speaks for the log as it is, is kept, and is not made twice")
    func kept() throws {
        let fixture = try LogFixture()
        let signer = try self.signer("annals.example/a")
        try fixture.append([LogFixture.born("a"), LogFixture.born("b")])
        let first = try fixture.log.write { try fixture.log.addCheckpoint(signer) }
        #expect(try fixture.log.write { try fixture.log.addCheckpoint(signer) } == first)
        try fixture.append([LogFixture.born("c")], second: 1)
        let second = try fixture.log.write { try fixture.log.addCheckpoint(signer) }
        #expect(try fixture.log.checkpoints() == [first, second])
        #expect(second.number == 2 && second.size == 3 && second.key == signer.verifier.encoded)
        for stored in [first, second] {
            let note = try SignedNote(stored.note)
            #expect(try note.verified(by: [signer.verifier]).count == 1)
            let checkpoint = try Checkpoint(note.text)
            #expect(checkpoint.origin == "annals.example/a" && checkpoint.size == stored.size)
            #expect(try checkpoint.root == fixture.log.root(at: stored.size))
        }
        #expect(try fixture.log.lastCheckpoint(covering: 3) == second)
        #expect(try fixture.log.lastCheckpoint(covering: 4) == nil)
    }

    @Test("two spellings of an origin's letters are two origins")
    func spellings() throws {
        let fixture = try LogFixture()
        let signer = try signer("annals.example/a")
        _ = try fixture.log.write { try fixture.log.addCheckpoint(signer, origin: "annals.example/caf\u{E9}") }
        #expect(throws: LogError.self) {
            try fixture.log.write { try fixture.log.addCheckpoint(signer, origin: "annals.example/cafe\u{301}") }
        }
    }

    @Test("another key signs under the ledger's own origin, and another origin is refused")
    func origins() throws {
        let fixture = try LogFixture()
        let first = try signer("annals.example/a")
        let other = try signer("annals.example/b")
        _ = try fixture.log.write { try fixture.log.addCheckpoint(first) }
        let second = try fixture.log.write { try fixture.log.addCheckpoint(other) }
        #expect(try Checkpoint(SignedNote(second.note).text).origin == "annals.example/a")
        #expect(throws: LogError.otherOrigin("annals.example/b", ledger: "annals.example/a")) {
            try fixture.log.write { try fixture.log.addCheckpoint(other, origin: "annals.example/b") }
        }
    }
}
