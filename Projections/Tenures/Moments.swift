/// The claims of a seat sorted into stints, before their dates are weighed (rule R2).
///
/// Claims that can be one moment are one moment. The sweep takes the claims by their latest bound, so the result does
/// not depend on the order in which they arrived. O(n²) in the claims of one key, O(n³) where they have explicit orders.
struct Moments {
    /// How a stint's end has been placed.
    enum End {
        case open
        case recorded
        /// On the date of the starts that follow it, or of a successor's start.
        case inferred
        case unknown
    }

    /// A stint as the claims that are its start and its end.
    struct Draft {
        var kind: StintKind
        var starts: [MomentClaim] = []
        var ends: [MomentClaim] = []
        var end = End.open
        /// For an unknown end that replaced an inferred one: it was no later than that.
        var latestEnd = DayRange.future
        /// Events that say that it started and not when, where nothing else makes the stint.
        var undatedStarts: [Int] = []
        /// Events that say that it ended and not when.
        var undatedEnds: [Int] = []
        /// The inferred ends that an unknown one replaced.
        var replacedEnds: [MomentClaim] = []
        /// The returns that it is inferred from, where no claim opens it.
        var impliedBy: [Int] = []
        /// The starts of the stint after it, where all of them are returns and nothing else says that it ended.
        var returns: [Int] = []

        /// Every event that made the stint or one of its moments.
        var events: [Int] {
            starts.map(\.event) + ends.map(\.event) + undatedStarts + undatedEnds + replacedEnds.map(\.event)
        }

        /// Whether one of the starts was given with an unknown end.
        var startEndsUnknown: Bool { starts.contains(where: \.endsUnknown) }

        /// The ends that count: recorded ones, and inferred ones only where none is recorded.
        var effectiveEnds: [MomentClaim] {
            let recorded = ends.filter { !$0.isInferred }
            return recorded.isEmpty ? ends : recorded
        }

        /// The ends whose dates are the stint's end; none where that is open or unknown.
        var countedEnds: [MomentClaim] { end == .open || end == .unknown ? [] : effectiveEnds }

        /// Makes the end unknown; an inferred end stays as its upper bound.
        mutating func loseEnd() {
            if end == .inferred {
                latestEnd = MomentBounds(effectiveEnds)?.range.latest ?? DayRange.future
                replacedEnds = ends
                ends = []
            }
            end = .unknown
        }
    }

    /// The stints in order of time.
    private(set) var drafts: [Draft] = []
    private var starts: [MomentClaim]
    private var ends: [MomentClaim]
    private var undatedEnds: [Int]
    private var isInPost = false

    /// Sorts the dated claims of a key into stints.
    init(_ claims: SeatClaims) {
        starts = claims.starts
        ends = claims.ends
        undatedEnds = claims.undatedEnds
        while let bound = nextBound() {
            if isInPost { continueStint(by: bound) } else { continueAbsence(by: bound) }
        }
        placeUnknownEnds()
        addUndatedStint(claims)
        placeUndatedEnds()
    }

    /// The smallest latest bound among the claims not yet placed.
    private func nextBound() -> Int? {
        (starts.lazy.map(\.range.latest).min()).map { start in
            min(start, ends.lazy.map(\.range.latest).min() ?? start)
        } ?? ends.lazy.map(\.range.latest).min()
    }

    private mutating func continueAbsence(by bound: Int) {
        let candidates = starts.filter { $0.range.earliest <= bound && !isWaiting($0) }
        guard !candidates.isEmpty else { return placeEndsOutsideStint(by: bound) }
        if drafts.isEmpty && candidates.allSatisfy(\.isReinstatement) {
            var draft = Draft(kind: .either)
            draft.impliedBy = candidates.map(\.event)
            drafts.append(draft)
            isInPost = true
            return
        }
        let opensActing = Self.opener(of: candidates).isActing
        let opening = takeStarts { $0.isActing == opensActing && $0.range.earliest <= bound }
        drafts.append(Draft(kind: opensActing ? .acting : .permanent, starts: opening))
        isInPost = true
    }

    /// The start that decides whether an interim or a permanent stint opens.
    private static func opener(of candidates: [MomentClaim]) -> MomentClaim {
        candidates.dropFirst().reduce(candidates[0]) { best, next in
            let nextKey = (next.range.latest, next.range.earliest, next.isActing ? 0 : 1)
            let bestKey = (best.range.latest, best.range.earliest, best.isActing ? 0 : 1)
            return nextKey < bestKey ? next : best
        }
    }

