import Events
import Projections

/// A change between two charts in words.
struct ChangeWords {
    /// What ids are called.
    let named: (EntityID) -> Named
    let namesakes: Namesakes
    /// The organisation whose charts are compared; others are named.
    let root: EntityID
    /// Whether only the world's time lies between the charts.
    let isInOneBelief: Bool
    /// Whether the second chart is of an earlier time: then what differs is told as what was still, or not yet, so.
    let isBackward: Bool

    /// The word under which a change is told.
    func kind(_ kind: ChartChange.Kind) -> String {
        guard isBackward else { return Self.text(kind) }
        switch kind {
        case .joined: return "still there"
        case .left: return "not yet there"
        case .moved: return "elsewhere"
        case .tookOn: return "still held"
        case .gaveUp: return "not yet held"
        case .returned: return "another time"
        case .renamed: return "other name"
        case .reorganized: return "otherwise"
        case .becameCertain: return "certain"
        case .becamePossible: return "possible"
        case .becameUndated: return "undated"
        case .noLongerUndated: return "not undated"
        case .noLongerVacant: return "not vacant"
        case .becameDisputed: return "disputed"
        case .settled: return "undisputed"
        default: return Self.text(kind)
        }
    }

    /// What stands before the value of the first chart.
    private var former: String { isBackward ? "later" : "was" }

    /// The word under which a change is told.
    static func text(_ kind: ChartChange.Kind) -> String {
        switch kind {
        case .becameVacant: "vacant"
        case .actingChanged: "changed role"
        case .datesChanged: "other dates"
        case .detailsChanged: "other details"
        case .evidenceChanged: "other events"
        default: String(kind.rawValue.map { $0 == "_" ? " " : $0 })
        }
    }

    /// Whom it is about.
    func who(_ change: ChartChange) -> StyledText {
        guard let person = change.person, person.id != .nobody else { return "" }
        let certainty = (change.after ?? change.before)?.state.holder.certainty
        return HolderWords.text(person, certainty, isActing: false, telling: namesakes)
    }

    /// In which position, or what has which value.
    func what(_ change: ChartChange) -> StyledText {
        if let value = change.value {
            let place = change.organization == root ? "" : ", \(name(change.organization))"
            return StyledText(text(value, change)) + StyledText(place, .faint)
        }
        var text = StyledText(position(change))
        for kind in change.kinds.dropFirst() where kind != .reorganized && kind != .detailsChanged {
            text += StyledText("; \(self.kind(kind))", kind == .becameDisputed ? .disputed : .faint)
        }
        if let details = details(change) { text += StyledText("; \(details)", .faint) }
        return text
    }

    private func position(_ change: ChartChange) -> String {
        let place = change.organization == root ? "" : ", \(name(change.organization))"
        let title = (Self.title(change.after ?? change.before) ?? change.title ?? "") + place
        guard let before = change.before, let after = change.after else { return title }
        let isElsewhere = before.place.organization != after.place.organization
        let former = (Self.title(before) ?? "") + (isElsewhere ? " at \(name(before.place.organization))" : "")
        return former == Self.title(after) ? title : "\(title), \(self.former) \(former)"
    }

    private static func title(_ line: ChartChange.Line?) -> String? {
        line.map { $0.state.title + ($0.state.holder.isActing ? " (acting)" : "") }
    }

    /// What else the sources say of a line that stays.
    private func details(_ change: ChartChange) -> String? {
        guard let before = change.before?.state.holder.details, let after = change.after?.state.holder.details,
            change.kinds.contains(.reorganized) || change.kinds.contains(.detailsChanged)
        else { return nil }
        var parts: [String] = []
        if before.reportsTo != after.reportsTo {
            parts.append(turn("reports to ", before.reportsTo.map(called), after.reportsTo.map(called)))
        }
        if before.area != after.area { parts.append(turn("area ", before.area, after.area)) }
        if before.kind != after.kind { parts.append(turn("kind ", before.kind?.rawValue, after.kind?.rawValue)) }
        if before.onBehalfOf != after.onBehalfOf {
            parts.append(turn("for ", before.onBehalfOf.map(name), after.onBehalfOf.map(name)))
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    private func turn(_ word: String, _ before: String?, _ after: String?) -> String {
        switch (before, after) {
        case (let before?, let after?): "\(word)\(after), \(former) \(before)"
        case (nil, let after?): "\(word)\(after)"
        case (let before?, nil): "\(isBackward ? "not yet" : "no longer") \(word)\(before)"
        case (nil, nil): ""
        }
    }

    private func text(_ value: ChartChange.Value, _ change: ChartChange) -> String {
        let title = change.title ?? ""
        // A name is told as it was; what else is an id is told by its name.
        let isName = value.aspect == .name
        func list(_ values: [String]) -> String? {
            values.isEmpty ? nil : values.map { isName ? $0 : called($0) }.joined(separator: " or ")
        }
        let (before, after) = (list(value.before), list(value.after))
        switch value.aspect {
        case .name:
            return change.person == nil ? "\(after ?? ""), \(former) \(before ?? "")" : "\(former) \(before ?? "")"
        case .title: return turn("", before, after ?? title)
        case .parent: return turn("part of ", before, after)
        case .unit:
            return after.map { "\($0) under it" } ?? "\(before ?? "") \(isBackward ? "not yet" : "no longer") under it"
        case .superior: return "\(title): " + turn("reports to ", before, after)
        case .seats: return "\(title): " + turn("seats ", before, after)
        case .post:
            let word =
                switch (isInOneBelief, isBackward) {
                case (true, false): after == nil ? "abolished" : "created"
                case (true, true): after == nil ? "not yet created" : "not yet abolished"
                case (false, _): after == nil ? "not known to stand" : "known to stand"
                }
            return "\(title): post \(word)" + (change.kinds.contains(.becameVacant) ? ", vacant" : "")
        }
    }

    /// The tenure's dates; both where they differ, and only the side that lies between two dates.
    func when(_ change: ChartChange) -> StyledText {
        if isInOneBelief, let side = side(change) { return StyledText(side) }
        let before = change.before?.state.holder.stint.map(TenureWords.text)
        let after = change.after?.state.holder.stint.map(TenureWords.text)
        guard change.kinds.contains(.datesChanged), let before, let after, before != after else {
            return StyledText(after ?? before ?? "")
        }
        return StyledText(after) + StyledText(", \(former) \(before)", .faint)
    }

    /// The start of whoever came and the end of whoever went; backward, the end of whoever was still there, the start
    /// of whoever was not yet.
    private func side(_ change: ChartChange) -> String? {
        let stint = (change.after ?? change.before)?.state.holder.stint
        switch change.kind {
        case .joined, .tookOn, .moved, .returned: return stint.flatMap(isBackward ? TenureWords.end : TenureWords.start)
        case .left, .gaveUp: return stint.flatMap(isBackward ? TenureWords.start : TenureWords.end)
        default: return nil
        }
    }

    private func name(_ id: EntityID) -> String { namesakes.text(named(id)) }

    /// An id by its name, else the text as it is.
    private func called(_ text: String) -> String { EntityID(text).map(name) ?? text }
}
