/// A fact that bounds all tenures of a person, an organisation or a post (rule R6).
public struct TenureLimit: Hashable, Sendable {
    /// Which limit it is; the order of the cases is the order in which limits are taken.
    public enum Kind: Int, Hashable, Sendable, CaseIterable, Comparable {
        case birth, founding, creation, death, dissolution, abolition

        /// The limit in one word, as texts and JSON name it.
        public var word: String {
            switch self {
            case .birth: "birth"
            case .founding: "founding"
            case .creation: "creation"
            case .death: "death"
            case .dissolution: "dissolution"
            case .abolition: "abolition"
            }
        }

        /// Orders limits as they are taken.
        public static func < (first: Kind, second: Kind) -> Bool { first.rawValue < second.rawValue }
    }

    /// Which side of a tenure a limit bounds.
    enum Side {
        case earliestStart
        case latestEnd
    }

    /// Which limit it is.
    public let kind: Kind
    /// The days on which it may have fallen.
    public let range: DayRange
    /// The events that say so, as places in the log.
    public let events: [Int]

    /// Creates a limit.
    public init(_ kind: Kind, _ range: DayRange, events: [Int] = []) {
        self.kind = kind
        self.range = range
        self.events = events
    }

    /// The limit that several claims of one fact add up to (R3); nil where there are none.
    public init?(_ kind: Kind, claims: [MomentClaim]) {
        guard let bounds = MomentBounds(claims) else { return nil }
        self.init(kind, bounds.range, events: claims.map(\.event).sorted())
    }

    var side: Side { kind < .death ? .earliestStart : .latestEnd }
}
