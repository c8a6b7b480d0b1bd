import Annals
import Events
import Foundation
import Testing

/// The job that the program is for: an article goes in, org charts and histories come out.
@Suite("From an article to an org chart on any date")
struct ArticleTests {
    /// Who holds what by a chart's JSON: "person position" with its letter and "(a)".
    private static func answers(_ chart: JSONObject) -> [String: String] {
        var answers: [String: String] = [:]
        for position in chart.objects("positions") {
            for holder in position.objects("holders") {
                let letter = holder.text("certainty").prefix(1).uppercased()
                let acting = holder["acting"] == .bool(true) ? "(a)" : ""
                answers["\(holder.object("person").text("id")) \(position.text("position"))"] = letter + acting
            }
        }
        return answers
    }

    private static func expect(
        _ ledger: AskedLedger, _ table: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let expected = ExpectedCharts.rows(table)
        for day in ExpectedCharts.days {
            let chart = try ledger.json("org", "openai", "--at", day)
            #expect(chart.text("at") == day, sourceLocation: sourceLocation)
            let answers = answers(chart)
            let wanted = expected[day] ?? [:]
            #expect(Set(answers.keys) == Set(wanted.keys), "\(day)", sourceLocation: sourceLocation)
            for (who, answer) in answers {
                let allowed = wanted[who] ?? ""
                // "UP": either letter is right.
                let fits = answer == allowed || (allowed == "UP" && allowed.contains(answer))
                #expect(fits, "\(day) \(who): \(answer), expected \(allowed)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test("the article alone: who held what on seven days")
    func article() throws {
        try Self.expect(try AskedLedger(examples: "article.jsonl"), ExpectedCharts.article)
    }

    @Test("the article and the announcements: who held what on seven days")
    func announcements() throws {
        let ledger = try AskedLedger(examples: "article.jsonl", "announcements.jsonl")
        try Self.expect(ledger, ExpectedCharts.withAnnouncements)
    }

    @Test("nobody held anything before the founding, and the answer says what to do next")
    func beforeTheFounding() throws {
        let ledger = try AskedLedger(examples: "article.jsonl", "announcements.jsonl")
        #expect(try ledger.json("org", "openai", "--at", "2013-01-01").objects("positions").isEmpty)
        let text = try ledger.ask("org", "openai", "--at", "2013-01-01")
        #expect(text.status == 0)
        #expect(text.output.contains("Nobody is known to hold anything at OpenAI on 2013-01-01."))
        #expect(text.output.contains("annals log --subject openai"))
        let elsewhere = Self.answers(try ledger.json("org", "dnnresearch", "--at", "2013-01-01"))
        #expect(elsewhere == ["ilya-sutskever member": "C"])
    }

    @Test(
        "the chiefs of November 2023, day by day",
        arguments: [
            ("2023-11-17", ["mira-murati": "C(a)"]),
            ("2023-11-19", ["mira-murati": "P(a)", "emmett-shear": "P(a)"]),
            ("2023-11-20", ["emmett-shear": "C(a)"]),
            ("2023-11-28", ["emmett-shear": "C(a)"]),
            ("2023-11-29", ["sam-altman": "C"]),
        ])
    func chiefs(day: String, expected: [String: String]) throws {
        let ledger = try AskedLedger(examples: "article.jsonl", "announcements.jsonl")
        let chiefs = Self.answers(try ledger.json("org", "openai", "--at", day))
            .filter { $0.key.hasSuffix(" Chief Executive Officer") }
        let wanted = Dictionary(uniqueKeysWithValues: expected.map { ("\($0.key) Chief Executive Officer", $0.value) })
        #expect(chiefs == wanted)
    }

    @Test("the interim chief's time is dated by her successor, and says that it is inferred")
    func interimChief() throws {
        let ledger = try AskedLedger(examples: "article.jsonl", "announcements.jsonl")
        let position = try ledger.json("org", "openai", "--at", "2023-11-18").objects("positions")
            .first { $0.text("position") == "Chief Executive Officer" }
        let holder = try #require(position?.objects("holders").first)
        #expect(holder.text("start") == "2023-11-17")
        #expect(holder.text("end") == "[2023-11-19..2023-11-20]")
        #expect(holder.text("end_state") == "ended")
        #expect(holder["inferred"] == .bool(true))
        #expect(holder["disputed"] == .bool(false))
        #expect(position?["reports_to"] == .null)
        #expect(position?["post"] == .null)
    }

    @Test("the successor is possible on the day of the announcement itself")
    func successor() throws {
        let ledger = try AskedLedger(examples: "article.jsonl")
        let answers = Self.answers(try ledger.json("org", "openai", "--at", "2024-05-15"))
        #expect(answers["jakub-pachocki Chief Scientist"] == "P")
        #expect(answers["ilya-sutskever Chief Scientist"] == nil)
    }

    @Test("every dated fact of the article stands in the history of everyone it names, with its source")
    func everyFact() throws {
        let ledger = try AskedLedger(examples: "article.jsonl")
        let opened = try Ledger.open(ledger.folder.file("annals.db"))
        let people = Set(try opened.list(.person).map(\.id))
        let organizations = Set(try opened.list(.organization).map(\.id))
        var histories: [EntityID: Set<String>] = [:]
        var missing: [String] = []
        var checked = 0
        for line in try AskedLedger.example("article.jsonl").split(separator: "\n") {
            let event = try EventLine(bytes: Array(line.utf8)).event
            guard event.date != nil else { continue }
            for subject in Set(event.subjects) where people.contains(subject) || organizations.contains(subject) {
                if histories[subject] == nil {
                    let command = people.contains(subject) ? "person" : "organization"
                    let rows = try ledger.json(command, subject.text).objects("events")
                    #expect(rows.allSatisfy { !$0.objects("sources").isEmpty })
                    histories[subject] = Set(rows.map { $0.text("event") })
                }
                checked += 1
                if histories[subject]?.contains(event.id.hex) != true { missing.append("\(subject): \(line)") }
            }
        }
        #expect(missing.isEmpty)
        #expect(checked > 60)
    }

    @Test("every name of everyone, in Chinese and in English, finds them alone")
    func everyName() throws {
        let ledger = try AskedLedger(examples: "article.jsonl")
        var names = 0
        for line in try AskedLedger.example("article.jsonl").split(separator: "\n") {
            guard case .personIntroduced(let person) = try EventLine(bytes: Array(line.utf8)).event.fact else {
                continue
            }
            for name in [person.name] + person.names.map(\.name) {
                let history = try ledger.json("person", name)
                #expect(history.object("person").text("id") == person.person.text, "\(name)")
                let hits = try ledger.json("search", name).objects("hits").map { $0.text("id") }
                #expect(hits.contains(person.person.text), "\(name)")
                names += 1
            }
        }
        #expect(names > 20)
    }
}
