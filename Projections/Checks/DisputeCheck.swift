import Events

/// A moment whose claims disagree.
public struct Dispute: Hashable, Sendable {
    /// Which moment it is.
    public enum Moment: Hashable, Sendable {
        case start(CheckedTenure)
        case end(CheckedTenure)
        /// The birth, death, founding or dissolution of somebody or something.
        case life(EntityID, TenureLimit.Kind)
        /// The creation or abolition of a post, by its title.
        case post(String, organization: EntityID, TenureLimit.Kind)
    }

    /// Which moment it is.
    public let moment: Moment
    /// The days that it is shown with: as wide as the claims are apart.
    public let range: DayRange
    /// What each event says.
    public let claims: [DatedClaim]
}

/// Finds moments whose claims disagree.
public enum DisputeCheck {
    /// The disputed starts and ends of tenures, and the disputed creations and abolitions of posts.
    public static func findings(in organization: CheckedOrganization) -> [Finding] {
        organization.keys.flatMap { tenures($0, organization) } + posts(organization)
    }

    private static func tenures(_ key: KeyTenures, _ organization: CheckedOrganization) -> [Finding] {
        // Those whom sources do not name may be several: that their dates differ is no dispute.
        guard key.key.person != .unnamed else { return [] }
        var findings: [Finding] = []
        for (index, stint) in key.tenures.stints.enumerated() where stint.isDisputed {
            let tenure = organization.tenure(key, index)
            func add(_ moment: Dispute.Moment, _ range: DayRange, _ claims: [DatedClaim]) {
                findings.append(
                    Finding(
                        .dispute(Dispute(moment: moment, range: range, claims: claims)), in: organization.id,
                        about: [key.key.person], events: claims.map(\.event), next: tenure.explained))
            }
            if stint.isStartDisputed {
                let claims = organization.events(stint.startEvents).compactMap(ClaimedMoments.start)
                add(.start(tenure), stint.start, claims)
            }
            if stint.isEndDisputed {
                let claims = organization.events(stint.endEvents).compactMap { effective in
                    // A successor's start is where it says that the predecessor was gone.
                    effective.event.speaks(of: key.key.person)
                        ? ClaimedMoments.end(effective) : ClaimedMoments.start(effective)
                }
                add(.end(tenure), stint.end, claims)
            }
        }
        return findings
    }

    private static func posts(_ organization: CheckedOrganization) -> [Finding] {
        organization.posts.posts.flatMap { post in
            [TenureLimit.Kind.creation, .abolition].compactMap { kind -> Finding? in
                let events = organization.events(post.events).filter { $0.event.type == kind.eventType }
                guard let moment = LifeMoment(kind, events), moment.isDisputed else { return nil }
                let title = organization.title(of: post.seat)
                let dispute = Dispute(
                    moment: .post(title, organization: organization.id, kind), range: moment.range,
                    claims: moment.claims)
                return Finding(
                    .dispute(dispute), in: organization.id, events: moment.claims.map(\.event),
                    next: .list(subject: post.post ?? organization.id, type: kind.eventType))
            }
        }
    }

    /// The disputed births, deaths, foundings and dissolutions of somebody or something.
    ///
    /// - Parameter isPerson: Whether it is a person.
    public static func findings(of entity: CheckedEntity, isPerson: Bool) -> [Finding] {
        entity.life.filter(\.isDisputed).map { moment in
            let dispute = Dispute(
                moment: .life(entity.id, moment.kind), range: moment.range, claims: moment.claims)
            return Finding(
                .dispute(dispute), in: isPerson ? nil : entity.id, about: isPerson ? [entity.id] : [],
                events: moment.claims.map(\.event), next: .list(subject: entity.id, type: moment.kind.eventType))
        }
    }
}

extension CheckedOrganization {
    /// The events at places in the log.
    func events(_ places: [Int]) -> [EffectiveEvent] { places.compactMap { bySeq[$0] } }
}

extension Event {
    /// Whether it is a position event about somebody's own tenure.
    func speaks(of person: EntityID) -> Bool {
        switch fact {
        case .positionStarted(let started): started.person == person
        case .positionEnded(let ended): ended.person == person
        case .positionHeld(let held): held.person == person
        default: false
        }
    }
}
