import Testing

@Suite struct LogTests {
    private func ledger() throws -> TemporaryFolder {
        let folder = try SmallLedger.folder()
        _ = try Program.run(
            [
                "append", "position.ended", "--person", "bob", "--organization", "acme", "--position", "Chief",
                "--date",
                "2020", "--author", "Eve", "--message", "Bob left.\nSo it is said.",
            ], in: folder)
        _ = try Program.run(["append", "event.retracted", "--event", "9", "--reason", "it was Bill"], in: folder)
        return folder
    }

    @Test func readsLikeACommitLog() throws {
        let folder = try ledger()
        let lines = try Program.run(["log"], in: folder).lines
        #expect(lines.count == 3 + 2 + 11 + 1)
        #expect(lines[0].hasPrefix("batch 3  20") && lines[0].hasSuffix("Z"))
        #expect(lines[1].hasSuffix("retracted: it was Bill"))
        #expect(lines[2].hasPrefix("batch 2  20") && lines[2].hasSuffix("Z  Eve"))
        #expect(lines[3] == "    Bob left." && lines[4] == "    So it is said.")
        #expect(lines[5].hasSuffix("  2020  Bob Smith (bob) left as Chief at Acme Works"))
        #expect(lines[7] == "    the start")
        #expect(lines[16].contains("  2010     [retracted by #11] Bob Smith (bob) became Chief at Acme Works"))
    }

    @Test func turnsCutsAndFilters() throws {
        let folder = try ledger()
        func batches(_ arguments: String...) throws -> [String] {
            try Program.run(["log"] + arguments, in: folder).lines.filter { $0.hasPrefix("batch") }
                .map { String($0.dropFirst(6).prefix(1)) }
        }
        #expect(try batches() == ["3", "2", "1"])
        #expect(try batches("--reverse") == ["1", "2", "3"])
        #expect(try batches("-n", "1") == ["3"])
        #expect(try batches("--reverse", "-n", "2") == ["1", "2"])
        #expect(try batches("--author", "Eve") == ["2"])
        #expect(try batches("--batch", "2") == ["2"])
        #expect(try batches("--author", "Eve", "--author", "me") == ["2", "1"])
        #expect(try batches("--batch", "2") == batches("--batch", "@2"))
        #expect(try batches("--type", "event.retracted", "--type", "position.ended") == ["3", "2", "1"])
        #expect(try batches("--type", "evidence", "--type", "post.created", "-n", "1") == ["3"])
        #expect(try batches("--subject", "Bob Smith") == [])
        #expect(try batches("--subject", "bob") == ["2", "1"])
        #expect(try batches("--type", "position.ended") == ["2", "1"])
        #expect(try batches("--type", "evidence") == ["3", "1"])
        #expect(try batches("--since", "yesterday") == ["3", "2", "1"])
        #expect(try batches("--until", "2020") == [])
        #expect(try batches("--since", "2999-01-01") == [])
    }

