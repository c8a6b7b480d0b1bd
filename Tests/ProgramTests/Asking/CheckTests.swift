import Events
import Testing

@Suite("annals check")
struct CheckTests {
    private static func openAI() throws -> AskedLedger {
        try AskedLedger(examples: "article.jsonl", "announcements.jsonl")
    }

    /// A chief of whom two sources say when she began, and a successor while she is still there.
    private static func faulty() throws -> AskedLedger {
        try AskedLedger(
            #"{"type":"source.added","source":"s","title":"S"}"#,
            #"{"type":"organization.introduced","organization":"o","name":"Acme"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"person.introduced","person":"bo","name":"Bo"}"#,
            #"{"type":"position.started","date":"2001","person":"ann","organization":"o","position":"Head","sources":["s"]}"#,
            #"{"type":"position.started","date":"2003-05","person":"ann","organization":"o","position":"Head","sources":["s"]}"#,
            #"{"type":"position.ended","date":"2010-06-01","person":"ann","organization":"o","position":"Head","sources":["s"]}"#,
            #"{"type":"position.started","date":"2010-05-01","person":"bo","organization":"o","position":"Head","succeeds":"ann","sources":["s"]}"#
        )
    }

    @Test("finds what is open in the article and the announcements, and nothing impossible")
    func openAIExample() throws {
        let ledger = try Self.openAI()
        let possible = try ledger.ask(
            "check", "--kind", "dispute", "--kind", "two-holders", "--kind", "overlap", "--kind", "outside-life",
            "--kind", "contradicted-limit", "--kind", "reporting-cycle", "--kind", "dangling-report", "--kind",
            "unsourced")
        #expect(possible.output == "Check of the ledger\n\nNothing found in 13 organizations, 17 people.\n")
        #expect(possible.status == 0)
        let open = try ledger.ask("check", "--kind", "unplaced-sighting")
        #expect(open.status == 1)
        #expect(open.errors == "")
        #expect(
            open.output == """
                Check of the ledger

                Seen in post, outside every dated tenure  unplaced-sighting, 3
                  Greg Brockman as President at OpenAI: seen in post November 2023 (#67), outside every dated tenure
                    annals append position.started --person greg-brockman --organization openai --position President --date … --source …
                  Mira Murati as Chief Technology Officer at OpenAI: seen in post 17 November 2023 (#118), outside every dated tenure
                    annals append position.started --person mira-murati --organization openai --position "Chief Technology Officer" --date … --source …
                  Ross Andersen as Deputy Editor at The Atlantic: seen in post 16 May 2024 (#80), and no source says since or until when
                    annals append position.started --person ross-andersen --organization the-atlantic --position "Deputy Editor" --date … --source …

                3 findings in 13 organizations, 17 people: 3 unplaced-sighting

                """)
    }

    @Test("counts what the belief knows, not what was recorded since")
    func scope() throws {
        let ledger = try Self.faulty()
        let none = try ledger.ask("check", "--known", "@0")
        #expect(none.status == 0 && none.output.hasSuffix("\n\nNothing found.\n"), "\(none.output)")
        let all = try ledger.ask("check", "--known", "@1", "--kind", "dispute")
        #expect(all.output.contains(" in 1 organization, 2 people"), "\(all.output)")
    }

    @Test("tells a dispute and an overlap with their events and commands, on any side of the ledger")
    func faults() throws {
        let ledger = try Self.faulty()
        let result = try ledger.ask("check", "Acme", "--kind", "dispute", "--kind", "overlap")
        #expect(result.status == 1)
        #expect(
            result.output == """
                Check of Acme (o)

                Sources that disagree on a date  dispute, 1
                  the start of Ann as Head at Acme: 2001 (#5) or May 2003 (#6)
                    annals why ann o Head

                Tenures that cannot both be  overlap, 1
                  Bo succeeded Ann as Head at Acme, who is certainly still there, from 1 May 2010 to 31 May 2010  #5 #6 #7 #8
                    annals why o Head --at 2010-05-01

                2 findings in 1 organization: 1 dispute, 1 overlap

                """)
        #expect(try ledger.ask("check", "bo", "--kind", "dispute").status == 0)
        #expect(try ledger.ask("check", "Ann", "--kind", "dispute").status == 1)
        #expect(try ledger.ask("check", "--kind", "dispute", "--without", "s").status == 0)
    }

    @Test("folds a long list of one kind, and shows all of it when asked")
    func folding() throws {
        let ledger = try Self.openAI()
        let folded = try ledger.ask("check")
        #expect(folded.output.contains("--kind single-source shows all"))
        let all = try ledger.ask("check", "--all")
        #expect(!all.output.contains("shows all"))
        #expect(all.lines.count > folded.lines.count)
        #expect(try ledger.ask("check", "--kind", "single-source").lines.count > 50)
    }

    @Test("the JSON has ids, dates and the command of every finding, and comes line by line too")
    func json() throws {
        let ledger = try Self.faulty()
        let result = try ledger.ask("check", "--kind", "dispute", "--format", "json")
        #expect(result.status == 1)
        guard case .object(let object) = try JSONReader.parse(Array(result.bytes)) else {
            Issue.record("no object: \(result.output)")
            return
        }
        #expect(object.object("counts")["dispute"] == .number(1))
        let finding = try #require(object.objects("findings").first)
        #expect(finding.text("kind") == "dispute")
        #expect(finding.object("organization").text("name") == "Acme")
        #expect(finding.objects("people").map { $0.text("id") } == ["ann"])
        #expect(finding.text("moment") == "start")
        #expect(finding.text("date") == "[2001..2003-05]")
        #expect(finding.objects("claims").map { $0.text("date") } == ["2001", "2003-05"])
        #expect(finding.objects("claims").allSatisfy { $0.text("event").count == 64 })
        #expect(finding.text("next") == "annals why ann o Head")
        #expect(try ledger.ask("check", "--kind", "dispute", "--format", "jsonl").lines.count == 1)
        let csv = try ledger.ask("check", "--kind", "dispute", "--format", "csv").output.split(
            whereSeparator: \.isNewline)
        #expect(csv.first == "kind,organization_id,organization,people,position,summary,source,events,next")
        #expect(csv.last?.hasPrefix("dispute,o,Acme,ann,Head,") == true)
    }

    @Test("a command that it suggests can be typed, its gaps filled")
    func typed() throws {
        let ledger = try Self.openAI()
        let result = try ledger.ask("check", "mira-murati", "--kind", "unplaced-sighting", "--format", "jsonl")
        guard case .object(let finding) = try JSONReader.parse(Array(result.bytes)) else { return }
        let command = finding.text("next").replacing("annals ", with: "$ANNALS ", maxReplacements: 1)
            .replacing("--date …", with: "--date 2018").replacing("--source …", with: "--source gptnb-2024-05-16")
        let typed = try Program.shell(command, in: ledger.folder)
        #expect(typed.status == 0, "\(command): \(typed.errors)")
        #expect(try ledger.ask("check", "mira-murati", "--kind", "unplaced-sighting").status == 0)
    }

    @Test("expectations that hold are silent, others are told with who holds it instead")
    func expectations() throws {
        let ledger = try Self.openAI()
        let lines = [
            #"{"at": "2023-11-18", "organization": "openai", "position": "CEO", "person": "mira-murati", "acting": true}"#,
            #"{"at": "2023-11-18", "organization": "openai", "position": "CEO", "person": "Sam Altman", "certainty": "none"}"#,
        ]
        try ledger.folder.write(lines.joined(separator: "\n"), to: "expected.jsonl")
        let held = try ledger.ask("check", "--expectations", "expected.jsonl", "--kind", "expectation")
        #expect(held.output == "Check of the ledger\n\nNothing found in 2 expectations.\n")
        #expect(held.status == 0)
        try ledger.folder.write(
            lines.joined(separator: "\n").replacing("mira-murati", with: "sam-altman"), to: "wrong.jsonl")
        let wrong = try ledger.ask("check", "--expectations", "wrong.jsonl", "--kind", "expectation")
        #expect(wrong.status == 1)
        #expect(
            wrong.output.contains(
                "line 1: CEO at OpenAI on 2023-11-18 is to be Sam Altman (certain, acting), and is Mira Murati (certain, acting)"
            ), "\(wrong.output)")
        try ledger.folder.write("\n\n{}", to: "bad.jsonl")
        let bad = try ledger.ask("check", "--expectations", "bad.jsonl")
        #expect(bad.status == 1)
        #expect(bad.output == "")
        #expect(bad.errors == "annals: bad.jsonl: line 3: at: is missing\n")
    }

    @Test("the command to go on with asks in the belief of the finding")
    func beliefOfNext() throws {
        let ledger = try Self.faulty()
        let overlap = try ledger.ask("check", "--kind", "overlap", "--only", "s", "--known", "@1")
        #expect(overlap.output.contains("\n    annals why o Head --at 2010-05-01 --known @1 --only s\n"))
        try ledger.folder.write(
            #"{"at": "2002-02-01", "organization": "o", "position": "Head", "person": "bo", "published": "2001"}"#,
            to: "expected.jsonl")
        let expected = try ledger.ask(
            "check", "--kind", "expectation", "--expectations", "expected.jsonl", "--known", "@1")
        #expect(
            expected.output.contains(
                "on 2002-02-01 (as known at @1, as published by 2001-12-31) is to be Bo (certain), and is nobody"),
            "\(expected.output)")
        #expect(
            expected.output.contains("annals why o Head --at 2002-02-01 --known @1 --published 2001-12-31"),
            "\(expected.output)")
        try ledger.folder.write("\n", to: "empty.jsonl")
        let empty = try ledger.ask("check", "--kind", "expectation", "--expectations", "empty.jsonl")
        #expect(empty.status == 0 && empty.errors == "empty.jsonl holds no expectations\n")
    }

    @Test("what cannot be understood is one error")
    func usage() throws {
        let ledger = try Self.faulty()
        let kind = try ledger.ask("check", "--kind", "disputes")
        #expect(kind.status == 2)
        #expect(kind.errors == "annals: --kind: there is no kind \"disputes\"; did you mean \"dispute\"?\n")
        #expect(try ledger.ask("check", "--kind", "expectation").status == 2)
        let subject = try ledger.ask("check", "Anne")
        #expect(subject.status == 1)
        #expect(subject.errors.contains("no organization or person is called \"Anne\"; did you mean \"Ann\""))
        #expect(try ledger.ask("check", "--expectations", "missing.jsonl").status == 1)
    }
}
