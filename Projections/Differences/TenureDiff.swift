import Chronology
import Events

/// What changed in tenures on all dates at once, stint by stint.
public struct TenureDiff: Hashable, Sendable {
    /// What became of a stint.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case added
        case gone
        case startChanged = "start_changed"
        case endChanged = "end_changed"
        /// Interim or not.
        case actingChanged = "acting_changed"
        case becameDisputed = "became_disputed"
        case settled
        /// What a source says besides the dates: title, kind, area, superior, whom the holder sits for, how it
        /// started and ended.
        case detailsChanged = "details_changed"
        /// The days on which somebody saw the holder in post.
        case sightingsChanged = "sightings_changed"
        /// Other events say the same.
        case evidenceChanged = "evidence_changed"
    }

    /// One stint before and after; one of them is nil where it is added or gone.
    public struct Line: Hashable, Sendable {
        /// What it was.
        public let before: PersonHistory.Tenure?
        /// What it is.
        public let after: PersonHistory.Tenure?
        /// What became of it, in the order of ``Kind``; never empty.
        public let kinds: [Kind]

        /// Whether it reads as before and only rests on other events.
        public var isEvidenceOnly: Bool { kinds == [.evidenceChanged] }

        /// The later state, else the former one.
        public var shown: PersonHistory.Tenure? { after ?? before }
    }

    /// The lines of one organisation.
    public struct Section: Hashable, Sendable {
        /// Where.
        public let organization: Named
        /// The stints that changed: by person as they came, each person's in order of time.
        public let lines: [Line]
    }

    /// The organisations whose tenures changed, by id.
    public let sections: [Section]

    /// Whether nothing changed.
    public var isEmpty: Bool { sections.isEmpty }

    /// Reads what changed off changed keys.
    ///
    /// - Parameters:
    ///   - changes: Keys whose tenures may differ; those that do not are passed over.
    ///   - titles: What a post is called, for tenures whose sources give no title.
    ///   - before: What ids were called before.
    ///   - after: What ids are called after.
    /// - Complexity: O(k log k) in the keys; quadratic in the stints of one key.
    public init(
        _ changes: [TenureChange], titles: (TenureKey) -> String? = { _ in nil },
        namedBefore before: (EntityID) -> Named, namedAfter after: (EntityID) -> Named
    ) {
        var lines: [EntityID: [Line]] = [:]
        for change in changes.sorted(by: { $0.key < $1.key }) where change.before != change.after {
            lines[change.key.organization, default: []] += Self.lines(change, titles(change.key), before, after)
        }
        sections = lines.keys.sorted().compactMap { organization in
            guard let lines = lines[organization], !lines.isEmpty else { return nil }
            return Section(organization: after(organization), lines: lines)
        }
    }

    private static func lines(
        _ change: TenureChange, _ title: String?, _ namedBefore: (EntityID) -> Named,
        _ namedAfter: (EntityID) -> Named
    ) -> [Line] {
        let old = change.before.map { stints(of: $0, title, namedBefore) } ?? []
        let new = change.after.map { stints(of: $0, title, namedAfter) } ?? []
        let pairs = StintPairing.pairs(old.map(\.stint), new.map(\.stint))
        let lines = pairs.compactMap { pair -> Line? in
            let (before, after) = (pair.before.map { old[$0] }, pair.after.map { new[$0] })
            let kinds = kinds(before, after)
            return kinds.isEmpty ? nil : Line(before: before, after: after, kinds: kinds)
        }
        if !lines.isEmpty || new.isEmpty { return lines }
        // The stints are the same: what says that days are surely covered, or which limits were left out, is not.
        return pairs.prefix(1).compactMap { pair in
            guard let before = pair.before, let after = pair.after else { return nil }
            return Line(before: old[before], after: new[after], kinds: [.evidenceChanged])
        }
    }

    private static func stints(
        of key: KeyTenures, _ title: String?, _ named: (EntityID) -> Named
    ) -> [PersonHistory.Tenure] {
        PersonHistory.Tenure.stints(of: key, title: title, at: nil, today: .init(number: 0), named: named)
    }

    private static func kinds(_ before: PersonHistory.Tenure?, _ after: PersonHistory.Tenure?) -> [Kind] {
        guard let before else { return [.added] }
        guard let after else { return [.gone] }
        let (old, new) = (before.stint, after.stint)
        var kinds: [Kind] = []
        if old.startSide != new.startSide { kinds.append(.startChanged) }
        if old.endSide != new.endSide { kinds.append(.endChanged) }
        if (old.kind == .acting) != (new.kind == .acting) { kinds.append(.actingChanged) }
        if !old.isDisputed && new.isDisputed { kinds.append(.becameDisputed) }
        if old.isDisputed && !new.isDisputed { kinds.append(.settled) }
        if before.details != after.details { kinds.append(.detailsChanged) }
        if before.seenDays != after.seenDays { kinds.append(.sightingsChanged) }
        if kinds.isEmpty && old != new { kinds.append(.evidenceChanged) }
        return kinds
    }
}

extension Stint {
    /// All that an answer says of the start.
    var startSide: ComparedSide {
        ComparedSide(
            range: start, clock: startClock, isDated: isStartDated,
            state: .open, isInferred: false)
    }

    /// All that an answer says of the end.
    var endSide: ComparedSide {
        ComparedSide(
            range: end, clock: endClock, isDated: isEndDated,
            state: endState, isInferred: isEndInferred)
    }
}

/// A moment of a stint as answers show it.
struct ComparedSide: Hashable, Sendable {
    let range: DayRange
    let clock: ClockTime?
    let isDated: Bool
    let state: EndState
    let isInferred: Bool
}
