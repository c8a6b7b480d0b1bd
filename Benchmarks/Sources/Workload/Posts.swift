/// The posts of organisations: one each, and more where there are more tenures.
struct Posts: Sendable {
    /// The organisation of each post, and its number in there, from 1.
    private let homes: [(organization: Int32, number: Int32)]
    private let starts: [Int32]
    private let ordered: [Int32]

    init(_ counts: Counts, _ sizes: OrganizationSizes, seed: UInt64) {
        let organizations = (0..<counts.posts).map { post in
            if post < sizes.count { return post }
            var draw = Draw(seed, .post, post)
            return sizes.organization(of: draw.below(counts.tenures))
        }
        var numbers = [Int32](repeating: 0, count: sizes.count)
        homes = organizations.map { organization in
            numbers[organization] += 1
            return (Int32(organization), numbers[organization])
        }
        var starts: [Int32] = [0]
        for number in numbers { starts.append((starts.last ?? 0) + number) }
        var ordered = [Int32](repeating: 0, count: counts.posts)
        for (post, home) in homes.enumerated() {
            ordered[Int(starts[Int(home.organization)] + home.number - 1)] = Int32(post)
        }
        self.starts = starts
        self.ordered = ordered
    }

    func home(of post: Int) -> (organization: Int, number: Int) {
        (Int(homes[post].organization), Int(homes[post].number))
    }

    func posts(of organization: Int) -> ArraySlice<Int32> {
        ordered[Int(starts[organization])..<Int(starts[organization + 1])]
    }

    func title(of post: Int) -> String { "\(Titles.posts[post % Titles.posts.count]) \(homes[post].number)" }
}
