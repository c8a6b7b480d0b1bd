import Annals
import Events
import Projections

/// One holder's reasons as a tree: stints, their moments, the claims and steps of each.
struct WhyTree {
    private let key: WhyAnswer.Explained
    private let answer: WhyAnswer
    private let words: WhyWords
    private let namesakes: Namesakes

    init(_ key: WhyAnswer.Explained, _ answer: WhyAnswer, _ words: WhyWords, _ namesakes: Namesakes) {
        self.key = key
        self.answer = answer
        self.words = words
        self.namesakes = namesakes
    }

    private var stints: [StintExplanation] { key.explanation.seat.stints }

    /// The tree; where one person is asked for at all times, one for each stint.
    var roots: [TextTree.Node] {
        if answer.person != nil && answer.time == nil { return branches }
        return [
            TextTree.Node(
                [
                    answer.person == nil
                        ? holder + ", " + certainty : StyledText(key.holding == nil ? "" : "Held ") + certainty
                ], children: branches)
        ]
    }

    private var holder: StyledText {
        let isActing = key.holding?.stint.map { stints[$0].stint.kind == .acting } ?? false
        return HolderWords.text(key.person, nil, isActing: isActing, telling: namesakes)
    }

    private var branches: [TextTree.Node] {
        var children: [TextTree.Node] = key.widened.map { seq in
            TextTree.Node([
                StyledText("certain as far as the qualifier of ", .possible)
                    + StyledText("\(words.date(seq)) (\(words.places([seq])))")
                    + StyledText(" is taken to reach", .possible)
            ])
        }
        if !key.explanation.seat.isOrderly {
            children.append(
                TextTree.Node([StyledText("no order of these dates satisfies all: they stand as claimed", .disputed)]))
        }
        // The stint that answers is told; those of other times are named, unless all times are asked for.
        for index in stints.indices {
            let answers = key.holding?.stint == index
            let isTold = answer.person != nil || key.holding?.stint == nil || answers
            children.append(isTold ? stint(index, answers: answers) : mentioned(index))
        }
        return children + limits + readings
    }

    private var certainty: StyledText {
        guard let holding = key.holding else { return StyledText("Not held then", .vacant) }
        var text: StyledText =
            switch holding.certainty {
            case .certain: StyledText("certainly", .certain)
            case .possible: StyledText("possibly", .possible)
            case .undated: StyledText("undated", .undated)
            }
        let reasons = key.reasons.map { words.reason($0) }
        if !reasons.isEmpty { text += StyledText(": \(reasons.joined(separator: "; "))") }
        if holding.isDisputed { text += "; " + StyledText("disputed", .disputed) }
        return text
    }

    // MARK: - Stints

    private func title(_ index: Int) -> StyledText {
        let stint = stints[index].stint
        let ordinal = stints.count == 1 ? "" : "stint \(index + 1) of \(stints.count): "
        return StyledText(ordinal + TenureWords.text(stint) + (stint.kind == .acting ? ", acting" : ""), .strong)
    }

    private func stint(_ index: Int, answers: Bool) -> TextTree.Node {
        let explanation = stints[index]
        var text = title(index)
        if let time = answer.time, stints.count > 1 || key.holding == nil {
            text += answers ? " (answers)" : " (\(words.relation(StintRelation(explanation.stint, time))))"
        }
        var children = [
            moment(.start, of: index, isDated: explanation.stint.isStartDated),
            moment(.end, of: index, isDated: explanation.stint.isEndDated && explanation.stint.endState != .open),
        ]
        children += explanation.sightings.map { sighting in
            words.node(sighting.event, words.effect(sighting))
        }
        return TextTree.Node([text], children: children)
    }

    private func mentioned(_ index: Int) -> TextTree.Node {
        let stint = stints[index].stint
        let relation = answer.time.map { words.relation(StintRelation(stint, $0)) } ?? ""
        return TextTree.Node([
            title(index) + StyledText(" (\(relation)) ") + StyledText(words.places(stint.events), .faint)
        ])
    }

    private func moment(_ side: StintSide, of index: Int, isDated: Bool) -> TextTree.Node {
        let moment = stints[index][side]
        var text = StyledText(side == .start ? "start: " : "end: ")
        if side == .end && stints[index].stint.endState == .open {
            text += "none recorded"
        } else {
            text += StyledText(DateWords.moment(moment.range) ?? "unknown")
            if !isDated && DateWords.moment(moment.range) != nil { text += ", undated" }
        }
        if moment.isDisputed { text += " " + StyledText("disputed", .disputed) }
        var children = moment.claims.map { claim in
            words.node(claim.event, words.effect(claim, of: side))
        }
        children += moment.steps.map { step in
            TextTree.Node([
                StyledText(words.step(step, side, of: index, stints)) + " "
                    + StyledText(words.places(step.events), .faint)
            ])
        }
        return TextTree.Node([text], children: children)
    }

    // MARK: - Limits and readings

    private var limits: [TextTree.Node] {
        // One that changes nothing would only take room; the JSON has it.
        key.explanation.seat.limits.filter { $0.outcome != .agrees }.flatMap { effect in
            effect.limit.events.map { seq in
                words.node(seq, words.effect(effect))
            }
        }
    }

    private var readings: [TextTree.Node] {
        key.explanation.readings.map { TextTree.Node([StyledText(words.reading($0, of: answer.seat))]) }
    }
}
