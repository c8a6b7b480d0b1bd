/// A stint as the claims group it: which claims are its start, and which its end. No day is chosen yet.
struct WorldStint: Sendable {
    /// Acting or permanent; nil where no start says which.
    enum Tone: Sendable {
        case acting, permanent
    }

    struct End: Sendable {
        var recorded: [WorldClaim] = []
        var inferred: [WorldClaim] = []
        /// Known to have ended, no date said. A recorded date overrules it.
        var unknown = false
    }

    /// Empty where the start is undated.
    var starts: [WorldClaim]
    var tone: Tone?
    /// nil while the stint is open.
    var end: End?

    var startsWithUnknownEnd: Bool { starts.contains { $0.kind == .startWithUnknownEnd } }
    var hasRecordedEnd: Bool { end.map { !$0.recorded.isEmpty || $0.unknown } ?? false }
    var startBounds: WorldBounds { WorldBounds(agreeing: starts) }

    /// The days on which the end can lie before any neighbour is looked at; nil where the stint is open.
    var endBounds: WorldBounds? {
        guard let end else { return nil }
        if !end.recorded.isEmpty { return WorldBounds(agreeing: end.recorded) }
        let inferred = WorldBounds(agreeing: end.inferred)
        // An unknown end is no later than the inferred one that it replaces.
        return end.unknown ? WorldBounds(first: .min, last: inferred.last) : inferred
    }

    var hasUndatedSide: Bool {
        starts.isEmpty || end.map { $0.recorded.isEmpty && $0.unknown } ?? false
    }

    var isDisputed: Bool { startBounds.disputed || endBounds?.disputed ?? false }
}

extension WorldClaim {
    var tone: WorldStint.Tone { acting ? .acting : .permanent }
}

/// R3: the days on which a moment can lie, given all the claims of it.
struct WorldBounds: Sendable {
    let first: Int
    let last: Int
    let disputed: Bool

    init(first: Int, last: Int, disputed: Bool = false) {
        self.first = first
        self.last = last
        self.disputed = disputed
    }

    init(agreeing claims: [WorldClaim]) {
        guard let smallestLatest = claims.map(\.last).min(), let largestEarliest = claims.map(\.first).max() else {
            self.init(first: .min, last: .max)
            return
        }
        self.init(
            first: claims.map(\.first).filter { $0 <= smallestLatest }.max() ?? .min,
            last: claims.map(\.last).filter { $0 >= largestEarliest }.min() ?? .max,
            disputed: largestEarliest > smallestLatest)
    }
}
