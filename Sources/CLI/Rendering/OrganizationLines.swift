import Events
import Projections

/// What an organisation's history shows besides tenures and events: dated names, parents, posts.
struct OrganizationLines {
    let history: OrganizationHistory
    /// What ids are called.
    let name: (EntityID) -> String

    /// The sections; those without a line have nothing to say.
    var sections: [HistoryPage.Section] {
        [
            HistoryPage.Section(heading: "Names", lines: names),
            HistoryPage.Section(heading: "Part of", lines: parents),
            HistoryPage.Section(heading: "Posts", lines: history.posts.map(post)),
        ]
    }

    /// Names over time, where there was more than one.
    private var names: [StyledText] {
        guard let dated = history.directory?.datedNames, !dated.changes.isEmpty else { return [] }
        return lines(dated) { $0 }
    }

    private var parents: [StyledText] {
        lines(history.parents) { parent in
            let name = name(parent)
            return name == parent.text ? name : "\(name) (\(parent))"
        }
    }

    private func lines<Value>(_ values: DatedValues<Value>, _ text: (Value) -> String) -> [StyledText] {
        var lines: [StyledText] = []
        if let initial = values.initial {
            lines.append(StyledText(text(initial.value)) + StyledText(" at first", .faint))
        }
        for change in values.changes {
            let moment = DateWords.moment(change.range).map { "since \($0)" } ?? "at an unknown time"
            lines.append(StyledText(change.value.map(text) ?? "none") + StyledText(" \(moment)", .faint))
        }
        // What stood at first needs no remark where nothing came after it.
        return lines.count == 1 && values.changes.isEmpty
            ? values.initial.map { [StyledText(text($0.value))] } ?? [] : lines
    }

    private func post(_ post: PostRecord) -> StyledText {
        let titles = [post.datedTitles.initial?.value].compactMap(\.self) + post.datedTitles.changes.compactMap(\.value)
        var line = StyledText(titles.isEmpty ? post.seat.fallbackTitle : titles.joined(separator: ", then "))
        if let id = post.post { line += StyledText(" (\(id))", .faint) }
        if let kind = post.kind { line += StyledText(" \(kind.rawValue)", .faint) }
        if let seats = post.seatCount { line += StyledText(seats == 1 ? " 1 seat" : " \(seats) seats", .faint) }
        if let created = post.created.flatMap(DateWords.moment) { line += StyledText(" since \(created)") }
        if let abolished = post.abolished.flatMap(DateWords.moment) { line += StyledText(", until \(abolished)") }
        return line
    }
}
