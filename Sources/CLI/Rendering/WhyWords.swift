import Annals
import Chronology
import Events
import Projections

/// What events did, in words.
struct WhyWords {
    private let answer: WhyAnswer
    private let sentence: (Event) -> String
    /// The same by what is known now: a belief cannot name what was recorded after it.
    private let sentenceNow: (Event) -> String
    private let later: Set<Int>

    init(
        _ answer: WhyAnswer, _ sentence: @escaping (Event) -> String, now sentenceNow: @escaping (Event) -> String
    ) {
        self.answer = answer
        self.sentence = sentence
        self.sentenceNow = sentenceNow
        later = Set(answer.setAside.filter { $0.reason == .recordedLater }.map(\.seq))
    }

    // MARK: - Events

    /// An event with what it did, and under it what it says and on which sources.
    func node(_ seq: Int, _ did: String, _ role: TextRole? = nil) -> TextTree.Node {
        guard let named = answer.events[seq] else { return TextTree.Node([StyledText("#\(seq)  \(did)")]) }
        var text = StyledText("#\(seq) \(named.id.short)  ", .faint)
        if let date = named.event.date { text += StyledText("\(date.text)  ") }
        text += StyledText(did, role ?? .strong)
        if let corrects = named.corrects { text += StyledText(", corrects #\(corrects)") }
        if let now = named.now { text += StyledText(", since \(now.words)", .disputed) }
        let says = later.contains(seq) ? sentenceNow(named.event) : sentence(named.event)
        let rows = [StyledText(SafeText(says, breaks: .flattened))] + named.event.sources.map(Self.source)
        return TextTree.Node([text], continued: rows.map { ["  " + $0] })
    }

    /// A source with its place and its words.
    private static func source(_ citation: Citation) -> StyledText {
        var text = StyledText(citation.source.text)
        if let locator = citation.locator { text += StyledText(", \(locator)") }
        if let quote = citation.quote {
            text += ": " + StyledText(SafeText("\u{201C}\(quote)\u{201D}", breaks: .flattened))
        }
        return text.styled(.faint)
    }

    /// Places in the log with ids: "#101 6f1e2d3c4b5a, #102 …".
    func places(_ seqs: [Int]) -> String {
        seqs.map { seq in "#\(seq)" + (answer.events[seq].map { " \($0.id.short)" } ?? "") }.joined(separator: ", ")
    }

    /// The date of an event as it is written.
    func date(_ seq: Int) -> String { answer.events[seq]?.event.date?.text ?? "" }

    // MARK: - What they did

    func effect(_ claim: ClaimEffect, of side: StintSide) -> String {
        switch claim.contribution {
        case .opened: "opened" + without(claim)
        case .closed: "closed" + without(claim)
        case .narrowed: "narrowed" + without(claim)
        case .widened: "widened" + without(claim)
        case .agrees: "agrees"
        case .inferred where claim.range == nil: side == .start ? "inferred from a return" : "inferred, when is unknown"
        case .inferred: "inferred" + without(claim)
        case .leftOpen: "ended, when is unknown"
        }
    }

    /// What the moment would be without a claim, where that is another date.
    private func without(_ claim: ClaimEffect) -> String {
        guard let without = claim.without.flatMap({ EDTF.spanning($0.bounds) }), let range = claim.without,
            range != claim.with
        else { return "" }
        return " (without it \(without.text))"
    }

    func effect(_ sighting: SightingEffect) -> String {
        if sighting.madeStint { return "seen in post, outside every dated stint" }
        if sighting.fitsOthers { return "seen in post, in this stint or another" }
        let narrowed = sighting.narrowed.map(\.rawValue).joined(separator: " and ")
        if !narrowed.isEmpty { return "seen in post, narrowed the \(narrowed)" }
        return sighting.makesDayCertain ? "seen in post, its day is certain" : "seen in post, agrees"
    }

    func effect(_ effect: LimitEffect) -> String {
        switch effect.outcome {
        case .closed: "\(effect.limit.kind.word), closed what was open"
        case .limited: "\(effect.limit.kind.word), limited"
        case .agrees: "\(effect.limit.kind.word), changes nothing"
        case .contradicts: "\(effect.limit.kind.word), left out"
        }
    }

