import Events

/// The titles under which an organisation's posts are known: what makes a title and a post one seat.
public struct SeatNames: Hashable, Sendable {
    private var seats: [String: Set<Seat>] = [:]
    private var kinds: [Seat: Set<PositionKind>] = [:]

    /// Reads the post events of one organisation; others are ignored. The order does not matter.
    public init(_ events: [EffectiveEvent] = []) {
        for effective in events {
            switch effective.event.fact {
            case .postCreated(let post): add(post.post, post.position, post.names, post.kind)
            case .postChanged(let post): add(post.post, post.position, post.names, post.kind)
            default: break
            }
        }
    }

    private mutating func add(_ post: EntityID?, _ position: String?, _ names: [AlternateName], _ kind: PositionKind?) {
        guard let seat = post.map(Seat.post) ?? position.map({ .title(CaseFolding.fold($0)) }) else { return }
        for name in [position].compactMap(\.self) + names.map(\.name) {
            seats[CaseFolding.fold(name), default: []].insert(seat)
        }
        if let kind { kinds[seat, default: []].insert(kind) }
    }

    /// The seat that a post or a title names. A title that several posts share stays a title of its own.
    public func seat(post: EntityID?, position: String?, kind: PositionKind?) -> Seat {
        if let post { return .post(post) }
        guard let position else { return .membership(kind) }
        let folded = CaseFolding.fold(position)
        if let named = seats[folded], named.count == 1, let seat = named.first { return seat }
        return .title(folded)
    }

    /// The kinds that post events give a seat.
    func kinds(of seat: Seat) -> Set<PositionKind> { kinds[seat] ?? [] }
}
