import Events

/// Facts that belong together, with how they are sourced.
public struct SupportedFacts: Hashable, Sendable {
    /// The moments of a tenure.
    public enum Moment: String, Hashable, Sendable, Comparable {
        case start, end
        /// Being in the position, where neither start nor end is claimed.
        case holding

        /// Orders as a tenure runs.
        public static func < (first: Moment, second: Moment) -> Bool { first.rank < second.rank }

        private var rank: Int {
            switch self {
            case .start: 0
            case .holding: 1
            case .end: 2
            }
        }
    }

    /// What the facts are about.
    public enum Subject: Hashable, Sendable {
        /// Moments of a tenure.
        case tenure(CheckedTenure, [Moment])
        /// A birth, a death, a founding or a dissolution.
        case life(EntityID, TenureLimit.Kind)
        /// A post, by its title.
        case post(String, organization: EntityID)
        /// Other facts about somebody or something, how many there are.
        case facts(about: EntityID, count: Int)
    }

    /// What they are about.
    public let subject: Subject
}

/// Finds facts that rest on a single source, and facts without any.
///
/// Moments of tenures and lives are facts, whatever dates their claims give; of others, events that say the same with
/// different sources are one fact. Introductions say what an id stands for and are none.
public enum SourceCheck {
    /// What the sources of a group of events make of it: one, or none; nil where it has several.
    private enum Support: Hashable {
        case unsourced
        case single(EntityID)

        init?(_ events: [EffectiveEvent]) {
            var found: EntityID?
            for citation in events.lazy.flatMap(\.event.sources) where citation.source != found {
                if found != nil { return nil }
                found = citation.source
            }
            self = found.map { .single($0) } ?? .unsourced
        }

        func finding(
            _ subject: SupportedFacts.Subject, in organization: EntityID?, about people: [EntityID], _ events: [Int]
        ) -> Finding {
            let facts = SupportedFacts(subject: subject)
            let fault: Fault
            switch self {
            case .unsourced: fault = .unsourced(facts)
            case .single(let source): fault = .singleSource(facts, source: source)
            }
            let first = events.min() ?? 0
            // A moment is confirmed by the same event from another source; of many facts each has to be looked at.
            var next = NextStep.citeAgain(event: first)
            if case .facts = subject { next = .show(event: first) }
            return Finding(fault, in: organization, about: people, events: events, next: next)
        }
    }

    // MARK: - Tenures and posts

    /// The tenures and posts of an organisation. O(n) in its events.
    public static func findings(in organization: CheckedOrganization) -> [Finding] {
        organization.keys.flatMap { tenures($0, organization) } + posts(organization)
    }

    private static func tenures(_ key: KeyTenures, _ organization: CheckedOrganization) -> [Finding] {
        key.tenures.stints.indices.flatMap { index -> [Finding] in
            var bySupport: [Support: (moments: [SupportedFacts.Moment], events: [Int])] = [:]
            for (moment, events) in moments(of: key.tenures.stints[index], key.key.person, organization) {
                guard !events.isEmpty, let support = Support(events) else { continue }
                bySupport[support, default: ([], [])].moments.append(moment)
                bySupport[support, default: ([], [])].events += events.map(\.seq)
            }
            let tenure = organization.tenure(key, index)
            return bySupport.map { support, facts in
                support.finding(
                    .tenure(tenure, facts.moments.sorted()), in: organization.id, about: [key.key.person],
                    facts.events)
            }
        }
    }

    /// The moments of a stint that its own events claim; what follows from others' is theirs to support.
    private static func moments(
        of stint: Stint, _ person: EntityID, _ organization: CheckedOrganization
    ) -> [(SupportedFacts.Moment, [EffectiveEvent])] {
        func own(_ places: [Int]) -> [EffectiveEvent] {
            organization.events(places).filter { $0.event.speaks(of: person) }
        }
        let (start, end) = (own(stint.startEvents), own(stint.endEvents))
        if start.isEmpty && end.isEmpty { return [(.holding, own(stint.events))] }
        return [(.start, start), (.end, end)]
    }

    private static func posts(_ organization: CheckedOrganization) -> [Finding] {
        organization.posts.posts.compactMap { post in
            guard let support = Support(organization.events(post.events)) else { return nil }
            return support.finding(
                .post(organization.title(of: post.seat), organization: organization.id), in: organization.id,
                about: [], post.events)
        }
    }

    // MARK: - Everything else

    /// The facts about somebody or something other than tenures and posts: those whose first subject it is. O(n).
    ///
    /// - Parameter kind: What it is; decides whether a finding is about an organisation or a person.
    public static func findings(of entity: CheckedEntity, _ kind: EntityKind) -> [Finding] {
        let organization = kind == .organization ? entity.id : nil
        let people = kind == .person ? [entity.id] : []
        var life: [TenureLimit.Kind: [EffectiveEvent]] = [:]
        var others: [Event: [EffectiveEvent]] = [:]
        for effective in entity.events where effective.event.subjects.first == entity.id {
            if let limit = TenureLimit.Kind.allCases.first(where: { $0.eventType == effective.event.type }) {
                if limit != .creation && limit != .abolition { life[limit, default: []].append(effective) }
            } else if effective.event.isFactOfItsOwn {
                others[effective.event.claim, default: []].append(effective)
            }
        }
        let moments = life.compactMap { limit, events in
            Support(events)?.finding(.life(entity.id, limit), in: organization, about: people, events.map(\.seq))
        }
        var bySupport: [Support: [[EffectiveEvent]]] = [:]
        for fact in others.values {
            if let support = Support(fact) { bySupport[support, default: []].append(fact) }
        }
        let facts = bySupport.map { support, facts in
            support.finding(
                .facts(about: entity.id, count: facts.count), in: organization, about: people,
                facts.joined().map(\.seq))
        }
        return moments + facts
    }
}

extension Event {
    /// Whether it says something of the world beside tenures and posts, and more than what an id stands for.
    fileprivate var isFactOfItsOwn: Bool {
        switch fact.family {
        case .position, .post, .evidence: false
        default: !fact.isIntroduction
        }
    }
}