    func reading(_ reading: SeatReading, of seat: Seat) -> String {
        switch reading.reason {
        case .everySeat:
            return "#\(reading.event) names no position: it ends every one that could be held just before it"
        case .merged:
            guard let merged = reading.merged else { return "" }
            return "#\(reading.event) read as of \(merged.into), since \(merged.from) is one with it by "
                + places(reading.namedBy)
        case .title:
            let by = reading.namedBy.map { "#\($0)" }.joined(separator: ", ")
            let named = by.isEmpty ? "" : ", because \(by) names it so"
            return "#\(reading.event) says \"\(reading.title ?? "")\": read as \(Self.name(of: seat))\(named)"
        }
    }

    private static func name(of seat: Seat) -> String {
        switch seat {
        case .post(let post): "post \(post)"
        case .title, .membership: "\"\(seat.fallbackTitle)\""
        }
    }

    /// A step: "narrowed from November 2023 to 17 November 2023, not after its end".
    func step(_ step: NarrowingStep, _ side: StintSide, of index: Int, _ stints: [StintExplanation]) -> String {
        let isClosing = step.from.earliest >= DayRange.future
        let change =
            isClosing
            ? "closed by \(Self.text(step.to))" : "narrowed from \(Self.text(step.from)) to \(Self.text(step.to))"
        switch step.cause {
        case .sighting: return change + ", seen in post then"
        case .limit(let kind): return change + (side == .start ? ", not before the " : ", not after the ") + kind.word
        case .neighbour(let stint, let moment):
            if stint == index { return change + (side == .start ? ", not after its end" : ", not before its start") }
            let relation = stint < index ? "not before" : "not after"
            return change + ", \(relation) the \(moment.rawValue) of stint \(stint + 1)"
        }
    }

    private static func text(_ range: DayRange) -> String { DateWords.moment(range) ?? "any day" }

    // MARK: - Why so surely

    /// Why nothing is more than possible after the last day asked from.
    static let afterToday = "nobody can vouch for a day to come"

    func reason(_ reason: HoldingReason) -> String {
        switch reason {
        case .withinDates: "the date lies after every possible start and before every possible end"
        case .seen(let events): "seen in post on that day (\(places(events)))"
        case .covered(let events): "an interval covers the day (\(places(events)))"
        case .startMayBeLater: "it may have started later"
        case .endMayBeEarlier: "it may have ended by then"
        case .startUndated: "nothing dates its start"
        case .endUndated: "nothing dates its end"
        case .afterToday: Self.afterToday
        case .partOfPeriod: "not on every day of it"
        }
    }

    func relation(_ relation: StintRelation) -> String {
        switch relation {
        case .earlier: "over by then"
        case .later: "not yet then"
        }
    }

    // MARK: - Why not used

    /// The reason that evidence gives: " (wrong day)".
    private func given(_ seqs: [Int]) -> String {
        let reasons = seqs.compactMap { seq -> String? in
            switch answer.events[seq]?.event.fact {
            case .eventRetracted(let retraction): retraction.reason
            case .sourceDistrusted(let distrust): distrust.reason
            default: nil
            }
        }
        return reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
    }

    func reason(_ aside: SetAsideEvent) -> String {
        ([aside] + aside.others).map(ownReason).joined(separator: "; ")
    }

    private func ownReason(_ aside: SetAsideEvent) -> String {
        let by = aside.by.isEmpty ? "" : " by \(aside.by.map { "#\($0)" }.joined(separator: ", "))"
        let source = aside.source?.text ?? "its source"
        switch aside.reason {
        case .distrusted where aside.source != nil: return "\(source) is distrusted\(by)" + given(aside.by)
        case .retracted, .corrected, .distrusted, .redacted: return aside.reason.rawValue + by + given(aside.by)
        case .recordedLater: return "recorded later"
        case .publishedLater: return "\(source) was published later" + (by.isEmpty ? "" : " (\(places(aside.by)))")
        case .undatedSource:
            let retracted = by.isEmpty ? "" : ": what was said of it is retracted\(by)" + given(aside.by)
            return "nobody says when \(source) was published" + retracted
        case .unsourced: return "cites no source"
        case .leftOutSource: return "\(source) is left out"
        case .otherSource: return "\(source) is not among the sources asked for"
        case .notMerged: return "names another id, not yet merged"
        case .earlierStint: return "earlier stint"
        case .laterStint: return "later stint"
        case .endRecorded: return "inferred end, the end is given" + by
        case .nothingToEnd: return "nothing to end"
        case .datedElsewhere: return "no date, where others are dated"
        case .fitsNoStint: return "fits no order of the dates"
        case .contradictsDates: return "contradicts the dates"
        }
    }
}
