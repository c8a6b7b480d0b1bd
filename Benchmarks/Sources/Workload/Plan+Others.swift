import Annals

extension Plan {
    /// Weights in thousandths of what is neither about a position nor an introduction.
    private enum Share: Int, CaseIterable {
        case award = 240
        case statement = 220
        case attribute = 160
        case birth = 140
        case relation = 80
        case work = 50
        case founding = 41
        case renaming = 40
        case death = 29

        /// What an event is about, and its number among those.
        static func of(_ other: Int, among count: Int) -> (Share, Int) {
            var rest = other
            for share in allCases.dropLast() {
                let size = count * share.rawValue / 1_000
                if rest < size { return (share, rest) }
                rest -= size
            }
            return (.death, rest)
        }

        /// The event that is so many among those of its share; nil where there are fewer.
        func other(_ number: Int, among count: Int) -> Int? {
            let before = Self.allCases.prefix { $0 != self }.reduce(0) { $0 + count * $1.rawValue / 1_000 }
            return number < count * rawValue / 1_000 ? before + number : nil
        }
    }

    /// Writes the event of an index that is neither about a position nor an introduction.
    func writeOther(_ other: Int, to line: inout LineWriter) {
        var draw = Draw(seed, .other, other)
        let (share, number) = Share.of(other, among: counts.others)
        line.begin()
        switch share {
        case .award: writeAward(&draw, to: &line)
        case .statement: writeStatement(&draw, to: &line)
        case .attribute: writeAttribute(&draw, to: &line)
        case .birth: writeBirth(of: subjects(number % counts.people), &draw, to: &line)
        case .relation: writeRelation(&draw, to: &line)
        case .work: writeWork(number, &draw, to: &line)
        case .founding: writeFounding(of: organizationSubjects(number % counts.organizations), &draw, to: &line)
        case .renaming: writeRenaming(&draw, to: &line)
        case .death: writeDeath(of: subjects(counts.people - 1 - number % counts.people), &draw, to: &line)
        }
        line.end()
    }

    private func writeAward(_ draw: inout Draw, to line: inout LineWriter) {
        line.field("award", draw.pick(Self.awards))
        writeDate(&draw, to: &line)
        line.field("kind", draw.pick(["prize", "honour", "degree"] as [StaticString]))
        writePersonAndSources(draw.below(counts.people), &draw, to: &line)
        line.field("type", "award.received")
    }

    private func writeStatement(_ draw: inout Draw, to line: inout LineWriter) {
        line.field("about")
        line.raw("[\"")
        line.write(id(ofOrganization: draw.below(counts.organizations)))
        line.raw("\"]")
        if draw.chance(300) { line.field("channel", draw.pick(["press release", "interview"] as [StaticString])) }
        writeDate(&draw, to: &line)
        line.sources(sources(&draw))
        line.field("speaker", id(ofPerson: draw.below(counts.people)))
        line.field("summary")
        line.raw("\"")
        line.raw(draw.pick(Self.statements))
        line.number(1 + draw.below(9_999))
        line.raw("\"")
        line.field("type", "statement.made")
    }

    private func writeAttribute(_ draw: inout Draw, to line: inout LineWriter) {
        let isRevenue = draw.chance(500)
        line.field("attribute", isRevenue ? "revenue" : "headcount")
        writeDate(&draw, to: &line)
        line.sources(sources(&draw))
        line.field("subject", id(ofOrganization: draw.below(counts.organizations)))
        line.field("type", "attribute.set")
        line.field("unit", isRevenue ? "USD" : "people")
        line.field("value")
        line.number((1 + draw.below(99_999)) * (isRevenue ? 1_000 : 1))
    }

    private func writeRelation(_ draw: inout Draw, to line: inout LineWriter) {
        let subject = draw.below(counts.people)
        let object = (subject + 1 + draw.below(counts.people - 1)) % counts.people
        writeDate(&draw, to: &line)
        line.field("object", id(ofPerson: object))
        line.field("relation", draw.pick(["spouse", "associate", "sibling", "supervisor"] as [StaticString]))
        line.sources(sources(&draw))
        line.field("subject", id(ofPerson: subject))
        line.field("type", "relation.held")
    }

