import Chronology
import EventLog
import Events
import Projections

extension Ledger {
    /// What to do about a finding of a check in a belief, as a command line for a shell; `…` stands where something has
    /// to be found out.
    public func commandLine(_ finding: Finding, believing belief: Belief = .current) throws -> String {
        if case .expectation(let unmet) = finding.fault {
            return try commandLine(finding.next, believing: unmet.expectation.belief)
        }
        return try commandLine(finding.next, believing: belief)
    }

    private func commandLine(_ step: NextStep, believing belief: Belief) throws -> String {
        switch step {
        case .explainPosition(let position, let organization, let day):
            let at = day.map { ["--at", CivilDay(number: $0).description] } ?? []
            return Self.command(["why", organization.text, position] + at + belief.options)
        case .explainTenure(let person, let organization, let position):
            return Self.command(["why", person.text, organization.text, position] + belief.options)
        case .show(let event): return Self.command(["show", try name(event)])
        case .list(let subject, let type): return Self.command(["log", "--subject", subject.text, "--type", type])
        case .correctDate(let event): return Self.command(["correct", try name(event), "--date"]) + " …"
        case .correctSuperior(let event): return Self.command(["correct", try name(event), "--reports-to"]) + " …"
        case .retract(let event): return Self.command(["retract", try name(event), "--reason"]) + " …"
        case .recordStart(let key, let title, let isActing): return Self.start(key, title, isActing)
        case .citeAgain(let event): return try citation(event)
        }
    }

    private func name(_ event: Int) throws -> String {
        try self.event(at: event).map { String($0.id.hex.prefix(12)) } ?? "\(event)"
    }

    private static func start(_ key: TenureKey, _ title: String, _ isActing: Bool) -> String {
        var words = [
            "append", PositionStarted.type, "--person", key.person.text, "--organization", key.organization.text,
        ]
        switch key.seat {
        case .post(let post): words += ["--post", post.text]
        case .title: words += ["--position", title]
        case .membership(let kind): words += kind.map { ["--kind", $0.rawValue] } ?? []
        }
        return command(words + (isActing ? ["--acting"] : []) + ["--date"]) + " … --source …"
    }

    /// The command that records an event again with another source; one that shows it where flags cannot say all.
    private func citation(_ place: Int) throws -> String {
        guard let stored = try event(at: place) else { return Self.command(["show", "\(place)"]) }
        let event = stored.event.content
        guard let flags = event.claim.flags else { return Self.command(["show", try name(place)]) }
        return Self.command(["append", event.type] + flags) + " --source …"
    }

    private static func command(_ words: [String]) -> String {
        (["annals"] + words.map(quoted)).joined(separator: " ")
    }

    /// A word as a shell takes it for one: in quotes only where it needs them.
    public static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-_./:+,@%".utf8.contains(byte)
        }
        if isPlain && !word.isEmpty { return word }
        // By scalars, as a shell reads: to Swift a sign with a combining mark behind it is another character.
        let scalars = word.unicodeScalars
        if !scalars.contains(where: { "\"$`\\!".unicodeScalars.contains($0) }) { return "\"\(word)\"" }
        return "'" + scalars.reduce(into: "") { $0 += $1 == "'" ? "'\\''" : String($1) } + "'"
    }
}

extension Event {
    /// The flags of `annals append` that say what it says; nil where there are none for some of it.
    fileprivate var flags: [String]? {
        var flags: [String] = []
        for (key, value) in json.members where key != "type" {
            let flag = "--" + String(key.map { $0 == "_" ? "-" : $0 })
            let values: [JSONValue]
            if case .array(let elements) = value { values = elements } else { values = [value] }
            for value in values {
                switch value {
                case .string(let text): flags += [flag, text]
                case .number(let number): flags += [flag, Int(exactly: number).map(String.init) ?? "\(number)"]
                case .bool(true): flags.append(flag)
                default: return nil
                }
            }
        }
        return flags
    }
}

extension Belief {
    /// The options of the command line that ask for it.
    var options: [String] {
        var options: [String] = []
        switch known {
        case .time(let time): options += ["--known", time.description]
        case .batch(let batch): options += ["--known", "@\(batch)"]
        case nil: break
        }
        if let published { options += ["--published", published.description] }
        for source in without.sorted() { options += ["--without", source.text] }
        for source in only.sorted() { options += ["--only", source.text] }
        return options
    }
}
