/// Which moment of a stint.
public enum StintSide: String, Hashable, Sendable, CaseIterable {
    case start, end
}

/// One of the four days that bound a stint's moments.
enum StintBound: Int, Hashable, Sendable, CaseIterable {
    case startEarliest, startLatest, endEarliest, endLatest

    /// The moment that it bounds.
    var side: StintSide {
        switch self {
        case .startEarliest, .startLatest: .start
        case .endEarliest, .endLatest: .end
        }
    }
}

extension Stint {
    /// One of the bounds.
    subscript(bound: StintBound) -> Int {
        get {
            switch bound {
            case .startEarliest: start.earliest
            case .startLatest: start.latest
            case .endEarliest: end.earliest
            case .endLatest: end.latest
            }
        }
        set {
            switch bound {
            case .startEarliest: start.earliest = newValue
            case .startLatest: start.latest = newValue
            case .endEarliest: end.earliest = newValue
            case .endLatest: end.latest = newValue
            }
        }
    }
}
