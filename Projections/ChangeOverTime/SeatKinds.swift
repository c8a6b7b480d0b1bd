import Events

/// What sort of position each seat of an organisation is.
///
/// A stint is of the kind that its own sources give it; where they give none, of that of its post, else of the last
/// stint in the same seat that has one.
public struct SeatKinds: Sendable {
    private var kinds: [Seat: PositionKind] = [:]

    /// Reads the kinds off the tenures and the posts of one organisation.
    public init(_ keys: [KeyTenures], _ posts: PostBook) {
        var latest: [Seat: Int] = [:]
        for key in keys {
            for (stint, details) in zip(key.tenures.stints, key.details) {
                guard let kind = details.kind else { continue }
                let event = stint.events.last ?? 0
                if event >= latest[key.key.seat] ?? 0 {
                    latest[key.key.seat] = event
                    kinds[key.key.seat] = kind
                }
            }
        }
        for post in posts.posts { kinds[post.seat] = post.kind ?? kinds[post.seat] }
    }

    /// The kind of a seat; nil where nothing tells.
    public func kind(of seat: Seat) -> PositionKind? { kinds[seat] ?? seat.kind }

    /// The kind of one of a key's stints, or of the key where no stint is meant.
    public func kind(of key: KeyTenures, stint: Int?) -> PositionKind? {
        let own = stint.map { key.details[$0].kind } ?? key.details.first?.kind
        return own ?? kind(of: key.key.seat)
    }
}
