/// How a workload is laid out: what there is of everything, and which of it belongs together.
///
/// Everything is a function of its index, so that no more than a few numbers for each person and organisation are kept.
package struct Plan: Sendable {
    let seed: UInt64
    package let counts: Counts
    package let sizes: OrganizationSizes
    package let shares: PersonShares
    let posts: Posts
    let decks: [[UInt8]]
    /// Deals tenures to people: the slot of a tenure.
    let slots: Permutation
    /// In which order tenures are told: the first are those that one event tells.
    let tellings: Permutation
    /// In which order events that need no order are recorded.
    let order: Permutation
    /// Numbers in ids, which are not to give sizes away.
    let personNumbers: Permutation
    let organizationNumbers: Permutation
    /// In which order people are introduced, and which of them births, deaths and the like speak of.
    let subjects: Permutation
    let organizationSubjects: Permutation

    package init(events: Int, seed: UInt64) {
        self.seed = seed
        counts = Counts(events: events)
        sizes = OrganizationSizes(counts)
        shares = PersonShares(counts, seed: seed)
        posts = Posts(counts, sizes, seed: seed)
        decks = Titles.decks(seed: seed)
        slots = Permutation(count: counts.tenures, seed: seed &+ 101)
        tellings = Permutation(count: counts.tenures, seed: seed &+ 102)
        order = Permutation(count: counts.unordered, seed: seed &+ 103)
        personNumbers = Permutation(count: counts.people, seed: seed &+ 104)
        organizationNumbers = Permutation(count: counts.organizations, seed: seed &+ 105)
        subjects = Permutation(count: counts.people, seed: seed &+ 106)
        organizationSubjects = Permutation(count: counts.organizations, seed: seed &+ 107)
    }

    func id(ofPerson person: Int) -> Slug {
        person == 0 ? .personTwenty : .person(1 + personNumbers(person))
    }

    func id(ofOrganization organization: Int) -> Slug {
        organization == 0 ? .organizationEven : .organization(1 + organizationNumbers(organization))
    }

    /// One or two sources, in the order of their ids.
    func sources(_ draw: inout Draw) -> [Slug] {
        let first = 1 + draw.below(counts.sources)
        if draw.chance(850) { return [.source(first)] }
        let second = 1 + draw.below(counts.sources)
        if first == second { return [.source(first)] }
        // As bytes: source-10 goes before source-9.
        return String(first) < String(second) ? [.source(first), .source(second)] : [.source(second), .source(first)]
    }
}