    /// Nobody is in post and no start can fall by the bound: the ends belong to what ended last.
    private mutating func placeEndsOutsideStint(by bound: Int) {
        let further = takeEnds { $0.range.earliest <= bound }
        if drafts.isEmpty {
            let recorded = further.filter { !$0.isInferred }
            guard !recorded.isEmpty else { return }
            drafts.append(Draft(kind: .either, ends: recorded, end: .recorded))
            return
        }
        let last = drafts.count - 1
        drafts[last].ends += further
        if further.contains(where: { !$0.isInferred }) { drafts[last].end = .recorded }
    }

    private mutating func continueStint(by bound: Int) {
        let last = drafts.count - 1
        let closing = takeEnds { $0.range.earliest <= bound }
        if !closing.isEmpty {
            drafts[last].ends += closing
            drafts[last].end = closing.contains(where: { !$0.isInferred }) ? .recorded : .inferred
            isInPost = false
            return
        }
        let following = starts.filter { $0.range.earliest <= bound && !isWaiting($0) }
        let kind = drafts[last].kind
        let own = following.filter { kind == .either || $0.isActing == (kind == .acting) }
        if own.isEmpty {
            drafts[last].end = .inferred
            drafts[last].ends = following.map {
                MomentClaim($0.range, isInferred: true, clock: $0.clock, event: $0.event)
            }
        } else if !undatedEnds.isEmpty {
            drafts[last].end = .unknown
            drafts[last].undatedEnds.append(undatedEnds.removeFirst())
        } else if drafts[last].startEndsUnknown || own.allSatisfy(\.isReinstatement) {
            drafts[last].end = .unknown
            drafts[last].returns = own.map(\.event)
        } else {
            drafts[last].starts += takeStarts { start in
                start.range.earliest <= bound && (kind == .either || start.isActing == (kind == .acting))
            }
            return
        }
        isInPost = false
    }

    /// The unknown end of `2015/` counts where its stint has no recorded end.
    private mutating func placeUnknownEnds() {
        for index in drafts.indices where drafts[index].startEndsUnknown && drafts[index].end != .recorded {
            drafts[index].loseEnd()
        }
    }

    /// A start or an end without a date makes a stint only where no dated claim makes one.
    private mutating func addUndatedStint(_ claims: SeatClaims) {
        guard drafts.isEmpty, !(claims.undatedStarts.isEmpty && undatedEnds.isEmpty) else { return }
        let isActing = !claims.undatedStarts.isEmpty && claims.undatedStarts.allSatisfy(\.isActing)
        var draft = Draft(kind: claims.undatedStarts.isEmpty ? .either : isActing ? .acting : .permanent)
        draft.undatedStarts = claims.undatedStarts.map(\.event)
        drafts.append(draft)
    }

    /// Each undated end left over makes the next stint without a recorded end unknown.
    private mutating func placeUndatedEnds() {
        for index in drafts.indices where drafts[index].end == .open || drafts[index].end == .inferred {
            guard !undatedEnds.isEmpty else { return }
            drafts[index].loseEnd()
            drafts[index].undatedEnds.append(undatedEnds.removeFirst())
        }
    }

    /// Of claims with the same date and an explicit order, the higher waits for the lower.
    private func isWaiting(_ claim: MomentClaim) -> Bool {
        guard let order = claim.order else { return false }
        func comesFirst(_ other: MomentClaim) -> Bool {
            guard let otherOrder = other.order else { return false }
            return other.range == claim.range && otherOrder < order
        }
        return starts.contains(where: comesFirst) || ends.contains(where: comesFirst)
    }

    private mutating func takeStarts(where isTaken: (MomentClaim) -> Bool) -> [MomentClaim] {
        let taken = starts.map { isTaken($0) && !isWaiting($0) }
        defer { starts = zip(starts, taken).filter { !$0.1 }.map(\.0) }
        return zip(starts, taken).filter(\.1).map(\.0)
    }

    private mutating func takeEnds(where isTaken: (MomentClaim) -> Bool) -> [MomentClaim] {
        let taken = ends.map { isTaken($0) && !isWaiting($0) }
        defer { ends = zip(ends, taken).filter { !$0.1 }.map(\.0) }
        return zip(ends, taken).filter(\.1).map(\.0)
    }
}
