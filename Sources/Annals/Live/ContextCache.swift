import Events
import Projections

/// What organisations' own events contribute to the tenures in them, kept from one batch to the next: an organisation
/// can have thousands of posts.
final class ContextCache {
    /// What is known of an organisation.
    struct Known {
        let context: OrganizationContext
        /// Whether nothing that bounds or names anything in it was ever corrected, retracted, merged or distrusted; nil
        /// where nobody asked.
        let isSteady: Bool?
    }

    private var known: [EntityID: Known] = [:]

    private static let most = 16_384

    /// What is known of an organisation, read where it is not yet.
    ///
    /// - Parameter isSteadinessAsked: Whether it is to be known how steady it is.
    func known(
        of organization: EntityID, isSteadinessAsked: Bool, _ read: () throws -> Known
    ) rethrows -> Known {
        if let found = known[organization], found.isSteady != nil || !isSteadinessAsked { return found }
        if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
        let read = try read()
        known[organization] = read
        return read
    }

    /// Forgets what an event may change.
    func forget(_ event: Event) {
        guard !known.isEmpty else { return }
        if let organization = Mentioned.postOrganization(in: event) { known[organization] = nil }
        if let entity = Mentioned.limited(by: event) { known[entity] = nil }
    }

    func forgetAll() { known.removeAll(keepingCapacity: true) }
}
