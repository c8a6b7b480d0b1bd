import Foundation
import Testing

@Suite struct BatchTests {
    private static let reorganisation = """
        {"type":"position.ended","person":"bob","organization":"acme","position":"Chief","date":"2020","how":"retired"}
        {"type":"person.introduced","person":"zed","name":"Zed"}

        {"type":"position.started","person":"zed","organization":"acme","position":"Chief","date":"2020"}
        {"type":"post.created","post":"acme-clerk","organization":"acme","position":"Clerk","date":"2020"}
        """

    private func ledger() throws -> EvidenceLedger {
        let ledger = try EvidenceLedger()
        try ledger.folder.write(Self.reorganisation, to: "changes.jsonl")
        return ledger
    }

    @Test func recordsAFileAsOneBatchUnderOneMessage() throws {
        let ledger = try ledger()
        let result = try ledger.run("append", "--batch", "changes.jsonl", "--message", "the reorganisation")
        #expect(result.status == 0 && result.output.hasPrefix("recorded 4 events (#10 to #13) in batch 2\n"))
        let log = try ledger.run("log", "-n", "1").lines
        #expect(log.count == 6 && log[1] == "    the reorganisation")
    }

    @Test func previewsItAsOneDiff() throws {
        let ledger = try ledger()
        let preview = try ledger.preview("append", "--batch", "changes.jsonl", "--at", "2021")
        let lines = preview.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0] == "would record 4 events; nothing was recorded (--dry-run)")
        // Whom the batch introduces is called by name already.
        #expect(lines[3].hasSuffix("  2020  Zed became Chief at Acme Works"))
        #expect(
            preview.hasSuffix(
                """

                Acme Works (acme)
                -  Bob Smith  Chief  since 2010
                +  Bob Smith  Chief  since 2010, until 2020  end changed, ended retired, was not said
                +  Zed        Chief  since 2020              new

                Acme Works (acme), posts and structure
                2021  reorganized  Clerk: post known to stand, vacant

                Acme Works (acme) at 2021
                -  Chief  Bob Smith  since 2010
                +  Chief  Zed        since 2020
                +  Clerk  vacant

                """), "\(preview)")
        let json = try ledger.preview("append", "--batch", "changes.jsonl", "--format", "json")
        #expect(json.contains(#""effect": {"tenures": [{"organization": {"id": "acme""#))
        #expect(json.contains(#"{"id": "zed", "before": [], "after": ["Zed"], "current": "zed"}"#))
    }

    @Test func previewsPostsAndParentsFromTheDaysOnWhichTheyDiffer() throws {
        let ledger = try EvidenceLedger()
        let lines = """
            {"type":"organization.introduced","organization":"globex","name":"Globex"}
            {"type":"organization.introduced","organization":"lab","name":"The Lab","parent":"acme"}
            {"type":"post.created","post":"acme-clerk","organization":"acme","position":"Clerk","date":"2000"}
            """
        #expect(try ledger.run("append", "-", input: lines).status == 0)
        try ledger.folder.write(
            """
            {"type":"position.ended","person":"bob","organization":"acme","position":"Chief","date":"2020-03-01"}
            {"type":"post.changed","post":"acme-clerk","organization":"acme","position":"Chief Clerk",\
            "reports_to":"acme-chief","date":"2020-03-01"}
            {"type":"post.created","post":"acme-cto","organization":"acme","position":"CTO","date":"2020-04"}
            {"type":"organization.transferred","organization":"lab","parent":"globex","date":"2020"}
            {"type":"post.abolished","post":"acme-clerk","organization":"acme","date":"2021-05-31"}
            """, to: "structure.jsonl")
        let preview = try ledger.preview("append", "--batch", "structure.jsonl")
        #expect(
            preview.contains(
                """

                Acme Works (acme)
                -  Bob Smith  Chief  since 2010
                +  Bob Smith  Chief  since 2010, until 1 March 2020  end changed

                Acme Works (acme), posts and structure
                2020-03-01  vacant       Chief
                2020-03-01  renamed      Chief Clerk, was Clerk
                2020-03-01  reorganized  Chief Clerk: reports to Chief
                2020-04-30  reorganized  CTO: post known to stand, vacant
                2021-05-31  reorganized  Clerk: post not known to stand

                The Lab (lab), posts and structure
                2020-12-31  reorganized  part of Globex, was Acme Works

                """), "\(preview)")
        let json = try ledger.preview("append", "--batch", "structure.jsonl", "--format", "json")
        #expect(
            json.contains(
                #""structure": [{"organization": {"id": "acme", "name": "Acme Works"}, "at": "2020-03-01""#))
        #expect(json.contains(#""value": {"of": "parent", "before": ["acme"], "after": ["globex"]}"#))
        // A merge of the two parents changes neither.
        #expect(try ledger.run("append", "--batch", "structure.jsonl").status == 0)
        let merged = try ledger.preview("merge", "globex", "acme")
        #expect(!merged.contains("structure"), "\(merged)")
    }

    @Test func previewsWhereANewOrganizationBelongsOnce() throws {
        let ledger = try EvidenceLedger()
        try ledger.folder.write(
            """
            {"type":"organization.introduced","organization":"globex","name":"Globex"}
            {"type":"organization.introduced","organization":"lab","name":"The Lab","parent":"acme"}
            {"type":"organization.transferred","organization":"lab","parent":"globex","date":"2020"}
            {"type":"post.created","organization":"lab","position":"Head","date":"2019"}
            {"type":"position.started","person":"bob","organization":"lab","position":"Head","date":"2021"}
            """, to: "lab.jsonl")
        let preview = try ledger.preview("append", "--batch", "lab.jsonl")
        #expect(
            preview.hasSuffix(
                """

                The Lab (lab), posts and structure
                2019-12-31  reorganized  part of Acme Works
                2019-12-31  reorganized  Head: post known to stand, vacant
                2020-12-31  reorganized  part of Globex

                """), "\(preview)")
    }

    @Test func readsStandardInputByEitherName() throws {
        for arguments in [["append", "-"], ["append", "--batch", "-"], ["append", "--batch=-"]] {
            let ledger = try ledger()
            let result = try Program.run(
                arguments + ["-m", "x"], in: ledger.folder, input: Self.reorganisation)
            #expect(result.output.hasPrefix("recorded 4 events"), "\(arguments): \(result.errors)")
        }
    }

    @Test func recordsAllOrNothingAndTellsEveryLineThatIsWrong() throws {
        let ledger = try ledger()
        try ledger.folder.write(
            Self.reorganisation + """

                {"type":"person.born","person":"zad","date":"1950"}
                {"type":"person.born","person":"zed","date":"1950"}
                {"type":"person.born","person":"zod","date":"1950"}
                """, to: "bad.jsonl")
        try ledger.expectRefusal(
            ["append", "--batch", "bad.jsonl"], "bad.jsonl: 2 lines are refused, and nothing was recorded:",
            "line 6: person: nothing introduces \"zad\"", "line 8: person: nothing introduces \"zod\"")
        try ledger.folder.write(
            "nonsense\n" + Self.reorganisation.replacing("2020", with: "soon") + "\n", to: "worse.jsonl")
        try ledger.expectRefusal(
            ["append", "--batch", "worse.jsonl"], "worse.jsonl: 4 lines are refused", "line 1: not JSON",
            "line 2: date:",
            "line 5: date:", "line 6: date:")
    }

    @Test func takesLinesThatALedgerAssignedFieldsTo() throws {
        let ledger = try ledger()
        let other = try TemporaryFolder()
        _ = try Program.run(["init"], in: other)
        try other.write(try SmallLedger.export(ledger.folder), to: "export.jsonl")
        let result = try Program.run(["append", "--batch", "export.jsonl"], in: other)
        #expect(result.output.hasPrefix("recorded 9 events (#1 to #9) in batch 1\n"), "\(result.errors)")
        let again = try Program.run(["append", "--batch", "export.jsonl"], in: other)
        #expect(again.output.hasPrefix("nothing to record: all 9 are recorded already and in effect\n"))
        try other.write(
            try other.text("export.jsonl").replacing("Ada Byron", with: "Ada Biron"), to: "changed.jsonl")
        let changed = try Program.run(["append", "--batch", "changed.jsonl"], in: other)
        #expect(changed.status == 1)
        #expect(changed.errors.contains("changed.jsonl: line 2: id: is not the hash of what the event says"))
    }

    @Test func takesNothingFromAnEmptyFile() throws {
        let ledger = try ledger()
        for text in ["", "\n\n"] {
            try ledger.folder.write(text, to: "empty.jsonl")
            let result = try ledger.run("append", "--batch", "empty.jsonl", "-m", "nothing")
            #expect(result.status == 0 && result.output == "nothing to record: no events were given\n")
        }
        #expect(try ledger.run("log").output.contains("batch 2") == false)
    }

    @Test func recordsALongFile() throws {
        let ledger = try ledger()
        let lines = (1...5_000).map { #"{"type":"person.introduced","person":"p\#($0)","name":"P \#($0)"}"# }
        try ledger.folder.write(lines.joined(separator: "\n"), to: "long.jsonl")
        let result = try ledger.run("append", "--batch", "long.jsonl")
        #expect(result.output.hasPrefix("recorded 5000 events (#10 to #5009) in batch 2\n"))
        #expect(result.lines.count == 22)
    }

    @Test func refusesWhatIsNoFile() throws {
        let ledger = try ledger()
        try FileManager.default.createDirectory(
            atPath: ledger.folder.file("folder"), withIntermediateDirectories: false)
        try ledger.expectRefusal(["append", "--batch", "folder"], "folder: cannot be read: Is a directory")
        try ledger.expectRefusal(
            ["append", "--batch", "missing"], "missing: cannot be read: No such file or directory")
    }

    @Test(arguments: [
        (["append", "--batch"], "--batch needs a value"),
        (["append", "person.born", "--batch", "x"], "\"person.born\" and --batch are two things"),
        (["append", "-", "--batch", "x"], "- and --batch are two places to read from"),
        (["append", "--batch", "x", "--person", "ada"], "there is no --person here: fields stand in the lines"),
        (["append", "--batch", "x", "--new", "Ada"], "--new goes with flags"),
        (["append", "--bacth", "x"], "did you mean --batch?"),
    ])
    func explainsItsUsage(_ arguments: [String], _ message: String) throws {
        try EvidenceLedger().expectRefusal(arguments, status: 2, message)
    }
}

