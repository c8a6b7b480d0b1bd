import Foundation
import Proofs
import Testing

@Suite("annals checkpoint")
struct CheckpointTests {
    /// The checkpoint in a printed note, its signature checked.
    private func checkpoint(_ text: String, _ signed: SignedLedger) throws -> Checkpoint {
        let note = try SignedNote(text)
        #expect(try note.verified(by: [signed.verifier]) == [signed.verifier])
        return try Checkpoint(note.text)
    }

    @Test("it signs what an export hashes to, and prints the same for a log that has not grown")
    func head() throws {
        let signed = try SignedLedger()
        let first = try signed.run("checkpoint")
        #expect(first.status == 0)
        let said = try checkpoint(first.output, signed)
        #expect(said.origin == SignedLedger.name && said.size == 9)
        #expect(try said.root == signed.root(9))
        #expect(try signed.run("checkpoint").output == first.output)
        _ = try signed.introduce("eve")
        let second = try checkpoint(signed.run("checkpoint").output, signed)
        #expect(try second.size == 10 && second.root == signed.root(10))
        let list = try object(signed.run("checkpoint", "--list", "--format", "json").output)
        let sizes = (list["checkpoints"] as? [[String: Any]])?.map { $0["size"] as? Int }
        #expect(sizes == [9, 10])
        #expect(try signed.run("checkpoint", "--list").lines.count == 3)
    }

    @Test("an empty ledger can be signed, and one that nobody signed has an empty list")
    func empty() throws {
        let signed = try SignedLedger()
        _ = try signed.run("init", "empty.db")
        #expect(try signed.run("checkpoint", "--list", "--ledger", "empty.db").output.contains("none was made yet"))
        let list = try signed.run("checkpoint", "--list", "--ledger", "empty.db", "--format", "json")
        #expect(list.output == "{\"checkpoints\": []}\n")
        let said = try checkpoint(signed.run("checkpoint", "--ledger", "empty.db").output, signed)
        #expect(said.size == 0 && said.root == .empty)
    }

    @Test("the first origin stays, whichever key signs")
    func origin() throws {
        let signed = try SignedLedger()
        let first = try checkpoint(signed.run("checkpoint", "--origin", "example.com/kept").output, signed)
        #expect(first.origin == "example.com/kept")
        let other = try signed.run("key", "new", "someone.else", "--file", "other")
        let key = try NoteVerifier(encoded: other.lines.first ?? "")
        let note = try SignedNote(signed.run("checkpoint", "--key", "other").output)
        #expect(try note.verified(by: [key]) == [key])
        #expect(try Checkpoint(note.text).origin == "example.com/kept")
        // The first key again: its own checkpoint is there.
        #expect(try checkpoint(signed.run("checkpoint").output, signed) == first)
        #expect(try signed.run("checkpoint", "--list").lines.count == 3)
        let changed = try signed.run("checkpoint", "--origin", "example.com/new")
        #expect(changed.status == 1 && changed.errors.contains("example.com/kept"))
        #expect(try signed.run("checkpoint", "--origin", "two words").status == 2)
        #expect(try signed.run("checkpoint", "--list", "--key", "key").status == 2)
    }

    @Test("every command that writes signs the batch that it records")
    func writing() throws {
        let signed = try SignedLedger()
        #expect(try signed.introduce("eve", "--checkpoint").lines.last?.hasPrefix("checkpoint 1: 10 events") == true)
        _ = try signed.run("correct", "9", "--date", "2010-02", "--checkpoint")
        _ = try signed.run("retract", "8", "--reason", "wrong", "--checkpoint")
        _ = try signed.run("merge", "bob-2", "bob", "--checkpoint", "--key", "key")
        _ = try signed.run("distrust", "gazette", "--reason", "closed", "--checkpoint")
        let lines = try signed.run("append", "-", "--checkpoint", "--format", "json", input: Self.people(2))
        let said = try object(lines.output)["checkpoint"] as? [String: Any]
        #expect(said?["size"] as? Int == 16 && said?["number"] as? Int == 6)
        let roots = try [10, 11, 12, 13, 14, 16].map { ($0, try signed.root($0)) }
        let redacted = try signed.run("redact", "9", "--reason", "asked to", "--yes", "--checkpoint")
        #expect(redacted.lines.last?.hasPrefix("checkpoint 7: 17 events") == true, "\(redacted)")
        let list = try object(signed.run("checkpoint", "--list", "--format", "json").output)
        let notes = (list["checkpoints"] as? [[String: Any]] ?? []).compactMap { $0["note"] as? String }
        #expect(notes.count == 7)
        for (note, (size, root)) in zip(notes, roots) {
            let checkpoint = try checkpoint(note, signed)
            #expect(checkpoint.size == size && checkpoint.root == root)
        }
        #expect(try signed.run("verify", "--key", "key.pub").status == 0)
    }

    @Test("an import signs each of its batches")
    func importing() throws {
        let signed = try SignedLedger()
        try signed.folder.write(Self.people(2_500), to: "people.jsonl")
        let result = try signed.run("import", "people.jsonl", "--checkpoint")
        #expect(result.status == 0 && result.lines.last?.hasPrefix("checkpoint 3: 2,509 events") == true)
        let list = try object(signed.run("checkpoint", "--list", "--format", "json").output)
        #expect((list["checkpoints"] as? [[String: Any]])?.compactMap { $0["size"] as? Int } == [1_009, 2_009, 2_509])
    }

    @Test("what is not recorded is not signed: a dry run, a refused event, a key without --checkpoint")
    func nothing() throws {
        let signed = try SignedLedger()
        #expect(try signed.introduce("eve", "--checkpoint", "--dry-run").status == 0)
        #expect(try signed.run("append", "position.ended", "--person", "nobody-knows", "--checkpoint").status != 0)
        #expect(try signed.introduce("eve", "--key", "key").status == 2)
        #expect(try signed.run("import", "x", "--key", "key").status == 2)
        #expect(try signed.introduce("eve", "--checkpoint", "--key", "missing").status == 1)
        #expect(try signed.bodies().count == 9)
        #expect(try signed.run("checkpoint", "--list").output.contains("none was made yet"))
    }

    private static func people(_ count: Int) -> String {
        (1...count).map { #"{"type":"person.introduced","person":"p-\#($0)","name":"Person \#($0)"}"# + "\n" }.joined()
    }
}
