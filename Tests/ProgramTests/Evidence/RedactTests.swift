import Foundation
import Testing

@Suite struct RedactTests {
    @Test func erasesAnEventAndSaysWhatIsLeft() throws {
        let ledger = try EvidenceLedger()
        let result = try ledger.run("redact", "7", "--reason", "privacy", "--yes", "--author", "Eve")
        #expect(
            result.output == """
                #7  position.started
                Ada Byron became Chief at Acme Works

                Acme Works (acme)
                -  Ada Byron  Chief  May 2001 – 2010                       start changed
                +  Ada Byron  Chief  since an unknown date, until 2010

                left of it: its place, its batch and time and its leaf hash
                other events name the ids that it names: acme (4), ada (2), gazette (1)
                exports and backups made before still have it

                redacted #7 by #10 in batch 2
                no byte of it is left in annals.db

                """ || result.output.contains("redacted #7 by #10 in batch 2\nno byte of it is left in annals.db\n"))
        #expect(result.status == 0)
        #expect(result.errors == "")
        for name in ["annals.db", "annals.db-wal"] {
            let bytes = (try? ledger.folder.read(name)) ?? Data()
            #expect(bytes.range(of: Data("She took over".utf8)) == nil)
            #expect(bytes.range(of: Data("2001-05".utf8)) == nil)
        }
        #expect(try ledger.run("replay", "--check").status == 0)
        let shown = try ledger.run("show", "7")
        #expect(shown.lines.prefix(2) == ["#7", "[redacted by #10: privacy]"])
        #expect(shown.output.contains("leaf      "))
        #expect(shown.output.contains("in batch 1"))
        let json = try ledger.run("show", "7", "--format", "json").output
        #expect(json.contains(#""by_seq": 10, "reason": "privacy"}, "in_effect": false"#))
        #expect(try ledger.run("log").output.contains(" [redacted by #10: privacy]\n"))
        #expect(try ledger.run("log", "--format", "jsonl").output.contains(#""type": null"#))
    }

    @Test func previewsWithoutTouchingTheFile() throws {
        let ledger = try EvidenceLedger()
        _ = try ledger.run("correct", "9", "--date", "2011")
        let text = try ledger.preview("redact", "9", "--reason", "x")
        #expect(text.hasPrefix("#9  position.started\nBob Smith became Chief at Acme Works\n"))
        #expect(text.contains("-  Bob Smith  Chief  since 2011  gone"))
        #expect(text.contains("left of it: its place, its batch and time, its leaf hash and its id\n"))
        #expect(text.contains("#10 names its id, which stays and would confirm a guess of what it said\n"))
        #expect(text.contains("#10 corrects it and does not count any more either"))
        #expect(text.hasSuffix("\nnothing was erased (--dry-run)\n"))
        let json = try ledger.preview("redact", "1", "--reason", "x", "--format", "json")
        #expect(
            json.contains(/"kept": {"batch": 1, "recorded": "[^"]+Z", "type": "source.added", "source": "gazette"}/))
        #expect(json.contains(#""batch_texts": 1"#))
    }

    @Test func needsAYesWhereNobodyCanBeAsked() throws {
        let ledger = try EvidenceLedger()
        try ledger.expectRefusal(["redact", "9", "--reason", "x"], status: 2, "then give --yes")
        try ledger.expectRefusal(["redact", "9", "--yes"], status: 2, "redact needs a reason")
        try ledger.expectRefusal(["redact", "99", "--reason", "x", "--yes"], "no event is \"99\"")
    }

    @Test func saysThatAnEventIsRedactedAlready() throws {
        let ledger = try EvidenceLedger()
        _ = try ledger.run("redact", "9", "--reason", "privacy", "--yes")
        let again = try ledger.run("redact", "9")
        #expect(again.output == "#9 is redacted by #10 (privacy) already\n")
        #expect(again.status == 0)
        try ledger.expectRefusal(["retract", "9", "--reason", "x"], "#9 is redacted by #10 (privacy)")
        try ledger.expectRefusal(["correct", "9", "--date", "2000"], "`annals show 9` tells what is left")
    }

    @Test func signsTheLogWhereAnEventIsRedactedAlready() throws {
        let ledger = try SignedLedger()
        _ = try ledger.run("redact", "9", "--reason", "privacy", "--yes")
        #expect(try ledger.run("redact", "9", "--checkpoint", "--dry-run").lines.count == 1)
        #expect(try ledger.run("checkpoint", "--list").output.hasPrefix("none was made yet"))
        let again = try ledger.run("redact", "9", "--checkpoint")
        #expect(again.status == 0 && again.lines.count == 2, "\(again.output)\(again.errors)")
        #expect(again.lines.last?.contains(SignedLedger.name) == true, "\(again.output)")
        let json = try ledger.run("redact", "9", "--checkpoint", "--format", "json").output
        #expect((try object(json)["checkpoint"] as? [String: Any])?["size"] as? Int == 10, "\(json)")
        #expect(try object(ledger.run("checkpoint", "--list", "--format", "json").output)["checkpoints"] is [Any])
    }

    @Test func aReaderOfAnOlderStateKeepsCopiesUntilItEnds() throws {
        let ledger = try EvidenceLedger()
        // sqlite3 holds a read transaction open until its standard input ends.
        let script = """
            mkfifo hold
            sqlite3 annals.db < hold > /dev/null &
            exec 3> hold
            echo 'BEGIN; SELECT count(*) FROM events;' >&3
            sleep 1
            $ANNALS redact 9 --reason privacy --yes; echo "status $?"
            exec 3>&-
            wait
            $ANNALS redact 9; echo "status $?"
            """
        let result = try Program.shell(script, in: ledger.folder)
        #expect(result.output.contains("redacted #9 by #10 in batch 2\nstatus 1\n"), "\(result.output)")
        #expect(result.errors.contains("another program reads an older state of it; end that program"))
        #expect(result.output.hasSuffix("#9 is redacted by #10 (privacy) already\nstatus 0\n"))
    }

    @Test func anAnswerAsKnownBeforeSaysThatEventsHaveBeenRedactedSince() throws {
        let ledger = try EvidenceLedger()
        _ = try ledger.run("redact", "9", "--reason", "privacy", "--yes")
        let text = try ledger.run("org", "acme", "--at", "2012", "--known", "@1").output
        #expect(text.contains("(batch 1), 1 event known then has been redacted since"))
        #expect(!text.contains("Bob Smith"))
        let json = try ledger.run("org", "acme", "--at", "2012", "--known", "@1", "--format", "json").output
        #expect(json.contains(#""redacted": [9]"#))
        let now = try ledger.run("org", "acme", "--at", "2012", "--format", "json").output
        #expect(!now.contains("redacted"))
    }

    @Test func exportAndRestoreKeepWhatIsLeft() throws {
        let ledger = try EvidenceLedger()
        _ = try ledger.run("retract", "9", "--reason", "libel")
        for seq in ["9", "10", "2"] { _ = try ledger.run("redact", seq, "--reason", "privacy", "--yes") }
        let text = try ledger.run("export").output
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.count == 13)
        #expect(lines[8].hasPrefix(#"{"batch":1,"id":""#) && lines[8].contains(#""leaf":""#))
        #expect(lines[9].contains(#""type":"event.retracted""#) && !text.contains("libel"))
        let restored = try ledger.run("restore", "-", "--ledger", "copy.db", input: text)
        #expect(restored.output == "restored 13 events to copy.db\n")
        #expect(try ledger.run("export", "--ledger", "copy.db").output == text)
        #expect(try ledger.run("replay", "--check", "--ledger", "copy.db").status == 0)
        let imported = try ledger.run("import", "-", input: text)
        #expect(imported.status == 1)
        #expect(imported.errors.contains("take the whole export into an empty ledger with `annals restore`"))
    }

    @Test(arguments: [
        ("leaf", "not how a ledger exports", 3), ("unsaid", "no event says that it was redacted", 10),
        ("kept", "it kept other things of event 9", 11), ("there", "which is there", 11),
    ])
    func refusesAnExportInWhichARedactionDoesNotFit(_ damage: String, _ message: String, _ line: Int) throws {
        let ledger = try EvidenceLedger()
        _ = try ledger.run("retract", "9", "--reason", "libel")
        let whole = try ledger.run("export").output.split(separator: "\n").map(String.init)
        _ = try ledger.run("redact", "9", "--reason", "privacy", "--yes")
        var lines = try ledger.run("export").output.split(separator: "\n").map(String.init)
        switch damage {
        case "leaf": lines[8] = lines[8].replacing(":", with: ": ", maxReplacements: 1)
        case "unsaid": lines.removeLast()
        case "kept":
            let id = try #require(lines[8].split(separator: "\"").map(String.init).first { $0.count == 64 })
            lines[8] = lines[8].replacing("\"id\":\"\(id)\",", with: "")
        default: lines[8] = whole[8]
        }
        let text = lines.map { $0 + "\n" }.joined()
        let result = try ledger.run("restore", "-", "--ledger", "copy.db", input: text)
        #expect(result.status == 1)
        #expect(result.errors.contains(message), "\(result.errors)")
    }
}
