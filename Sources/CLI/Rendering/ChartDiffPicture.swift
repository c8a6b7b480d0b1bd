import Annals
import Events
import Projections

/// What changed between two charts, a line a change: what happened, who, as what, since when, and the events.
struct ChartDiffPicture {
    private let difference: ChartDifference
    private let namesakes: Namesakes
    /// What ids are called at the second moment.
    private let named: (EntityID) -> Named
    private let sources: [Int: [String]]

    /// The most events that one line names.
    private static let eventsShown = 3

    init(_ difference: ChartDifference, of ledger: Ledger) throws {
        let moment = difference.diff.after
        let named = try ledger.names(at: moment.time, believing: moment.belief)
        var namesakes = Namesakes()
        namesakes.note(difference.changes.compactMap(\.person))
        namesakes.note(difference.changes.map { named($0.organization) })
        self.difference = difference
        self.namesakes = namesakes
        self.named = named
        var sources: [Int: [String]] = [:]
        for change in difference.changes {
            for seq in change.events.prefix(Self.eventsShown) where sources[seq] == nil {
                guard let stored = try ledger.event(at: seq) else { continue }
                var seen: Set<String> = []
                sources[seq] = stored.event.content.sources.map(\.source.text).filter { seen.insert($0).inserted }
            }
        }
        self.sources = sources
    }

    /// The table's lines.
    func lines(fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        let columns = [11, 10, 14, 13, 20].map { TextTable.Column(minimum: $0, wraps: true) }
        return TextTable(columns: columns, rows: difference.changes.map(row))
            .lines(fitting: width, style: style, glyphs: glyphs)
    }

    private func row(_ change: ChartChange) -> [StyledText] {
        let words = ChangeWords(
            named: named, namesakes: namesakes, root: difference.organization.id, isInOneBelief: isInOneBelief,
            isBackward: difference.diff.isBackward)
        return [
            StyledText(words.kind(change.kind), .strong), words.who(change), words.what(change),
            words.when(change), why(change),
        ]
    }

    private var isInOneBelief: Bool { difference.diff.before.belief == difference.diff.after.belief }

    private func why(_ change: ChartChange) -> StyledText {
        var parts = change.events.prefix(Self.eventsShown).map { seq in
            (["#\(seq)"] + (sources[seq] ?? [])).joined(separator: " ")
        }
        if change.events.count > Self.eventsShown { parts.append("\(change.events.count - Self.eventsShown) more") }
        let gone = change.gone.compactMap { seq in difference.setAside[seq].map { "#\(seq) \(Self.words($0))" } }
        parts += gone.prefix(Self.eventsShown)
        if gone.count > Self.eventsShown { parts.append("\(gone.count - Self.eventsShown) more that do not count") }
        if difference.isForDaysToCome(change) { parts.append(WhyWords.afterToday) }
        return StyledText(parts.joined(separator: ", "), .faint)
    }

    private static func words(_ reason: ChartDifference.Reason) -> String {
        switch reason {
        case .ruled(let reason, let by): reason.words(by: by)
        case .merged(let by): "merged by #\(by)"
        case .outsideBelief: "not in this belief"
        }
    }
}
