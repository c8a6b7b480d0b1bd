import Annals
import Events
import Projections

/// Reasons as a page: a header, a tree for each holder or person, what holds at other times, what was set aside.
struct WhyPage {
    private let answer: WhyAnswer
    private let asked: AskedTime
    private let believed: AskedBelief
    private let words: WhyWords
    private let namesakes: Namesakes

    /// How many holders of other times are shown on either side of the time asked for.
    private static let shownOthers = 3

    init(_ answer: WhyAnswer, _ asked: AskedTime, _ believed: AskedBelief, _ ledger: Ledger) throws {
        self.answer = answer
        self.asked = asked
        self.believed = believed
        var namesakes = Namesakes()
        namesakes.note(answer.explained.map(\.person) + answer.others.map(\.person))
        try namesakes.note(
            answer.events.sorted { $0.key < $1.key }.map(\.value.event), of: ledger, believing: believed.belief)
        self.namesakes = namesakes
        words = WhyWords(
            answer, try ledger.summarizer(telling: namesakes, believing: believed.belief),
            now: try ledger.summarizer(telling: namesakes))
    }

    func lines(_ output: Output) -> [String] {
        var blocks: [[String]] = [[output.line(heading)]]
        if answer.explained.isEmpty { blocks.append([output.line(nothing)]) }
        for key in answer.explained { blocks.append(tree(WhyTree(key, answer, words, namesakes).roots, output)) }
        let others = otherNodes
        if !others.isEmpty { blocks.append(section("At other times", others, output)) }
        let setAside = setAsideNodes
        if !setAside.isEmpty { blocks.append(section("Set aside", setAside, output)) }
        return Array(blocks.joined(separator: [""]))
    }

    private func tree(_ roots: [TextTree.Node], _ output: Output) -> [String] {
        TextTree(roots: roots, columns: [.init(minimum: 20, wraps: true)])
            .lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs)
    }

    private func section(_ title: String, _ nodes: [TextTree.Node], _ output: Output) -> [String] {
        tree([TextTree.Node([StyledText(title, .heading)], children: nodes)], output)
    }

    private var heading: StyledText {
        let place = StyledText(answer.title, .heading) + " at " + HolderWords.heading(answer.organization)
        let subject = answer.person.map { HolderWords.heading($0) + ", " + place } ?? place
        let time = answer.time == nil ? "" : ", \(asked.header)"
        return subject + StyledText(time + believed.header)
    }

    /// What is known of the seat where nobody holds it.
    private var nothing: StyledText {
        if let person = answer.person {
            return StyledText("Nothing that counts says that \(person.name) held it.")
        }
        if let abolished = answer.post?.abolished, let time = answer.time,
            abolished.latest <= time.lastDay.number, let day = DateWords.moment(abolished)
        {
            return StyledText("Nobody: the post was abolished, \(day).", .vacant)
        }
        if let created = answer.post?.created, let time = answer.time,
            created.earliest > time.lastDay.number, let day = DateWords.moment(created)
        {
            return StyledText("Nobody: the post was not created before \(day).", .vacant)
        }
        return answer.others.isEmpty
            ? StyledText("Nobody is known to have held it: nothing that counts says so.", .vacant)
            : StyledText("Nobody is known to have held it then: every holder known left before or came later.", .vacant)
    }

    // MARK: - What does not answer

    private var otherNodes: [TextTree.Node] {
        let earlier = answer.others.filter { $0.relation == .earlier }
        let later = answer.others.filter { $0.relation == .later }
        var nodes: [TextTree.Node] = []
        if earlier.count > Self.shownOthers { nodes.append(more(earlier.count - Self.shownOthers, "earlier")) }
        nodes += earlier.suffix(Self.shownOthers).map(other) + later.prefix(Self.shownOthers).map(other)
        if later.count > Self.shownOthers { nodes.append(more(later.count - Self.shownOthers, "later")) }
        return nodes
    }

    private func more(_ count: Int, _ side: String) -> TextTree.Node {
        TextTree.Node([StyledText("\(count) more, \(side)", .faint)])
    }

    private func other(_ other: WhyAnswer.Other) -> TextTree.Node {
        let holder = HolderWords.text(other.person, nil, isActing: other.stint.kind == .acting, telling: namesakes)
        let relation = other.relation == .earlier ? "over by then" : "not yet then"
        return TextTree.Node(
            [holder + StyledText(", \(TenureWords.text(other.stint)): \(relation)")],
            continued: [["  " + StyledText(words.places(other.stint.events), .faint)]])
    }

    /// The events set aside; those of stints of other times are named with these.
    private var setAsideNodes: [TextTree.Node] {
        let isAboutSeat = answer.person == nil
        return answer.setAside.filter { aside in
            !(isAboutSeat && (aside.reason == .earlierStint || aside.reason == .laterStint))
        }
        .map { aside in
            words.node(aside.seq, words.reason(aside), .disputed)
        }
    }
}
