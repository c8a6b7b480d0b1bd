import Chronology
import Events

/// A seat that lasts while its title, superior and holder change.
public struct PostRecord: Hashable, Sendable {
    /// The seat.
    public let seat: Seat
    /// The post's id; nil where it is known by its title only.
    public let post: EntityID?
    /// The titles that hold from dates on.
    public fileprivate(set) var datedTitles = DatedValues<String>()
    /// The superiors that hold from dates on.
    public fileprivate(set) var datedSuperiors = DatedValues<String>()
    /// What sort of position it is.
    public fileprivate(set) var kind: PositionKind?
    /// How many can hold it at once.
    public fileprivate(set) var seatCount: Int?
    /// What or where it is for.
    public fileprivate(set) var area: String?
    /// The days on which it may have been created; nil where no event says.
    public fileprivate(set) var created: DayRange?
    /// The days on which it may have been abolished; nil where no event says.
    public fileprivate(set) var abolished: DayRange?
    /// The events that say when it was created, as places in the log, ascending.
    public fileprivate(set) var creationEvents: [Int] = []
    /// The events that say when it was abolished, likewise.
    public fileprivate(set) var abolitionEvents: [Int] = []
    /// The events that speak of it, as places in the log.
    public fileprivate(set) var events: [Int] = []

    fileprivate init(seat: Seat, post: EntityID?) {
        self.seat = seat
        self.post = post
    }

    /// Whether the post surely exists at a world time: only then can it be called vacant.
    public func stands(at time: WorldTime) -> Bool {
        let day = time.lastDay.number
        guard let created, created.latest <= day else { return false }
        return abolished.map { day < $0.earliest } ?? true
    }

    /// The titles that are possible at a world time.
    public func titles(at time: WorldTime) -> [String] { datedTitles.values(on: time.lastDay.number) }

    /// The superiors that are possible at a world time.
    public func superiors(at time: WorldTime) -> [String] { datedSuperiors.values(on: time.lastDay.number) }
}

/// The posts of one organisation.
public struct PostBook: Hashable, Sendable {
    private var bySeat: [Seat: PostRecord] = [:]

    /// The types of events that speak of posts.
    public static let types = [PostCreated.type, PostChanged.type, PostAbolished.type]

    /// Reads the post events of one organisation; others are ignored, and their order does not matter.
    public init(_ events: [EffectiveEvent] = []) {
        var creations: [Seat: [MomentClaim]] = [:]
        var abolitions: [Seat: [MomentClaim]] = [:]
        let names = SeatNames(events)
        for effective in events.sorted(by: { $0.seq < $1.seq }) {
            switch effective.event.fact {
            case .postCreated(let post):
                let seat = names.seat(post: post.post, position: post.position, kind: nil)
                if let date = effective.event.date, let claim = ClaimReading.moment(date, of: effective) {
                    creations[seat, default: []].append(claim)
                }
                change(seat, effective) { record in
                    record.kind = post.kind ?? record.kind
                    record.seatCount = post.seats ?? record.seatCount
                    record.area = post.area ?? record.area
                    if let position = post.position { record.datedTitles.addInitial(position, event: effective.seq) }
                    if let superior = post.reportsTo {
                        record.datedSuperiors.addInitial(superior, event: effective.seq)
                    }
                }
            case .postChanged(let post):
                let seat = names.seat(post: post.post, position: post.position, kind: nil)
                change(seat, effective) { record in
                    record.kind = post.kind ?? record.kind
                    record.seatCount = post.seats ?? record.seatCount
                    record.area = post.area ?? record.area
                    record.note(post, effective)
                }
            case .postAbolished(let post):
                let seat = names.seat(post: post.post, position: post.position, kind: nil)
                if let date = effective.event.date, let claim = ClaimReading.moment(date, of: effective) {
                    abolitions[seat, default: []].append(claim)
                }
                change(seat, effective) { _ in }
            default:
                break
            }
        }
        for (seat, claims) in creations {
            bySeat[seat]?.created = MomentBounds(claims)?.range
            bySeat[seat]?.creationEvents = claims.map(\.event).sorted()
        }
        for (seat, claims) in abolitions {
            bySeat[seat]?.abolished = MomentBounds(claims)?.range
            bySeat[seat]?.abolitionEvents = claims.map(\.event).sorted()
        }
    }

    /// The posts in order of their seats.
    public var posts: [PostRecord] { bySeat.values.sorted { $0.seat < $1.seat } }

    /// The post of a seat.
    public subscript(seat: Seat) -> PostRecord? { bySeat[seat] }

    private mutating func change(
        _ seat: Seat, _ effective: EffectiveEvent, _ body: (inout PostRecord) -> Void
    ) {
        var record = bySeat[seat] ?? PostRecord(seat: seat, post: seat.post)
        record.events.append(effective.seq)
        body(&record)
        bySeat[seat] = record
    }
}

extension PostRecord {
    fileprivate mutating func note(_ change: PostChanged, _ effective: EffectiveEvent) {
        guard let date = effective.event.date else { return }
        let range = DayRange(date.widened)
        let order = effective.event.order
        // Without an id the title tells which post is meant; with one it is the new title.
        if change.post != nil, let position = change.position {
            datedTitles.add(.init(position, range: range, order: order, event: effective.seq))
        }
        if let superior = change.reportsTo {
            datedSuperiors.add(.init(superior, range: range, order: order, event: effective.seq))
        }
    }
}
