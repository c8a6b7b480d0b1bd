import Events

/// A stint of a person in an organisation: what a history says of it, without names and events.
public struct HeldTenure: Hashable, Sendable {
    /// The organisation.
    public let organization: EntityID
    /// The seat.
    public let seat: Seat
    /// The title as a source of the stint has it.
    public let title: String?
    /// The days on which it may have started.
    public let start: DayRange
    /// The days on which it was over; `future` in both where it is open.
    public let end: DayRange
    /// How it ends.
    public let endState: EndState
    /// Interim, permanent or not said.
    public let kind: StintKind
    /// Whether the evidence disagrees.
    public let isDisputed: Bool

    /// Creates a tenure.
    public init(
        organization: EntityID, seat: Seat, title: String?, start: DayRange, end: DayRange, endState: EndState,
        kind: StintKind, isDisputed: Bool
    ) {
        self.organization = organization
        self.seat = seat
        self.title = title
        self.start = start
        self.end = end
        self.endState = endState
        self.kind = kind
        self.isDisputed = isDisputed
    }

    /// The stints of a key.
    public static func tenures(of key: KeyTenures) -> [HeldTenure] {
        zip(key.tenures.stints, key.details).map { stint, details in
            HeldTenure(
                organization: key.key.organization, seat: key.key.seat, title: details.position, start: stint.start,
                end: stint.end, endState: stint.endState, kind: stint.kind, isDisputed: stint.isDisputed)
        }
    }
}
