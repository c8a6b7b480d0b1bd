import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// The options that say what an answer may rest on.
struct BeliefOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "As known then: only what was recorded by a time in UTC, by the end of a date, or by a batch.",
            valueName: "time|@batch"))
    var known: String?

    @Option(
        help: ArgumentHelp(
            "As published by then: only what a source said that was published by the end of a date.",
            valueName: "date"))
    var published: String?

    @Option(help: ArgumentHelp("Leave a source out; can be given several times.", valueName: "source"))
    var without: [String] = []

    @Option(help: ArgumentHelp("Use only this source; can be given several times.", valueName: "source"))
    var only: [String] = []

    /// The options that were given.
    var given: [String] {
        [
            (known != nil, "--known"), (published != nil, "--published"), (!without.isEmpty, "--without"),
            (!only.isEmpty, "--only"),
        ].filter(\.0).map(\.1)
    }

    /// The belief asked for.
    func belief(_ ledger: Ledger, today: CivilDay) throws -> AskedBelief {
        var belief = Belief()
        var moment: RecordedMoment?
        if let known {
            let resolved = try ledger.moment(Self.recorded(known, today: today))
            // The batch is what the answer rests on from here on, whatever is appended meanwhile.
            belief.known = .batch(resolved.batch)
            moment = resolved
        }
        belief.published = try published.map { try DayInput.last($0, "--published", today: today) }
        belief.without = try ledger.sources(without, asKnown: belief.known)
        belief.only = try ledger.sources(only, asKnown: belief.known)
        return AskedBelief(belief: belief, moment: moment)
    }

    /// A moment of recorded time: `@12` a batch, a time, or the end of a date.
    static func recorded(_ text: String, today: CivilDay) throws -> Belief.Recorded {
        guard text.hasPrefix("@") else {
            do {
                return .time(try RecordedTimeInput.range(text, "--known", today: today).upperBound)
            } catch let error as InputError {
                throw UsageError("\(error); or a batch of the log, such as @12")
            }
        }
        guard let batch = Int(text.dropFirst()), batch >= 0 else {
            throw UsageError("--known: \"\(text)\" is no batch; give its number, such as @12 (`annals log` has them)")
        }
        return .batch(batch)
    }
}

/// A belief as it was understood.
struct AskedBelief {
    let belief: Belief
    /// The batch that `--known` resolved to.
    let moment: RecordedMoment?

    /// The end of a header: ", as known on 2023-11-18 12:00:00Z (batch 3)"; empty for what the ledger says now.
    var header: String {
        var parts: [String] = []
        if let moment {
            let time = moment.recorded.map { "as known on \(LogText.time($0)) (batch \(moment.batch))" }
            parts.append(time ?? "as known before the first batch")
            let gone = moment.redactedSince.count
            if gone == 1 { parts.append("1 event known then has been redacted since") }
            if gone > 1 { parts.append("\(ProgressLine.grouped(gone)) events known then have been redacted since") }
        }
        if let published = belief.published { parts.append("as published by \(published)") }
        if !belief.without.isEmpty { parts.append("without \(Self.list(belief.without))") }
        if !belief.only.isEmpty { parts.append("only by \(Self.list(belief.only))") }
        return parts.map { ", " + $0 }.joined()
    }

    /// What to say where a history is empty.
    func nothing(of subject: Named, isNamed: Bool) -> String {
        if isNamed { return "Nothing \(verb) known of \(subject.name) but the name\(then)." }
        return "Nothing \(verb) known of \(subject.name)\(then)."
    }

    /// "is", or "was" where an earlier state of the ledger is asked for.
    var verb: String { moment == nil ? "is" : "was" }

    /// What limits an answer that says that there is nothing.
    var then: String { moment != nil ? " then" : belief.selectsSources ? " from these sources" : "" }

    private static func list(_ sources: Set<EntityID>) -> String {
        sources.sorted().map(\.text).joined(separator: ", ")
    }
}
