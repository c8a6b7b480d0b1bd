import Foundation
import Testing

/// The other two clocks and the choice of sources, from the command line.
@Suite("Asking for a belief")
struct BeliefTests {
    private static func ask(_ arguments: String...) throws -> Program.Result {
        let folder = try SmallLedger.folder()
        let correction = try Program.run(
            [
                "append", "source.added", "--source", "late", "--title", "A late paper", "--published", "2024-06",
                "--message", "one more",
            ], in: folder)
        #expect(correction.status == 0)
        let ended = try Program.run(
            [
                "append", "position.ended", "--person", "bob", "--organization", "acme", "--position", "Chief",
                "--date",
                "2015", "--source", "late",
            ], in: folder)
        #expect(ended.status == 0)
        return try Program.run(arguments, in: folder)
    }

    @Test("a name that was corrected since stands in no answer of the belief before, as text or as JSON")
    func formerNames() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"Oxen"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"person.renamed","date":"2002","person":"ann","name":"Anne Misprint"}"#,
            #"{"type":"organization.renamed","date":"2002","organization":"o","name":"Ox Misprint"}"#,
            #"{"type":"position.started","date":"2003","person":"ann","organization":"o","position":"Chief"}"#)
        for arguments in [["correct", "3", "--name", "Anne Right"], ["correct", "4", "--name", "Ox Right"]] {
            #expect(try Program.run(arguments, in: ledger.folder).status == 0)
        }
        for question in [
            ["person", "ann"], ["organization", "o"], ["why", "o", "chief"], ["why", "ann", "o", "chief"],
            ["org", "o"],
        ] {
            for format in ["text", "json"] {
                let arguments = question + ["--known", "@1", "--format", format]
                let answer = try Program.run(arguments, in: ledger.folder).output
                #expect(answer.contains("Misprint") && !answer.contains("Right"), "\(answer)")
            }
        }
    }

    @Test("as known at a batch, with the batch in the header")
    func knownBatch() throws {
        let now = try Self.ask("org", "acme", "--at", "2016")
        #expect(!now.output.contains("Bob Smith"))
        let then = try Self.ask("org", "acme", "--at", "2016", "--known", "@1")
        #expect(then.output.contains("Bob Smith"))
        #expect(then.output.split(separator: "\n").first?.contains(", as known on 20") == true)
        #expect(then.output.split(separator: "\n").first?.hasSuffix("Z (batch 1)") == true)
    }

    @Test("as known before the first batch, of everything nothing")
    func knownNothing() throws {
        for time in ["@0", "2001-01-01", "2001-01-01T00:00:00Z"] {
            let org = try Self.ask("org", "acme", "--known", time)
            #expect(org.status == 0)
            #expect(org.output.contains("as known before the first batch"))
            #expect(org.output.contains("Nobody is known to hold anything"))
            let person = try Self.ask("person", "ada", "--known", time)
            #expect(person.output.hasSuffix("\nNothing was known of ada then.\n"))
            let search = try Self.ask("search", "ada", "--known", time)
            #expect(search.status == 1)
            #expect(search.errors.contains("nothing was called \"ada\" then"))
        }
    }

    @Test("a position that only a later batch knows has an empty history; one that nothing knows is an error")
    func knownNothingOfAPosition() throws {
        let post = try Self.ask("post", "acme", "Chief", "--known", "@0")
        #expect(post.status == 0 && post.errors == "")
        #expect(post.output.hasPrefix("Chief at acme, today, "))
        #expect(post.output.hasSuffix("as known before the first batch\n\nNobody was known to have held it then.\n"))
        let json = try Self.ask("post", "acme", "Chief", "--known", "@0", "--format", "json")
        #expect(json.status == 0 && json.output.contains(#""position": "Chief""#))
        #expect(json.output.contains(#""lines": []"#))
        let unknown = try Self.ask("post", "acme", "Baker", "--known", "@0")
        #expect(unknown.status == 1 && unknown.errors.contains("nobody is known to have been \"Baker\""))
    }

    @Test("a post whose name no source of the belief gives is called by its id everywhere, not by its kind")
    func unnamedPost() throws {
        let ledger = try AskedLedger(
            #"{"type":"source.added","source":"early","title":"E","published":"2001"}"#,
            #"{"type":"source.added","source":"late","title":"L","published":"2010"}"#,
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"post.created","date":"2000","organization":"o","post":"chair","position":"The Chair","sources":["late"]}"#,
            #"{"type":"position.started","date":"2000","person":"ann","organization":"o","post":"chair","kind":"board","sources":["early"]}"#
        )
        let belief = ["--published", "2005"]
        let json = ["--format", "json"]
        for arguments in [["post", "o", "chair"], ["person", "ann"], ["org", "o"], ["why", "o", "chair"]] {
            let named = try Program.run(arguments + json, in: ledger.folder)
            #expect(named.output.contains(#""position": "The Chair""#), "\(arguments)")
            let unnamed = try Program.run(arguments + belief + json, in: ledger.folder)
            #expect(unnamed.output.contains(#""position": "chair""#), "\(arguments)")
            #expect(!unnamed.output.contains(#""position": "board""#), "\(arguments)")
        }
        let before = try ledger.ask("why", "o", "chair", "--known", "@0")
        #expect(before.output.hasPrefix("The Chair at o, "))
    }

    @Test("as published by a day, without a source, only by one")
    func sources() throws {
        #expect(try Self.ask("org", "acme", "--at", "2005", "--published", "2019").output.contains("Nobody is known"))
        #expect(try Self.ask("org", "acme", "--at", "2005", "--published", "2020-01-01").output.contains("Ada Byron"))
        #expect(try Self.ask("org", "acme", "--at", "2005", "--without", "gazette").output.contains("Undated"))
        #expect(try Self.ask("org", "acme", "--at", "2005", "--without", "The Gazette").output.contains("Undated"))
        #expect(try Self.ask("org", "acme", "--at", "2016", "--only", "gazette").output.contains("Bob Smith"))
        #expect(try Self.ask("post", "acme", "Chief", "--without", "late", "--without", "gazette").status == 0)
    }

    @Test("a source left out is the one that it was then, whatever it was merged with since")
    func sourcesOfThen() throws {
        let folder = try SmallLedger.folder()
        func program(_ arguments: String...) throws -> Program.Result { try Program.run(arguments, in: folder) }
        for source in ["paper", "reprint"] {
            #expect(try program("append", "source.added", "--source", source, "--title", source).status == 0)
        }
        let held = ["append", "position.held", "--organization", "acme", "--position", "Clerk", "--date", "2010/.."]
        for (person, source) in [("ada", "paper"), ("bob", "reprint")] {
            #expect(try Program.run(held + ["--person", person, "--source", source], in: folder).status == 0)
        }
        func clerks(_ options: String...) throws -> String {
            try Program.run(["post", "acme", "Clerk", "--known", "@5", "--format", "csv"] + options, in: folder).output
        }
        let answers = { try [clerks("--without", "paper"), clerks("--only", "paper"), clerks("--only", "reprint")] }
        let before = try answers()
        #expect(before[0].contains("Bob Smith") && !before[0].contains("Ada Byron"))
        #expect(try program("merge", "paper", "reprint").status == 0)
        #expect(try answers() == before)

        // What is recorded later stands for nothing then, and so leaves nothing out.
        #expect(try program("append", "source.added", "--source", "copy", "--title", "copy").status == 0)
        let later = try clerks("--without", "copy")
        #expect(later.contains("Bob Smith") && later.contains("Ada Byron"))
        #expect(try program("merge", "copy", "reprint").status == 0)
        #expect(try clerks("--without", "copy") == later)
    }

    @Test("a merge of sources that a belief leaves out still says which of them is distrusted")
    func mergedAndDistrusted() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"source.added","source":"paper","title":"Paper"}"#,
            #"{"type":"source.added","source":"reprint","title":"Reprint"}"#,
            #"{"type":"source.added","source":"letter","title":"Letter"}"#,
            #"{"type":"position.started","date":"2001","person":"ann","organization":"o","position":"Chief","sources":["reprint"]}"#,
            #"{"type":"entity.merged","from":"reprint","into":"paper","sources":["letter"]}"#,
            #"{"type":"source.distrusted","source":"paper","reason":"forged"}"#)
        for belief in [[], ["--without", "letter"], ["--only", "paper"], ["--only", "reprint"]] {
            let result = try Program.run(["org", "o", "--at", "2005"] + belief, in: ledger.folder)
            #expect(result.status == 0 && !result.output.contains("Ann"), "\(belief): \(result.output)")
        }
    }

    @Test("the JSON says what the answer rests on")
    func json() throws {
        let result = try Self.ask(
            "org", "acme", "--at", "2016", "--known", "@2", "--published", "2024", "--without", "late", "--format",
            "json")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let known = try #require(object["known"] as? [String: Any])
        #expect(known["batch"] as? Int == 2)
        #expect((known["recorded"] as? String)?.hasSuffix("Z") == true)
        #expect(object["published"] as? String == "2024-12-31")
        #expect(object["without"] as? [String] == ["late"])
        for command in [["person", "ada"], ["post", "acme", "Chief"], ["organization", "acme"], ["search", "ada"]] {
            let answer = try Program.run(command + ["--format", "json"], in: try SmallLedger.folder())
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
            #expect(object["known"] is NSNull && object["published"] is NSNull, "\(command)")
        }
    }

    @Test(
        "what cannot be understood is one error and exit code 2",
        arguments: [
            (["--known", "@x"], "--known: \"@x\" is no batch"),
            (["--known", "whenever"], "--known: \"whenever\" is not a date"),
            (["--published", "[2020..]"], "--published: [2020..] has no last day"),
            (["--published", "soon"], "--published: "),
        ])
    func usage(arguments: [String], message: String) throws {
        let result = try Program.run(["org", "acme"] + arguments, in: try SmallLedger.folder())
        #expect(result.status == 2)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("a batch or a source that is not there is one error and exit code 1")
    func unknown() throws {
        let batch = try Program.run(["org", "acme", "--known", "@9"], in: try SmallLedger.folder())
        #expect(batch.status == 1)
        #expect(batch.errors == "annals: there is no batch 9; the last is 1\n")
        let source = try Program.run(["org", "acme", "--only", "gazete"], in: try SmallLedger.folder())
        #expect(source.status == 1)
        #expect(source.errors.contains("did you mean \"gazette\""))
    }

    @Test("a source that is not known is asked for where sources are listed")
    func unknownSource() throws {
        let folder = try SmallLedger.folder()
        for flag in ["--without", "--only"] {
            let result = try Program.run(["org", "acme", flag, "qqqqqq"], in: folder)
            #expect(result.status == 1)
            #expect(
                result.errors
                    == "annals: no source is called \"qqqqqq\"; `annals list sources` lists those that are known\n")
        }
    }
}