    private func writeWork(_ number: Int, _ draw: inout Draw, to line: inout LineWriter) {
        line.field("authors")
        line.raw("[\"")
        line.write(id(ofPerson: draw.below(counts.people)))
        line.raw("\"]")
        writeDate(&draw, to: &line)
        line.sources(sources(&draw))
        line.field("title", draw.pick(Self.works))
        line.field("type", "work.published")
        line.field("work", .work(number + 1))
    }

    private func writeRenaming(_ draw: inout Draw, to line: inout LineWriter) {
        writeDate(&draw, to: &line)
        line.field("name", PersonNames.name(&draw))
        writePersonAndSources(draw.below(counts.people), &draw, to: &line)
        line.field("type", "person.renamed")
    }

    /// Organisations are older than any day that is told of them: a founding bounds a start only where nothing else does.
    private func writeFounding(of organization: Int, _ draw: inout Draw, to line: inout LineWriter) {
        line.field("date", day: Self.founding(&draw), .year)
        line.field("organization", id(ofOrganization: organization))
        line.sources(sources(&draw))
        line.field("type", "organization.founded")
    }

    private static func founding(_ draw: inout Draw) -> Int {
        Time.day(draw.within(1700...1880), 1 + draw.below(12), 1)
    }

    /// The first day of the year in which an organisation was founded; nil where that is not told.
    func earliestFounding(of organization: Int) -> Int? {
        guard let other = Share.founding.other(organizationSubjects.place(of: organization), among: counts.others)
        else { return nil }
        var draw = Draw(seed, .other, other)
        return Time.day(CivilDay(number: Self.founding(&draw)).components.year, 1, 1)
    }

    /// People are born long before their first tenure. Where that leaves a bound open nothing is said: the birth would
    /// set it.
    private func writeBirth(of person: Int, _ draw: inout Draw, to line: inout LineWriter) {
        let tenures = shares.slots(of: person).map { tenure(slots.place(of: $0)) }
        let isBoundOpen = tenures.contains { if case .by = $0.start.telling { true } else { false } }
        guard let first = tenures.map(\.start.day).min(), !isBoundOpen else {
            return writeAward(&draw, to: &line)
        }
        line.field("date", day: first - draw.within(25 * 366...45 * 365), draw.pick([.day, .day, .month, .year]))
        writePersonAndSources(person, &draw, to: &line)
        line.field("type", "person.born")
    }

    /// People die long after their last tenure, and not while one is open.
    private func writeDeath(of person: Int, _ draw: inout Draw, to line: inout LineWriter) {
        let tenures = shares.slots(of: person).map { tenure(slots.place(of: $0)) }
        let isOver = tenures.allSatisfy { if case .told = $0.end { true } else { false } }
        let death = (tenures.map(\.lastDay).max() ?? 0) + draw.within(11 * 366...30 * 365)
        guard isOver, death < Time.last else { return writeAward(&draw, to: &line) }
        line.field("date", day: death, draw.pick([.day, .day, .month, .year]))
        writePersonAndSources(person, &draw, to: &line)
        line.field("type", "person.died")
    }

    private func writePersonAndSources(_ person: Int, _ draw: inout Draw, to line: inout LineWriter) {
        line.field("person", id(ofPerson: person))
        line.sources(sources(&draw))
    }

    private func writeDate(_ draw: inout Draw, to line: inout LineWriter) {
        let day = draw.within(Time.first...Time.last)
        line.field("date", day: day, Telling.drawn(&draw))
    }

    private static let awards: [StaticString] = [
        "Doctor of Philosophy", "Gold Medal", "Honorary Doctorate", "Medal of Merit", "Order of the Crown",
        "Prize for Chemistry", "Prize for Literature", "Prize of the Academy", "Silver Medal", "Young Scholar Award",
    ]
    private static let statements: [StaticString] = [
        "Announced a new strategy and a budget of million ", "Denied any plan to merge, letter ",
        "Praised the work of the outgoing board, minute ", "Confirmed that talks had begun, communiqué ",
    ]
    private static let works: [StaticString] = [
        "A History of the Northern Railways", "Collected Essays", "Notes on the Theory of Heat", "On Public Finance",
        "The Harbour at Night", "Über die Grundlagen der Geometrie",
    ]
}
