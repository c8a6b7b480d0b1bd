import Events

/// The titles under which an organisation's posts are known: what makes a title and a post one seat.
public struct SeatNames: Hashable, Sendable {
    private var seats: [String: Set<Seat>] = [:]
    private var kinds: [Seat: Set<PositionKind>] = [:]

    /// Reads the post events of one organisation; others are ignored. The order does not matter.
    ///
    /// A post event without an id speaks of the post that goes by its title, where there is exactly one.
    public init(_ events: [EffectiveEvent] = []) {
        var named: [Mention] = []
        var created: [Mention] = []
        var changed: [Mention] = []
        for effective in events {
            switch effective.event.fact {
            case .postCreated(let post):
                let mention = Mention(post: post.post, position: post.position, names: post.names, kind: post.kind)
                if post.post == nil { created.append(mention) } else { named.append(mention) }
            case .postChanged(let post):
                let mention = Mention(post: post.post, position: post.position, names: post.names, kind: post.kind)
                if post.post == nil { changed.append(mention) } else { named.append(mention) }
            default: break
            }
        }
        // Titles are looked up among what is known already: posts with ids first, then those that were created.
        for mentions in [named, created, changed] { add(mentions) }
    }

    private struct Mention {
        let post: EntityID?
        let position: String?
        let names: [AlternateName]
        let kind: PositionKind?
    }

    private mutating func add(_ mentions: [Mention]) {
        let known = self
        for mention in mentions where mention.post != nil || mention.position != nil {
            let seat = known.seat(post: mention.post, position: mention.position, kind: nil)
            for name in [mention.position].compactMap(\.self) + mention.names.map(\.name) {
                seats[CaseFolding.fold(name), default: []].insert(seat)
            }
            if let kind = mention.kind { kinds[seat, default: []].insert(kind) }
        }
    }

    /// The seat that a post or a title names. A title that several posts share stays a title of its own.
    public func seat(post: EntityID?, position: String?, kind: PositionKind?) -> Seat {
        if let post { return .post(post) }
        guard let position else { return .membership(kind) }
        return seat(titled: CaseFolding.fold(position))
    }

    /// The seat that a folded title names.
    func seat(titled folded: String) -> Seat {
        if let named = seats[folded], named.count == 1, let seat = named.first { return seat }
        return .title(folded)
    }

    /// Whether a post goes by a folded title, or several do.
    public func isOfPosts(title folded: String) -> Bool { seats[folded] != nil }

    /// The kinds that post events give a seat.
    func kinds(of seat: Seat) -> Set<PositionKind> { kinds[seat] ?? [] }

    /// The folded titles that name another seat among other names.
    func titles(namingOtherwiseIn other: SeatNames) -> Set<String> {
        Set(seats.keys).union(other.seats.keys).filter { seat(titled: $0) != other.seat(titled: $0) }
    }

    /// The seats that have other kinds among other names.
    func seats(ofOtherKindsIn other: SeatNames) -> Set<Seat> {
        Set(kinds.keys).union(other.kinds.keys).filter { kinds[$0] != other.kinds[$0] }
    }
}
