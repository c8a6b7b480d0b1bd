import Foundation
import SQLite
import Testing

/// The gallery of what goes wrong: each case one clear error, its exit code, and a ledger that is as it was.
@Suite struct BadInputTests {
    /// A line that `append -` refuses, and what it says.
    struct BadLine: Sendable, CustomTestStringConvertible {
        let name: String
        let line: String
        let message: String

        init(_ name: String, _ line: String, _ message: String) {
            (self.name, self.line, self.message) = (name, line, message)
        }

        var testDescription: String { name }
    }

    private static func started(_ fields: String) -> String {
        #"{"type":"position.started","person":"ada","organization":"acme","position":"Clerk",\#(fields)}"#
    }

    private static let lines: [BadLine] = [
        BadLine("malformed JSON", #"{"type":"#, "not JSON: the text ends where a value was expected at byte 8"),
        BadLine("no JSON at all", "Ada became chief", "not JSON: 'A' where a value was expected at byte 0"),
        BadLine("no object", "[1,2]", "an event is a JSON object, not a list"),
        BadLine("two keys alike", #"{"type":"x.a","type":"x.b","date":"2015"}"#, "not JSON: duplicate key \"type\""),
        BadLine("a number that no double holds", #"{"type":"x.a","date":"2015","n":9007199254740993}"#, "not JSON: "),
        BadLine("no type", #"{"person":"ada"}"#, "type: is missing; write what happened, such as position.started"),
        BadLine(
            "an unknown type", #"{"type":"person.bron","person":"ada","date":"2015"}"#,
            "type: no type is called \"person.bron\"; did you mean person.born?"),
        BadLine("an unknown field", started(#""date":"2015","reports_too":"bob""#), "reports_too: "),
        BadLine("a wrong type", started(#""date":2015"#), "date: is a number, not"),
        BadLine("a missing field", #"{"type":"person.born","date":"1950"}"#, "person: is missing"),
        BadLine("no date", started(#""kind":"employee""#), "date: is missing; write when it happened"),
        BadLine("an impossible month", started(#""date":"2015-13""#), "date: \"2015-13\" is not a date: month 13"),
        BadLine("an impossible day", started(#""date":"2023-02-29""#), "date: \"2023-02-29\" is not a date"),
        BadLine(
            "an end before its start",
            #"{"type":"position.held","person":"ada","organization":"acme","position":"Clerk","date":"2015/2014"}"#,
            "date: \"2015/2014\" is not a date"),
        BadLine("an interval where a moment belongs", started(#""date":"2015/2016""#), "date: "),
        BadLine(
            "an unknown person", #"{"type":"person.born","person":"adda","date":"1950"}"#,
            "person: nothing introduces \"adda\"; did you mean \"ada\" or \"Ada Byron\"?"),
        BadLine(
            "an unknown source", started(#""date":"2015","sources":["gazete"]"#),
            "sources[0].source: nothing introduces \"gazete\"; did you mean \"gazette\" or \"The Gazette\"?"),
        BadLine(
            "an organization where a person belongs", #"{"type":"person.born","person":"acme-chief","date":"1950"}"#,
            "person: acme-chief (Chief) is a post, not a person"),
        BadLine(
            "itself as its own superior", started(#""date":"2015","reports_to":"ada""#),
            "reports_to: is the person itself"),
        BadLine(
            "itself as its own parent",
            #"{"type":"organization.transferred","organization":"acme","parent":"acme","date":"2015"}"#,
            "parent: is the organization itself"),
        BadLine(
            "itself as its own spouse",
            #"{"type":"relation.held","subject":"ada","relation":"spouse","object":"ada","date":"2015"}"#,
            "object: is the subject itself"),
        BadLine(
            "a control character in a name",
            #"{"type":"person.introduced","person":"eve","name":"Eve\u001b[31m"}"#,
            "name: contains the control character U+001B; leave it out"),
        BadLine(
            "a bidirectional override in a name",
            #"{"type":"person.introduced","person":"eve","name":"Eve\u202egnp"}"#,
            "name: contains the invisible character for writing direction U+202E; leave it out"),
        BadLine(
            "a NUL in a name", #"{"type":"person.introduced","person":"eve","name":"E\u0000e"}"#,
            "name: contains the control character U+0000"),
        BadLine(
            "an id that is no slug", #"{"type":"person.introduced","person":"Eve Smith","name":"Eve"}"#, "person: "),
        BadLine(
            "a name without end",
            #"{"type":"person.introduced","person":"eve","name":"\#(String(repeating: "e", count: 501))"}"#,
            "name: has 501 characters; at most 500 are taken"),
        BadLine(
            "more than a line may have",
            #"{"type":"x.a","date":"2015","text":"\#(String(repeating: "e", count: 66_000))"}"#,
            "the line is longer than 65535 bytes"),
        BadLine(
            "more than an event may have",
            #"{"type":"x.a","date":"2015","a":"\#(String(repeating: "é", count: 28_000))"}"#,
            "the event is 56035 bytes of canonical JSON; at most 55000 fit"),
        BadLine(
            "what only the ledger assigns", #"{"type":"event.redacted","seq":1,"reason":"because"}"#,
            "event.redacted cannot be appended"),
        BadLine(
            "evidence of nothing",
            #"{"type":"event.retracted","event":"\#(String(repeating: "a", count: 64))","reason":"no"}"#,
            "event: no earlier event has the id aaaa"),
    ]

    @Test(arguments: lines)
    func refusesALine(_ bad: BadLine) throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let good = #"{"type":"person.introduced","person":"zed","name":"Zed"}"#
        for command in [["append", "-"], ["import", "-"]] {
            let result = try Program.run(command, in: folder, input: good + "\n" + bad.line + "\n")
            #expect(result.status == 1)
            #expect(result.output == "")
            #expect(result.errors.contains("line 2: " + bad.message), "\(result.errors)")
            // One error, on one line, that begins with the program's name and can do nothing to a terminal.
            #expect(result.errors.hasPrefix("annals: ") && result.errors.hasSuffix("\n"))
            #expect(result.errors.split(separator: "\n").count == 1)
            #expect(!result.errors.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
        }
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test(arguments: [
        (["--person", "nobody-such", "--date", "2015"], "annals: --person: no person is called \"nobody-such\""),
        (["--person", "Adda Byron", "--date", "2015"], "--person: no person is called \"Adda Byron\"; did you mean"),
        (
            ["--person", "gazette", "--date", "2015"],
            "--person: no person is called \"gazette\": gazette (The Gazette)"
        ),
        (["--person", "ada", "--date", "2015-13"], "--date: \"2015-13\" is not a date: month 13 (at character 6)"),
        (["--person", "ada", "--date", "2015", "--date", "2016"], "--date: is given 2 times and takes one value"),
        (["--person", "ada", "--date", "2015", "--how", "bribed"], "--how: "),
        (["--person", "ada", "--date", "2015", "--order", "first"], "--order: \"first\" is not a whole number"),
        (["--person", "ada", "--date", "2015", "--acting=perhaps"], "--acting: \"perhaps\" is neither true nor false"),
        (["--person", "ada", "--date", "2015", "--x", "rank"], "--x: \"rank\" has no key; write it as key=value"),
        (["--person", "ada", "--date", "2015", "--source", "gazet"], "--source: no source is called \"gazet\""),
        (["--person", "ada"], "--date: is missing; write when it happened"),
        (["--date", "2015"], "--person: is missing"),
        (["--person", "ada", "--date", "2015", "--reports-to", "ada"], "--reports-to: is the person itself"),
        (["--person", "ada", "--date", "2015", "--message", "a\u{7}b"], "message: contains the control character"),
    ])
    func refusesWhatFlagsSay(_ flags: [String], _ message: String) throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let result = try Program.run(
            ["append", "position.started", "--organization", "acme", "--position", "Clerk"] + flags, in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test func refusesAnEndlessLineInBoundedMemory() throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        // A gigabyte on one line, with less memory than that to put it in.
        let result = try Program.shell(
            #"ulimit -v 900000; head -c 1073741824 /dev/zero | tr '\0' ' ' | "$ANNALS" append -"#, in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("line 1: the line is longer than 65535 bytes"), "\(result.errors)")
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test func saysThatThereIsNoLedger() throws {
        let folder = try TemporaryFolder()
        for command in [["log"], ["append", "person.introduced", "--name", "Eve"], ["export"], ["replay"]] {
            let result = try Program.run(command, in: folder)
            #expect(result.status == 1)
            #expect(
                result.errors == "annals: annals.db: there is no ledger here; make one with `annals init`, "
                    + "or name another with --ledger\n")
        }
        try folder.write("This is a diary.\n", to: "annals.db")
        let other = try Program.run(["log"], in: folder)
        #expect(other.status == 1 && other.errors.contains("annals.db: this file is not a ledger"))
        #expect(try folder.text("annals.db") == "This is a diary.\n")
        #expect(
            try Program.run(["import", "no-such-file.jsonl", "--ledger", "other.db"], in: folder).errors
                == "annals: no-such-file.jsonl: cannot be read: No such file or directory\n")
    }

    @Test(arguments: [
        ("DROP TRIGGER events_stay", "the trigger events_stay is missing"),
        ("DROP TABLE event_ids", "the table event_ids is missing"),
        (
            "CREATE TRIGGER extra AFTER INSERT ON events BEGIN SELECT 1; END",
            "the trigger extra is not one of a ledger's"
        ),
        ("CREATE VIEW extra AS SELECT 1", "the view extra is not one of a ledger's"),
        ("PRAGMA user_version = 99", "this ledger has format 99, this program knows up to 4; use a newer annals"),
        ("PRAGMA application_id = 7", "this file is not a ledger"),
    ])
    func refusesALedgerThatIsNotWhole(_ damage: String, _ message: String) throws {
        let folder = try SmallLedger.folder()
        let connection = try Connection(path: folder.file("annals.db"))
        try connection.execute(damage)
        try connection.close()
        let before = try folder.read("annals.db")
        for command in [["log"], ["export"], ["append", "person.introduced", "--name", "Eve"]] {
            let result = try Program.run(command, in: folder)
            #expect(result.status == 1)
            #expect(result.errors.contains(message), "\(result.errors)")
        }
        #expect(try folder.read("annals.db") == before)
    }

    @Test(.enabled(if: geteuid() != 0, "the system lets root write everywhere"))
    func refusesToWriteWhereItMayOnlyRead() throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let path = folder.file("annals.db")
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        let result = try Program.run(["append", "person.introduced", "--name", "Eve"], in: folder)
        #expect(result.status == 1 && result.errors.contains("annals.db: the ledger cannot be written to"))
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test func keepsTheLedgerWhenTheDiskIsFull() throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let note = String(repeating: "full ", count: 3_900)
        let lines = (1...100).map {
            #"{"type":"person.introduced","person":"p\#($0)","name":"P \#($0)","note":"\#(note)"}"#
        }
        try folder.write(lines.joined(separator: "\n"), to: "much.jsonl")
        // No file may grow beyond a megabyte: what a full disk refuses, this limit does.
        let result = try Program.shell(
            #"ulimit -f 2048; "$ANNALS" import much.jsonl --one-batch"#, in: folder)
        #expect(result.status == 1, "\(result.status)")
        #expect(result.errors.hasPrefix("annals: annals.db: "))
        #expect(result.errors.contains("disk") && result.errors.contains("run the command again"))
        #expect(try SmallLedger.export(folder) == before)
        #expect(try Program.run(["replay", "--check"], in: folder).status == 0)
        #expect(try Program.run(["import", "much.jsonl"], in: folder).status == 0)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func saysThatItsOutputCannotBeWritten() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.shell(#""$ANNALS" export > /dev/full"#, in: folder)
        #expect(result.status == 1)
        #expect(result.errors == "annals: writing the output failed: No space left on device\n")
        let file = try Program.shell(#"ulimit -f 1; "$ANNALS" export out.jsonl"#, in: folder)
        #expect(file.status == 1)
        #expect(try Program.shell("ls", in: folder).output.contains("out") == false)
    }
}
