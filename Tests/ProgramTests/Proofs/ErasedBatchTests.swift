import Foundation
import Testing

/// Somebody moves what is erased to another time or batch, and makes everything that is in no tree fit.
@Suite struct ErasedBatchTests {
    /// Events 10 (all of batch 2) and 11 (a merge, the first of two in batch 3) are erased, and all of it is signed.
    private func folder() throws -> TemporaryFolder {
        let folder = try VerifyTests.folder()
        let lines = [
            #"{"type":"entity.merged","from":"bob-2","into":"bob"}"#,
            #"{"type":"person.introduced","person":"zoe","name":"Zoë"}"#,
        ]
        let appended = try Program.run(["append", "-"], in: folder, input: lines.joined(separator: "\n") + "\n")
        #expect(appended.status == 0, "\(appended.errors)")
        for seq in ["10", "11"] {
            let result = try Program.run(
                ["redact", seq, "--reason", "private", "--yes", "--checkpoint", "--key", "key"], in: folder)
            #expect(result.status == 0, "\(result.errors)")
        }
        let note = try Program.run(["checkpoint", "--key", "key"], in: folder)
        try folder.write(note.output, to: "kept.note")
        let verified = try verify(folder)
        #expect(verified.status == 0 && !verified.output.contains("note:"), "\(verified.output)")
        return folder
    }

    private func verify(_ folder: TemporaryFolder) throws -> Program.Result {
        try Program.run(["verify", "--key", "key.pub", "--since", "kept.note"], in: folder)
    }

    private func answers(_ folder: TemporaryFolder) throws -> [String] {
        try [
            ["export"], ["log", "--format", "jsonl"], ["show", "10"], ["show", "11"],
            ["person", "bob", "--known", "@2"], ["person", "bob-2", "--known", "@2"],
        ].map { arguments in
            let result = try Program.run(arguments, in: folder)
            return result.output + result.errors
        }
    }

    private func expectMended(_ folder: TemporaryFolder, _ before: [String]) throws {
        let mended = try Program.run(["doctor", "--mend"], in: folder)
        #expect(mended.status == 0, "\(mended.output)\(mended.errors)")
        #expect(try verify(folder).status == 0)
        #expect(try answers(folder) == before)
    }

    @Test func anotherTimeOfAnErasedBatchIsFoundAndMended() throws {
        let folder = try folder()
        let before = try answers(folder)
        try VerifyTests.tamper(
            folder, "UPDATE batches SET recorded = (SELECT recorded + 1 FROM batches WHERE batch = 1) WHERE batch = 2")
        #expect(try answers(folder) != before)
        let result = try verify(folder)
        #expect(result.status == 3 && result.lines.first == "not verified: one thing is wrong", "\(result.output)")
        #expect(result.lines.contains("  batch 2: its row has another recorded time than its events"))
        let export = try Program.run(["export"], in: folder).output
        let restored = try Program.run(["restore", "-", "--ledger", "copy.db"], in: folder, input: export)
        #expect(restored.status == 1, "\(restored.output)")
        #expect(restored.errors.contains("it kept another batch or time of event 10"), "\(restored.errors)")
        try expectMended(folder, before)
    }

    @Test func anErasedEventInTheBatchBesideItsOwnIsFoundAndMended() throws {
        let folder = try folder()
        let before = try answers(folder)
        try VerifyTests.tamper(
            folder, "UPDATE events SET batch = 2 WHERE seq = 11",
            "UPDATE batches SET first_seq = 12 WHERE batch = 3")
        #expect(try Program.run(["replay"], in: folder).status == 0)
        #expect(try answers(folder) != before)
        let result = try verify(folder)
        #expect(result.status == 3, "\(result.output)")
        #expect(
            result.lines.dropFirst().prefix(2) == [
                "  event 11: it is erased; its row says batch 2, the event that erased it kept batch 3",
                "  batch 3: its row begins elsewhere than its events say",
            ], "\(result.output)")
        let json = try Program.run(["verify", "--format", "json"], in: folder).output
        #expect(json.contains(#""kind": "event_batch", "seq": 11"#), "\(json)")
        try expectMended(folder, before)
    }
}
