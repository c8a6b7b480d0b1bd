import Events
import Projections

/// The titles that posts go by, as the log has them: they can name a seat besides its own.
struct PostTitles {
    private let decoded: DecodedLog

    init(_ decoded: DecodedLog) { self.decoded = decoded }

    /// Hands over each title with the term of its organisation.
    ///
    /// - Parameter entry: Gives an entry of the log: what has more names than one is read whole.
    func forEach(_ entry: (UInt32) throws -> LogEntry, _ body: (String, UInt32) -> Void) throws {
        var namings = decoded.namings[...]
        for milestone in decoded.milestones {
            let organization = milestone.record.organization
            guard organization > 0 else { continue }
            while let naming = namings.first, naming.seq < milestone.seq { namings = namings.dropFirst() }
            if let naming = namings.first, naming.seq == milestone.seq, naming.isPlain {
                body(decoded.name(naming), organization)
            } else {
                for (title, _) in Self.titles(in: try entry(milestone.seq).event) { body(title, organization) }
            }
        }
    }

    /// The titles that an event gives a post, with its organisation.
    static func titles(in event: Event) -> [(String, EntityID)] {
        let (position, names, organization): (String?, [AlternateName], EntityID)
        switch event.fact {
        case .postCreated(let post): (position, names, organization) = (post.position, post.names, post.organization)
        case .postChanged(let post): (position, names, organization) = (post.position, post.names, post.organization)
        case .postAbolished(let post): (position, names, organization) = (post.position, [], post.organization)
        default: return []
        }
        return ([position].compactMap(\.self) + names.map(\.name)).map { ($0, organization) }
    }
}
