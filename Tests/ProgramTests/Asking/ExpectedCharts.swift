/// What the article's ledger has to answer on telling days, before and after the announcements are added.
///
/// C certain, P possible, U undated, – not there; (a) as an interim holder; two letters where either is right.
enum ExpectedCharts {
    static let days = [
        "2015-12-31", "2023-11-15", "2023-11-18", "2023-11-22", "2023-11-30", "2024-05-13", "2024-05-16",
    ]

    static let article = """
        sam-altman Chief Executive Officer: U P P P P P C
        mira-murati Chief Executive Officer: – P(a) P(a) P(a) P(a) P(a) –
        ilya-sutskever Chief Scientist: U U U U C C –
        jakub-pachocki Chief Scientist: – – – – – – C
        jakub-pachocki Director of Research: – P P P P P –
        jakub-pachocki employee: – C C C C C C
        ilya-sutskever member: C C C C C C –
        greg-brockman President: U U U U C C C
        mira-murati Chief Technology Officer: U U U U U U C
        greg-brockman Board member: U UP UP UP – – –
        """

    /// Adam D'Angelo's seat is undated before 2019 by what he was seen in; that he was in post by 29 November 2023 is a
    /// date all the same, so that he is possible from the founding on.
    static let withAnnouncements = """
        sam-altman Chief Executive Officer: U C – – C C C
        mira-murati Chief Executive Officer: – – C(a) – – – –
        emmett-shear Chief Executive Officer: – – – C(a) – – –
        ilya-sutskever Chief Scientist: U C C C C C –
        jakub-pachocki Chief Scientist: – – – – – – C
        jakub-pachocki Director of Research: – P P P P P –
        jakub-pachocki employee: – C C C C C C
        ilya-sutskever member: C C C C C C –
        mira-murati Chief Technology Officer: U U P P C C C
        greg-brockman President: U UP UP UP C C C
        greg-brockman Chair of the Board: U C – – – – –
        greg-brockman Board member: U C – – – – –
        sam-altman Board member: U C – – – – –
        ilya-sutskever Board member: U C C C – – –
        tasha-mccauley Board member: U C C C – – –
        helen-toner Board member: U U C C – – –
        adam-dangelo Board member: P C C C C C C
        bret-taylor Chair of the Board: – – – – C C C
        bret-taylor Board member: – – – – C C C
        larry-summers Board member: – – – – C C C
        """

    /// The answers of a table by day: "person position" with what it has to be.
    static func rows(_ table: String) -> [String: [String: String]] {
        var rows: [String: [String: String]] = [:]
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            for (day, answer) in zip(days, parts[1].split(separator: " ")) where answer != "–" {
                rows[day, default: [:]][String(parts[0])] = String(answer)
            }
        }
        return rows
    }
}
