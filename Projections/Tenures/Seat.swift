import Events

/// What somebody holds: a post, a title in an organisation, or plain membership of some kind.
public enum Seat: Hashable, Sendable, Comparable {
    /// A post, which lasts while its title changes.
    case post(EntityID)
    /// A title, folded as ``CaseFolding`` does.
    case title(String)
    /// Membership without a title; the kind, or nil where not even that is said.
    case membership(PositionKind?)

    /// A stable text that names the seat: `post:cto`, `title:chief scientist`, `kind:board`.
    public var key: String {
        switch self {
        case .post(let post): "post:\(post.text)"
        case .title(let title): "title:\(title)"
        case .membership(let kind): "kind:\(kind?.rawValue ?? "")"
        }
    }

    /// Reads a ``key`` back; nil for any other text.
    public init?(key: String) {
        // Scalars, since a title may begin with a mark that makes one character with the colon.
        let scalars = key.unicodeScalars
        guard let colon = scalars.firstIndex(of: ":") else { return nil }
        let rest = String(scalars[scalars.index(after: colon)...])
        switch String(scalars[..<colon]) {
        case "post":
            guard let post = EntityID(rest) else { return nil }
            self = .post(post)
        case "title":
            self = .title(rest)
        case "kind":
            let kind = PositionKind(rawValue: rest)
            guard kind != nil || rest.isEmpty else { return nil }
            self = .membership(kind)
        default:
            return nil
        }
    }

    /// Orders by key, as bytes.
    public static func < (first: Seat, second: Seat) -> Bool {
        first.key.utf8.lexicographicallyPrecedes(second.key.utf8)
    }
}
