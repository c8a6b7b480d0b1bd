import Events

extension Timeline {
    /// One line of a drawing: a heading, or a row beside its label.
    public enum Line: Hashable, Sendable {
        /// What the lines below it, of a deeper level, have in common.
        case heading(String, level: Int)
        /// A row.
        case row(Row, label: String, level: Int)
        /// So many undated rows that are left out.
        case folded(Int, level: Int)
    }

    /// The lines of a drawing from top to bottom.
    ///
    /// A seat with one holder is one line, one with several a heading over them; a seat that is called what its group
    /// is has none.
    ///
    /// - Parameter name: What somebody or something is called.
    public func lines(name: (Named) -> String) -> [Line] {
        groups.flatMap { group in
            var lines: [Line] = [.heading(group.heading.text(name), level: 0)]
            for seat in group.seats { lines += self.lines(seat, in: group, name) }
            if group.folded > 0 { lines.append(.folded(group.folded, level: 1)) }
            return lines
        }
    }

    private func lines(_ seat: SeatRows, in group: Group, _ name: (Named) -> String) -> [Line] {
        guard case .positions(let positions) = group.heading else {
            return seat.rows.map { .row($0, label: $0.title + ($0.isActing ? " (acting)" : ""), level: 1) }
        }
        func label(_ row: Row) -> String {
            let holder =
                switch row.person.id {
                case .nobody: "vacant"
                case .unnamed: "somebody (not named)"
                default: name(row.person)
                }
            return holder + (row.isActing ? " (acting)" : "")
        }
        let isNamedByGroup = [String(describing: positions), "member"].contains(CaseFolding.fold(seat.title))
        if isNamedByGroup { return seat.rows.map { .row($0, label: label($0), level: 1) } }
        if seat.rows.count == 1, let row = seat.rows.first {
            return [.row(row, label: "\(label(row)), \(row.title)", level: 1)]
        }
        return [.heading(seat.title, level: 1)] + seat.rows.map { .row($0, label: label($0), level: 2) }
    }
}

extension Timeline.Group.Heading {
    fileprivate func text(_ name: (Named) -> String) -> String {
        switch self {
        case .positions(let positions): positions.heading
        case .organization(let organization): name(organization)
        }
    }
}

extension TimelineMark {
    /// What happened, in a word or with the new name: "founded", "renamed OpenAI LP".
    public var words: String { name.map { "\(kind.rawValue) \($0)" } ?? kind.rawValue }
}
