import Events

/// One thing that changed between two charts, in the words of people, with the events that did it.
public struct ChartChange: Hashable, Sendable {
    /// What sort of change it is, in the order in which they are told.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Comparable {
        /// Nowhere in the chart before.
        case joined
        /// Nowhere in the chart any more.
        case left
        /// In another seat than before.
        case moved
        /// In a further seat.
        case tookOn = "took_on"
        /// No longer in one of several seats.
        case gaveUp = "gave_up"
        /// In the same seat for another time.
        case returned
        case becameVacant = "became_vacant"
        case noLongerVacant = "no_longer_vacant"
        case becameCertain = "became_certain"
        case becamePossible = "became_possible"
        /// In the chart only because a side of the tenure has no date.
        case becameUndated = "became_undated"
        case noLongerUndated = "no_longer_undated"
        /// Interim or not.
        case actingChanged = "acting_changed"
        /// Another start or end of the same line.
        case datesChanged = "dates_changed"
        case becameDisputed = "became_disputed"
        case settled
        /// Somebody, the organisation or a post has another name.
        case renamed
        /// Another superior or parent, a unit or a post more or fewer.
        case reorganized
        /// What a source says besides: title, area, whom the holder sits for.
        case detailsChanged = "details_changed"
        /// The same on other events.
        case evidenceChanged = "evidence_changed"

        /// Orders as they are told.
        public static func < (first: Kind, second: Kind) -> Bool {
            let all = Kind.allCases
            return (all.firstIndex(of: first) ?? 0) < (all.firstIndex(of: second) ?? 0)
        }
    }

    /// A line of a chart with where it is.
    public struct Line: Hashable, Sendable {
        /// Where.
        public let place: SeatPlace
        /// Who, as what.
        public let state: ChartState.Line
    }

    /// Something of an organisation, a seat or a person that has one value or several.
    public struct Value: Hashable, Sendable {
        /// What it is.
        public enum Aspect: String, Hashable, Sendable {
            case name, parent, unit, post, title
            case superior = "reports_to"
            case seats
        }

        /// What it is.
        public let aspect: Aspect
        /// What it was; several where which one held is not certain, none where there was none.
        public let before: [String]
        /// What it is.
        public let after: [String]
    }

    /// What happened, the most telling first; never empty.
    public let kinds: [Kind]
    /// Where.
    public let organization: EntityID
    /// In which seat; nil for changes of an organisation or of a person.
    public let seat: Seat?
    /// What the seat is called; nil where there is none.
    public let title: String?
    /// Whom it is about; nil for changes of an organisation or of a seat.
    public let person: Named?
    /// The line as it was.
    public let before: Line?
    /// The line as it is.
    public let after: Line?
    /// The value that changed, for changes that are not of a line.
    public let value: Value?
    /// The events that did it, as places in the log, ascending.
    public let events: [Int]
    /// The events that it rested on before and no longer does, likewise; only between two beliefs.
    public let gone: [Int]

    /// The sort of change under which it is told.
    public var kind: Kind { kinds.first ?? .evidenceChanged }
}
