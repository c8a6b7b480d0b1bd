/// What sort of fault a check found; the order of the cases is the order in which findings are told.
public enum FindingKind: String, Hashable, Sendable, CaseIterable, Comparable {
    /// What somebody wrote down to hold does not.
    case expectation
    /// A moment whose claims disagree.
    case dispute
    /// More holders of a post on one day than it has seats, or a holder while the post is said to be vacant.
    case twoHolders = "two-holders"
    /// Tenures that cannot both be.
    case overlap
    /// Events before a birth or founding, or after a death or dissolution.
    case outsideLife = "outside-life"
    /// A limit that leaves no way to place the dates of a tenure.
    case contradictedLimit = "contradicted-limit"
    /// Positions or organisations that are above themselves.
    case reportingCycle = "reporting-cycle"
    /// A report to something that is not there.
    case danglingReport = "dangling-report"
    /// A tenure whose end is claimed, and no start.
    case endWithoutStart = "end-without-start"
    /// Somebody seen in a position outside every dated tenure.
    case unplacedSighting = "unplaced-sighting"
    /// Facts without any source.
    case unsourced
    /// Facts that rest on one source.
    case singleSource = "single-source"

    /// Orders as findings are told.
    public static func < (first: FindingKind, second: FindingKind) -> Bool { first.rank < second.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
