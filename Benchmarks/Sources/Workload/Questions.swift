import Annals

/// An organisation of a workload, by its place in the order of sizes.
public struct OrganizationIndex: Hashable, Sendable {
    let index: Int
}

/// What a workload's ledger is asked.
public struct Question: Hashable, Sendable {
    /// The organisation's id, and its place in the workload.
    public let organization: String
    public let index: OrganizationIndex
    /// The day that is asked about.
    public let day: CivilDay
}

extension Workload {
    /// The day that answers count as today: nothing in a workload is later.
    public static let today = CivilDay(number: Time.last + 1)
    /// The days of world time in which tenures start.
    public static let days = CivilDay(number: Time.first)...CivilDay(number: Time.last)

    /// The person with twenty tenures.
    public static let personTwenty = Slug.personTwenty.text
    /// The organisation that is alike in all workloads of a million events and more: 50,000 tenures, 3.2 % of which hold
    /// on any day.
    public static let organizationEven = Slug.organizationEven.text

    /// How many tenures `org-even` has.
    public var tenuresOfOrganizationEven: Int { plan.counts.even }
    /// How many tenures there are.
    public var tenures: Int { plan.counts.tenures }
    /// How many tenures the largest organisation has, `org-even` aside.
    public var tenuresOfLargestOther: Int { plan.sizes.tenures(of: 1).count }

    /// `org-even` on some days.
    public func questionsOfOrganizationEven(_ count: Int = 200) -> [Question] {
        (0..<count).map { question(0, of: 0, $0) }
    }

    /// Typical organisations, those around the median of all that have 20 to 500 tenures, on a day each.
    public func typicalQuestions(_ count: Int = 200) -> [Question] {
        let typical = (1..<plan.sizes.count).filter { (20...500).contains(plan.sizes.tenures(of: $0).count) }
        let middle = typical[max(0, (typical.count - count) / 2)...].prefix(count)
        return (0..<count).map { question(Array(middle)[$0 % middle.count], of: 1, $0) }
    }

    /// How many tenures an organisation has.
    public func tenures(in organization: OrganizationIndex) -> Int { plan.sizes.tenures(of: organization.index).count }

    private func question(_ organization: Int, of kind: Int, _ number: Int) -> Question {
        var draw = Draw(plan.seed, .question, kind * 1_000_000 + number)
        // Not at the very ends of time, where few have started and everything is over.
        let day = draw.within(Time.day(1910, 1, 1)...Time.day(2020, 12, 31))
        return Question(
            organization: plan.id(ofOrganization: organization).text, index: OrganizationIndex(index: organization),
            day: CivilDay(number: day))
    }

    /// Some people, `person-twenty` first.
    public func people(_ count: Int = 200) -> [String] {
        (0..<min(count, plan.counts.people)).map { plan.id(ofPerson: $0).text }
    }

    /// Further tenures of known people, for appends to a ledger that is built: held by nobody in the workload.
    public func furtherLines(_ count: Int, from first: Int = 0) -> [[UInt8]] {
        (first..<first + count).map { number in
            var draw = Draw(plan.seed, .other, -1 - number)
            var line = LineWriter()
            line.begin()
            line.field("date", day: draw.within(Time.first...Time.last), .day)
            line.field("organization", plan.id(ofOrganization: 1 + draw.below(plan.counts.organizations - 1)))
            line.field("person", plan.id(ofPerson: 1 + draw.below(plan.counts.people - 1)))
            line.field("position")
            line.raw("\"Visitor ")
            line.number(number + 1)
            line.raw("\"")
            line.sources(plan.sources(&draw))
            line.field("type", "position.started")
            line.end()
            return line.bytes
        }
    }
}