/// What is too much to be held in memory is recorded otherwise, and nobody sees it.
@Suite struct LargeBatchProgramTests {
    private static func people(_ range: Range<Int>) -> String {
        range.map {
            #"{"type":"person.introduced","person":"p-\#($0)","name":"Person \#($0)","note":"\#(filler)"}"# + "\n"
        }
        .joined()
    }

    /// Lines as long as those that the program reckons with.
    private static let filler = String(repeating: "n", count: 150)

    @Test func saysWhatASmallOneSays() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        let large = try Program.run(["append", "-"], in: folder, input: Self.people(0..<3_000))
        #expect(large.status == 0 && large.errors.isEmpty, "\(large.errors)")
        let small = try Program.run(["append", "-"], in: folder, input: Self.people(3_000..<3_030))
        #expect(large.lines.count == 22 && small.lines.count == 22)
        #expect(large.lines[0] == "recorded 3000 events (#1 to #3000) in batch 1")
        #expect(small.lines[0] == "recorded 30 events (#3001 to #3030) in batch 2")
        #expect(large.lines[1].hasPrefix("  #1  ") && large.lines[1].hasSuffix("Person 0 introduced"))
        #expect(small.lines[1].hasSuffix("Person 3000 introduced"))
        #expect(large.lines[21] == "  and 2980 more" && small.lines[21] == "  and 10 more")
        #expect(try Program.run(["verify"], in: folder).status == 0)
    }

    @Test func readsAPipeWhereNoTemporaryFileCanBeMade() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        for number in [3_000, 1] {
            try folder.write(Self.people(0..<number).replacing("p-", with: "q\(number)-"), to: "lines.jsonl")
            let result = try Program.shell(
                #"cat lines.jsonl | TMPDIR=/nowhere/at/all "$ANNALS" append -"#, in: folder)
            #expect(result.status == 0 && result.lines[0].hasPrefix("recorded \(number) event"), "\(result.errors)")
        }
    }

    @Test func refusesOneWrongLineOfManyAndRecordsNone() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        let wrong = #"{"type":"person.introduced","person":"p-1","nme":"Person"}"# + "\n"
        let refused = try Program.run(["append", "-"], in: folder, input: Self.people(0..<2_500) + wrong)
        #expect(refused.status == 1 && refused.errors.contains("line 2501"), "\(refused.errors)")
        let moved = try Program.run(["append", "-", "--expect", "5"], in: folder, input: Self.people(0..<2_500))
        #expect(moved.status != 0 && moved.errors.contains("5"), "\(moved.errors)")
        #expect(try Program.run(["log"], in: folder).output.contains("person") == false)
    }

    @Test func saysWhatIsKeptWhereItIsInterrupted() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        try folder.write(Self.people(0..<3_000), to: "lines.jsonl")
        // Somebody else is writing until the signal comes, and after.
        let result = try Program.shell(
            #"""
            exec 9<>annals.db-lock
            flock 9
            timeout --preserve-status -s INT 5 "$ANNALS" append - < lines.jsonl 9>&-
            """#, in: folder)
        #expect(result.status == 130)
        #expect(result.errors.contains("annals: interrupted; nothing is recorded, or all of it"), "\(result.errors)")
        #expect(try Program.run(["log"], in: folder).output.contains("person") == false)
        #expect(try Program.run(["append", "-"], in: folder, input: Self.people(0..<3_000)).status == 0)
    }
}
