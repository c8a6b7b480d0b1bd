import Testing

@Suite("Random claims and their worlds")
struct RandomClaimsTests {
    @Test("the same seed gives the same questions, another seed others")
    func seedDecides() {
        let questions = Array(RandomClaims(seed: 7).prefix(50))
        #expect(questions == Array(RandomClaims(seed: 7).prefix(50)))
        #expect(questions != Array(RandomClaims(seed: 8).prefix(50)))
    }

    @Test("every feature occurs when asked for, and none when not")
    func featuresOccur() {
        let all = Array(RandomClaims(seed: 1).prefix(300))
        let kinds = Set(all.flatMap { $0.claims.map(\.kind) })
        #expect(kinds == Set(WorldClaim.Kind.allCases))
        #expect(Set(all.flatMap { $0.limits.map(\.kind) }) == Set(WorldLimit.Kind.allCases))
        #expect(all.contains { !$0.covers.isEmpty })
        #expect(all.contains { $0.claims.contains { $0.acting } && $0.claims.contains(where: \.reinstated) })
        #expect(all.contains { $0.claims.contains { $0.order != nil } })
        #expect(all.contains { $0.claims.contains { ($0.earliest == nil) != ($0.latest == nil) } })

        let plain = Array(RandomClaims(seed: 1, features: []).prefix(300))
        #expect(Set(plain.flatMap { $0.claims.map(\.kind) }) == [.start, .end])
        #expect(plain.allSatisfy { $0.limits.isEmpty && $0.covers.isEmpty })
    }

    @Test("every question has a world, whatever the order in which its claims arrive", arguments: 1...4)
    func arrivalOrderDoesNotMatter(seed: UInt64) {
        for question in RandomClaims(seed: seed).prefix(250) {
            var turned = question
            turned.claims.reverse()
            turned.limits.reverse()
            let answer = PossibleWorlds.answer(question)
            #expect(answer != nil, "\(question)")
            #expect(PossibleWorlds.answer(turned) == answer, "\(question)")
        }
    }

    @Test("a world of undisputed claims, written back as exact claims, reads as itself", arguments: 1...4)
    func worldsReadAsThemselves(seed: UInt64) throws {
        let features = RandomClaims.Features.all.subtracting([.limits, .covers])
        for question in RandomClaims(seed: seed, features: features).prefix(150) {
            let read = PossibleWorlds(reading: question)
            guard !read.stints.contains(where: \.isDisputed) else { continue }
            for world in read.worlds(within: []).shuffledPrefix(20, seed: seed) {
                let exact = WorldQuestion(claims: world.exactClaims(of: read.stints), window: question.window)
                let again = try #require(PossibleWorlds.answer(exact))
                let held = question.window.map { world.isHeld(on: $0) }
                #expect(again.days == held.map { $0 ? .certain : .no }, "\(question)")
                #expect(again.stints == world.tenures.count, "\(question)")
                #expect(!again.disputed, "\(question)")
            }
        }
    }
}

extension World {
    /// The tenures as claims that name one day each, in the order in which they happened.
    fileprivate func exactClaims(of stints: [WorldStint]) -> [WorldClaim] {
        zip(stints, tenures).enumerated().flatMap { number, pair in
            let (stint, tenure) = pair
            let start = WorldClaim(
                .start, tenure.start, tenure.start, acting: stint.tone == .acting, order: 2 * number)
            if tenure.end == World.open { return [start] }
            return [start, WorldClaim(.end, tenure.end, tenure.end, order: 2 * number + 1)]
        }
    }
}

extension [World] {
    fileprivate func shuffledPrefix(_ count: Int, seed: UInt64) -> ArraySlice<World> {
        var random = WorldRandom(state: seed)
        return shuffled(using: &random).prefix(count)
    }
}
