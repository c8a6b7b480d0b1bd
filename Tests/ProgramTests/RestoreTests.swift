import Testing

@Suite struct RestoreTests {
    private func exported() throws -> (TemporaryFolder, String) {
        let folder = try SmallLedger.folder()
        _ = try Program.run(["append", "event.retracted", "--event", "9", "--reason", "wrong"], in: folder)
        #expect(try Program.run(["export", "all.jsonl"], in: folder).status == 0)
        return (folder, try folder.text("all.jsonl"))
    }

    @Test func makesTheSameLedgerByteForByte() throws {
        let (folder, text) = try exported()
        #expect(try SmallLedger.export(folder) == text)
        #expect(text.split(separator: "\n").count == 10)
        let result = try Program.run(["restore", "all.jsonl", "--ledger", "copy.db"], in: folder)
        #expect(result.output == "restored 10 events to copy.db\n" && result.status == 0)
        #expect(try Program.run(["export", "--ledger", "copy.db"], in: folder).output == text)
        #expect(try Program.run(["replay", "--check", "--ledger", "copy.db"], in: folder).status == 0)
        let shown = try Program.run(["show", "9", "--ledger", "copy.db"], in: folder).output
        #expect(shown.contains("not in effect: retracted by #10"))
    }

    @Test func takesACutOffExportForAShorterOneAndItsHelpSaysSo() throws {
        let (folder, text) = try exported()
        let cut = text.split(separator: "\n").dropLast().map { $0 + "\n" }.joined()
        let result = try Program.run(["restore", "-", "--ledger", "copy.db"], in: folder, input: cut)
        #expect(result.output == "restored 9 events to copy.db\n" && result.status == 0)
        let help = try Program.run(["restore", "--help"], in: folder).output.split(whereSeparator: \.isWhitespace)
        #expect(help.joined(separator: " ").contains("cannot be told from that of a shorter ledger"))
    }

    @Test func fillsALedgerThatIsEmpty() throws {
        let (folder, text) = try exported()
        _ = try Program.run(["init", "copy.db"], in: folder)
        let result = try Program.run(["restore", "-", "--ledger", "copy.db"], in: folder, input: text)
        #expect(result.status == 0)
        #expect(try Program.run(["export", "--ledger", "copy.db"], in: folder).output == text)
    }

    @Test func refusesALedgerWithEvents() throws {
        let (folder, text) = try exported()
        let result = try Program.run(["restore", "all.jsonl"], in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("a restore needs an empty ledger, and this one has 10 events"))
        #expect(try SmallLedger.export(folder) == text)
    }

    @Test(arguments: [
        (0, "batch", "it follows event 0"), (1, "seq", "event 3: it follows event 1"),
        (2, "space", "line 3: this is not how a ledger exports an event"),
        (3, "name", "its id is not that of what it says"), (4, "half", "line 5: not JSON"),
    ])
    func refusesAFileThatIsNoWholeExport(_ line: Int, _ damage: String, _ message: String) throws {
        let (folder, text) = try exported()
        var lines = text.split(separator: "\n").map(String.init)
        switch damage {
        case "space": lines[line] = lines[line].replacing(":", with: ": ", maxReplacements: 1)
        case "name": lines[line] = lines[line].replacing("Bob Smith", with: "Bob Smyth")
        case "half": lines[line] = String(lines[line].prefix(40))
        default: lines.remove(at: line)
        }
        try folder.write(lines.joined(separator: "\n"), to: "bad.jsonl")
        let result = try Program.run(["restore", "bad.jsonl", "--ledger", "copy.db"], in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains(message), "\(result.errors)")
        // A ledger that could not be filled is not left behind.
        let after = try Program.run(["log", "--ledger", "copy.db"], in: folder)
        #expect(after.errors.contains("there is no ledger here"))
    }

    @Test func exportsBesideAFileAndGivesItTheNameAtTheEnd() throws {
        let (folder, text) = try exported()
        try folder.write("old", to: "out.jsonl")
        #expect(try Program.run(["export", "out.jsonl"], in: folder).status == 0)
        #expect(try folder.text("out.jsonl") == text)
        let itself = try Program.run(["export", "annals.db"], in: folder)
        #expect(itself.status == 2 && itself.errors.contains("is the ledger itself"))
        for name in ["out.csv", "out.json", "out.jsonl.gz"] {
            let other = try Program.run(["export", name], in: folder)
            #expect(other.status == 2 && other.errors.contains("JSON Lines"), "\(other.errors)")
        }
        for name in ["out.NDJSON", ".hidden", "all"] {
            #expect(try Program.run(["export", name], in: folder).status == 0)
        }
        let nowhere = try Program.run(["export", "no/such/folder.jsonl"], in: folder)
        #expect(nowhere.status == 1 && nowhere.errors.contains("No such file"))
    }

    @Test func exportsIntoPipesAndLinksWithoutReplacingThem() throws {
        let (folder, text) = try exported()
        let piped = try Program.shell(
            #"mkfifo pipe; cat pipe > read.jsonl & "$ANNALS" export pipe; status=$?; wait; test -p pipe && exit $status"#,
            in: folder)
        #expect(piped.status == 0, "\(piped.errors)")
        #expect(try folder.text("read.jsonl") == text)
        let linked = try Program.shell(
            #"echo old > target.jsonl; ln -s target.jsonl link; "$ANNALS" export link && test -L link"#, in: folder)
        #expect(linked.status == 0, "\(linked.errors)")
        #expect(try folder.text("target.jsonl") == text)
        let standard = try Program.shell(#""$ANNALS" export /dev/stdout | cat"#, in: folder)
        #expect(standard.output == text)
    }

    @Test func survivesAReaderThatLeaves() throws {
        let (folder, text) = try exported()
        let result = try Program.shell(#""$ANNALS" export | head -n 1"#, in: folder)
        #expect(result.output == text.prefix { $0 != "\n" } + "\n")
        #expect(result.errors == "")
    }
}
