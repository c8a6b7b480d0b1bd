/// One claim about a single key (person, organisation, seat), in day numbers.
struct WorldClaim: Hashable, Sendable {
    enum Kind: CaseIterable, Sendable {
        /// A dated start.
        case start
        /// A dated start that came with "end unknown" (`2015/`).
        case startWithUnknownEnd
        /// A dated end that a source states.
        case end
        /// A dated end that only a successor implies.
        case inferredEnd
        /// A start dated `XXXX`.
        case undatedStart
        /// An end dated `XXXX`.
        case undatedEnd
        /// In post at some time within the date.
        case sighting
    }

    let kind: Kind
    /// First day the claim allows; nil where the date has no lower bound.
    let earliest: Int?
    /// Last day the claim allows; nil where the date has no upper bound.
    let latest: Int?
    var acting = false
    var reinstated = false
    /// The explicit `order` of the event, if it has one.
    var order: Int?

    init(
        _ kind: Kind, _ earliest: Int?, _ latest: Int?, acting: Bool = false, reinstated: Bool = false,
        order: Int? = nil
    ) {
        self.kind = kind
        self.earliest = earliest
        self.latest = latest
        self.acting = acting
        self.reinstated = reinstated
        self.order = order
    }

    var first: Int { earliest ?? .min }
    var last: Int { latest ?? .max }
    var isDatedStart: Bool { kind == .start || kind == .startWithUnknownEnd }
    var isDatedEnd: Bool { kind == .end || kind == .inferredEnd }
}

/// A day before which no tenure starts, or after which none ends.
struct WorldLimit: Hashable, Sendable {
    /// In the order in which limits are tried.
    enum Kind: Int, CaseIterable, Sendable {
        case birth, founding, creation, death, dissolution, abolition
    }

    let kind: Kind
    let earliest: Int?
    let latest: Int?

    init(_ kind: Kind, _ earliest: Int?, _ latest: Int?) {
        self.kind = kind
        self.earliest = earliest
        self.latest = latest
    }

    var first: Int { earliest ?? .min }
    var last: Int { latest ?? .max }
    var endsTenures: Bool { kind.rawValue >= Kind.death.rawValue }
}

/// What one interval of `position.held` surely covers: from the latest day of its start up to, and without, the
/// earliest day of its end. Its start and end are claims beside it.
struct WorldCover: Hashable, Sendable {
    let from: Int
    /// nil where the interval is open.
    let until: Int?

    func includes(_ day: Int) -> Bool { from <= day && day < until ?? .max }
}

/// Everything that is claimed about one key, and the days asked about.
struct WorldQuestion: Hashable, Sendable {
    var claims: [WorldClaim]
    var limits: [WorldLimit] = []
    var covers: [WorldCover] = []
    var window: ClosedRange<Int>

    /// The window, widened to every day that a claim or a limit names.
    var span: ClosedRange<Int> {
        let named = claims.flatMap { [$0.earliest, $0.latest] } + limits.flatMap { [$0.earliest, $0.latest] }
        let days = named.compactMap(\.self) + [window.lowerBound, window.upperBound]
        return (days.min() ?? window.lowerBound)...(days.max() ?? window.upperBound)
    }
}

/// What holds at the end of each day of the window.
struct WorldAnswer: Hashable, Sendable {
    enum Certainty: String, Sendable {
        case no, possible, certain
    }

    var days: [Certainty]
    var stints: Int
    /// Whether the claims of some moment cannot all be true, or a covered day lies outside every undisputed stint.
    var disputed: Bool
    /// Limits that leave no world and were therefore left out.
    var refusedLimits: [WorldLimit]
}
