/// What positions are usually called, from the most to the least frequent, and of what kind they are.
enum Titles {
    static let all: [(title: StaticString, kind: StaticString)] = [
        ("Board member", "board"), ("Member of Parliament", "office"), ("Director", "executive"),
        ("Chief Executive Officer", "executive"), ("Professor", "employee"), ("Chair", "board"),
        ("President", "executive"), ("Minister", "office"), ("Councillor", "office"), ("Mayor", "office"),
        ("Head Coach", "employee"), ("Secretary General", "executive"), ("Chief Financial Officer", "executive"),
        ("Vice President", "executive"), ("Ambassador", "office"), ("Treasurer", "board"), ("Judge", "office"),
        ("Managing Director", "executive"), ("Editor", "employee"), ("Trustee", "board"),
        ("Senior Research Fellow", "employee"), ("Deputy Director", "executive"), ("Bishop", "office"),
        ("Chief Operating Officer", "executive"), ("Principal", "executive"), ("General Counsel", "executive"),
        ("Governor", "office"), ("Adviser to the Board", "advisor"), ("Chief Engineer", "employee"),
        ("Dean", "employee"), ("Chief of Staff", "employee"), ("Company Secretary", "executive"),
        ("Conductor", "employee"), ("Curator", "employee"), ("Chief Technology Officer", "executive"),
        ("Auditor", "other"), ("Provost", "employee"), ("Doctoral student", "student"), ("Fellow", "member"),
        ("Rector", "executive"),
    ]

    /// What posts are called, with their number behind it: nothing else is called so.
    static let posts: [StaticString] = ["Ward Member, Ward", "Committee Chair, Committee", "Section Head, Section"]

    /// Orders of titles to be dealt to people: nobody gets one twice, and frequent ones come first more often.
    static func decks(seed: UInt64) -> [[UInt8]] {
        (0..<1_024).map { index in
            var draw = Draw(seed, .position, -1 - index)
            var weights = (1...all.count).map { 10_000 / $0 }
            return (0..<PersonShares.most).map { _ in
                let title = draw.weighted(weights)
                weights[title] = 0
                return UInt8(title)
            }
        }
    }
}