    @Test func filtersBySourceUnderEveryIDOfIt() throws {
        let folder = try ledger()
        func shown(_ arguments: String...) throws -> [String] {
            try Program.run(["log", "--reverse", "--format", "jsonl"] + arguments, in: folder).lines
                .map { String($0.components(separatedBy: #""seq": "#)[1].prefix { $0 != "," }) }
        }
        #expect(try shown("--source", "The Gazette") == ["7"])
        _ = try Program.run(["append", "source.added", "--source", "copy", "--title", "A copy"], in: folder)
        _ = try Program.run(["correct", "8", "--date", "2011", "--source", "copy"], in: folder)
        #expect(try shown("--source", "copy") == ["13"])
        #expect(try shown("--source", "copy", "--source", "gazette") == ["7", "13"])
        _ = try Program.run(["merge", "copy", "gazette"], in: folder)
        #expect(try shown("--source", "copy") == ["7", "13"])
        #expect(try shown("--source", "gazette") == ["7", "13"])
        #expect(try shown("--source", "gazette", "--subject", "ada") == ["7", "13"])
        #expect(try shown("--source", "gazette", "--type", "position.started", "--subject", "ada") == ["7"])
        #expect(try shown("--source", "gazette", "--subject", "bob") == [])
        let unknown = try Program.run(["log", "--source", "gazete"], in: folder)
        #expect(
            unknown.status == 1 && unknown.errors.contains("no source is called \"gazete\"; did you mean \"gazette\""))
        #expect(try Program.run(["log", "--source", "ada"], in: folder).status == 1)
    }

    @Test func filtersByTheWorldDateThatAnEventCanFallWithin() throws {
        let folder = try ledger()
        for date in ["[..2003]", "XXXX", "1999~", "2002/2004"] {
            let added = try Program.run(
                [
                    "append", "position.held", "--person", "ada", "--organization", "acme", "--position", "Clerk",
                    "--date", date,
                ], in: folder)
            #expect(added.status == 0, "\(added.errors)")
        }
        _ = try Program.run(["correct", "8", "--date", "2011"], in: folder)
        func shown(_ arguments: String...) throws -> [Int] {
            try Program.run(["log", "--reverse", "--format", "jsonl"] + arguments, in: folder).lines
                .compactMap { Int($0.components(separatedBy: #""seq": "#)[1].prefix { $0 != "," }) }
        }
        #expect(try shown("--date", "May 2001") == [7, 12, 13])
        #expect(try shown("--date", "2000-06") == [6, 12, 13, 14])
        #expect(try shown("--date", "2003/2009") == [12, 13, 15])
        // An event without a world date has none to fall within; a correction speaks of that of its replacement.
        #expect(try shown("--date", "2011") == [13, 16])
        #expect(try shown("--date", "2010") == [8, 9, 13])
        #expect(try shown("--date", "2010", "--subject", "bob") == [9])
        #expect(try shown("--date", "2010", "--author", "me", "--type", "position.ended") == [8])
        let text = try Program.run(["log", "--date", "2001", "-n", "1"], in: folder).lines
        #expect(text.count == 2 && text[0].hasPrefix("batch 5"), "\(text)")
        #expect(
            try Program.run(["log", "--date", "soon"], in: folder).errors.contains("--date: \"soon\" is not a date"))
    }

    @Test func showsTheEventsOfEveryIDThatWasMergedWithTheSubject() throws {
        let folder = try ledger()
        func shown(_ arguments: String...) throws -> Int {
            try Program.run(["log", "--format", "jsonl", "--subject"] + arguments, in: folder).lines.count
        }
        let (one, other) = (try shown("bob"), try shown("bob-2"))
        #expect(one > 1 && other > 0)
        _ = try Program.run(["append", "entity.merged", "--from", "bob-2", "--into", "bob"], in: folder)
        #expect(try shown("bob") == one + other + 1)
        #expect(try shown("bob-2") == one + other + 1)
        #expect(try shown("bob", "--type", "person.introduced", "--reverse") == 2)
    }

    @Test func namesEverybodyAsTheyWereCalledOnTheDateOfTheEvent() throws {
        let folder = try SmallLedger.folder()
        let renaming = ["append", "organization.renamed", "--organization", "acme", "--name", "Apex", "--date", "2015"]
        let appended = try Program.run(renaming, in: folder)
        #expect(appended.output.hasSuffix("  2015  Acme Works took the name Apex\n"))
        let log = try Program.run(["log"], in: folder).output
        #expect(log.contains("Acme Works took the name Apex") && log.contains("Ada Byron became Chief at Acme Works"))
        let shown = try Program.run(["show", "9"], in: folder).output
        #expect(shown.contains("\nBob Smith became Chief at Acme Works\n"))
    }

    @Test func countsWhatItDoesNotShow() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        let lines = (1...30).map { #"{"type":"person.introduced","person":"p\#($0)","name":"P \#($0)"}"# }
        _ = try Program.run(["append", "-"], in: folder, input: lines.joined(separator: "\n"))
        for direction in [[], ["--reverse"]] {
            let shown = try Program.run(["log"] + direction, in: folder).lines
            #expect(shown.count == 22 && shown.last == "  and 10 more: annals log --batch 1")
            #expect(shown[1].hasSuffix("P 1 introduced") && shown[20].hasSuffix("P 20 introduced"))
        }
        #expect(try Program.run(["log", "--batch", "1"], in: folder).lines.count == 31)
    }

    @Test func printsJSONByBatchAndByEvent() throws {
        let folder = try ledger()
        let json = try Program.run(["log", "--format", "json"], in: folder).output
        #expect(json.hasPrefix(#"{"batches": [{"batch": 3, "recorded": "20"#))
        #expect(json.contains(#""author": "Eve", "message": "Bob left.\nSo it is said.", "events": [{"seq": 10"#))
        #expect(json.contains(#""set_aside": {"reason": "retracted", "by_seq": 11, "by": ""#))
        let lines = try Program.run(["log", "--format", "jsonl", "--reverse"], in: folder).lines
        #expect(lines.count == 11 && lines[0].contains(#""seq": 1,"#) && lines[10].contains(#""seq": 11,"#))
    }

    @Test(arguments: ["text", "json", "jsonl"])
    func findingNothingIsExitCodeOne(_ format: String) throws {
        let folder = try ledger()
        let nothing = try Program.run(["log", "--author", "Zoe", "--format", format], in: folder)
        #expect(nothing.status == 1 && nothing.errors == "annals: nothing that is recorded fits\n")
        #expect(nothing.lines == (format == "json" ? [#"{"batches": []}"#] : []))
        let empty = try TemporaryFolder()
        _ = try Program.run(["init"], in: empty)
        let all = try Program.run(["log", "--format", format], in: empty)
        #expect(all.status == 0 && all.errors == "")
        #expect(try Program.run(["log", "--author", "Zoe", "--format", format], in: empty).status == 1)
    }

    @Test func explainsItsUsage() throws {
        let folder = try ledger()
        #expect(
            try Program.run(["log", "--type", "positon.ended"], in: folder).errors
                .contains("did you mean position.ended?"))
        #expect(try Program.run(["log", "-n", "0"], in: folder).status == 2)
        let batch = try Program.run(["log", "--batch", "9"], in: folder)
        #expect(batch.status == 1 && batch.errors.contains("there is no batch 9; the last is 3"))
        for batch in ["2..3", "@", "-1", "0"] {
            let result = try Program.run(["log", "--batch=\(batch)"], in: folder)
            #expect(result.status == 2 && result.errors.contains("is no batch; give the number of one"))
        }
        for flag in ["--since", "--until", "--date"] {
            let result = try Program.run(["log", flag, "soon"], in: folder)
            #expect(result.status == 2 && result.errors.contains("\(flag): \"soon\" is not a date"))
        }
    }
}
