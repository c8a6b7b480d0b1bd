import Events

/// A seat of an organisation.
public struct SeatPlace: Hashable, Sendable, Comparable {
    /// Where.
    public let organization: EntityID
    /// Which.
    public let seat: Seat

    /// Creates a place.
    public init(_ organization: EntityID, _ seat: Seat) {
        self.organization = organization
        self.seat = seat
    }

    /// Orders by organisation, then seat.
    public static func < (first: SeatPlace, second: SeatPlace) -> Bool {
        (first.organization, first.seat) < (second.organization, second.seat)
    }
}

/// Somebody in a seat: a line of a chart.
public struct LinePlace: Hashable, Sendable, Comparable {
    /// In which seat.
    public let place: SeatPlace
    /// Who.
    public let person: EntityID

    /// Creates a line's place.
    public init(_ place: SeatPlace, _ person: EntityID) {
        self.place = place
        self.person = person
    }

    /// The key of the tenures behind it.
    public var key: TenureKey {
        TenureKey(person: person, organization: place.organization, seat: place.seat)
    }

    /// Orders by seat, then person.
    public static func < (first: LinePlace, second: LinePlace) -> Bool {
        (first.place, first.person) < (second.place, second.person)
    }
}

/// A chart with the charts under it, taken apart into values that can be compared one by one.
public struct ChartState: Hashable, Sendable {
    /// What a chart says of an organisation itself.
    public struct Organization: Hashable, Sendable {
        /// What it is called.
        public let name: String
        /// The parents that are possible, by id.
        public let parents: [EntityID]
        /// The organisation in whose chart it stands as a unit; nil for the one asked for.
        public let unitOf: EntityID?
    }

    /// What post events say of a seat, and whether anybody holds it.
    public struct SeatRecord: Hashable, Sendable {
        /// The titles that post events make possible.
        public let titles: [String]
        /// The superiors that post events make possible.
        public let superiors: [String]
        /// How many can hold it, where that is said.
        public let seats: Int?
        /// Whether the post surely exists.
        public let stands: Bool
        /// Whether nobody is known to hold it.
        public let isVacant: Bool
    }

    /// Somebody in a seat with the title under which a chart shows it.
    public struct Line: Hashable, Sendable {
        /// The title, else the post's name or its id, else the kind.
        public let title: String
        /// What sort of position it is, as its own sources say.
        public let kind: PositionKind?
        /// Who, how surely, since when.
        public let holder: OrgChart.Holder
    }

    /// The organisations of the chart.
    public var organizations: [EntityID: Organization] = [:]
    /// The seats that are held or stand.
    public var seats: [SeatPlace: SeatRecord] = [:]
    /// Who holds what.
    public var lines: [LinePlace: Line] = [:]
    /// In which seats each person stands; `nobody` and `unnamed` are no persons.
    public var people: [EntityID: Set<SeatPlace>] = [:]

    /// An empty chart.
    public init() {}

    /// Takes a chart and those under it apart. O(n) in the lines.
    public init(_ chart: OrgChart) {
        add(chart, unitOf: nil)
    }

    private mutating func add(_ chart: OrgChart, unitOf parent: EntityID?) {
        let id = chart.organization.id
        organizations[id] = Organization(
            name: chart.organization.name, parents: chart.parents.map(\.organization.id).sorted(), unitOf: parent)
        for position in chart.positions {
            let place = SeatPlace(id, position.seat)
            seats[place] = SeatRecord(
                titles: position.titles, superiors: position.superiors, seats: position.seats,
                stands: position.stands, isVacant: position.holders.isEmpty)
            for holder in position.holders {
                let person = holder.person.id
                lines[LinePlace(place, person)] = Line(
                    title: Self.title(of: holder, in: position), kind: holder.details.kind ?? position.seat.kind,
                    holder: holder)
                if !person.isReserved { people[person, default: []].insert(place) }
            }
        }
        for unit in chart.units { add(unit, unitOf: id) }
    }

    /// The title; like all of a line it does not depend on who else holds the seat.
    private static func title(of holder: OrgChart.Holder, in position: OrgChart.Position) -> String {
        holder.details.position
            ?? (position.titles.isEmpty ? position.seat.fallbackTitle : position.titles.joined(separator: " or "))
    }
}
