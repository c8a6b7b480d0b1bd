import Annals

extension Plan {
    /// Whether an event about a position says what is meant, or what a later event corrects.
    enum Wording {
        case mistaken
        case meant
    }

    /// Whether an event about a position, by its index, is corrected later.
    func isCorrected(_ told: Int) -> Bool { told.isMultiple(of: Counts.toldPerCorrection) }

    /// Writes the event about a position of an index.
    func writePosition(_ told: Int, _ wording: Wording, to line: inout LineWriter) {
        var draw = Draw(seed, .telling, told)
        if told < counts.held {
            writeHeld(tenure(tellings.place(of: told)), wording, &draw, to: &line)
        } else if told < counts.held + counts.pairs {
            writeStarted(tenure(tellings.place(of: told)), wording, &draw, to: &line)
        } else {
            let isEnd = told < counts.held + 2 * counts.pairs
            let tenure = tenure(isEnd ? tellings.place(of: told - counts.pairs) : draw.below(counts.tenures))
            if isEnd, case .told(let day, let telling) = tenure.end {
                writeEnded(tenure, day, telling, wording, &draw, to: &line)
            } else {
                // Of a tenure that goes on there is no end to tell: somebody was seen in it.
                writeSighting(of: tenure, wording, &draw, to: &line)
            }
        }
    }

    private func writeHeld(
        _ tenure: Tenure, _ wording: Wording, _ draw: inout Draw, to line: inout LineWriter
    ) {
        line.begin()
        if isActing(tenure) { line.field("acting", flag: true) }
        writeArea(&draw, to: &line)
        line.field("date")
        line.raw("\"")
        writeStart(tenure, wording, &draw, to: &line)
        line.raw("/")
        switch tenure.end {
        case .told(let day, let telling): line.write(day, telling)
        case .open: line.raw("..")
        case .unknown: break
        }
        line.raw("\"")
        let isOver = tenure.end != .open
        if isOver, draw.chance(150) { line.field("how_ended", draw.pick(Self.endings)) }
        if draw.chance(150) { line.field("how_started", draw.pick(Self.beginnings)) }
        writeSeat(tenure, &draw, isStart: true, to: &line)
        line.field("type", "position.held")
        line.end()
    }

    private func writeStarted(
        _ tenure: Tenure, _ wording: Wording, _ draw: inout Draw, to line: inout LineWriter
    ) {
        line.begin()
        if isActing(tenure) { line.field("acting", flag: true) }
        writeArea(&draw, to: &line)
        line.field("date")
        line.raw("\"")
        writeStart(tenure, wording, &draw, to: &line)
        line.raw("\"")
        if draw.chance(300) { line.field("how", draw.pick(Self.beginnings)) }
        writeSeat(tenure, &draw, isStart: true, to: &line)
        line.field("type", "position.started")
        line.end()
    }

    private func writeEnded(
        _ tenure: Tenure, _ day: Int, _ telling: Telling, _ wording: Wording, _ draw: inout Draw,
        to line: inout LineWriter
    ) {
        line.begin()
        let later = draw.within(10...400)
        switch wording {
        case .meant: line.field("date", day: day, telling)
        case .mistaken where telling.isVague: line.field("date", day: day + later, .day)
        case .mistaken: line.field("date", day: day, .year)
        }
        if draw.chance(300) { line.field("how", draw.pick(Self.endings)) }
        writeSeat(tenure, &draw, isStart: false, to: &line)
        line.field("type", "position.ended")
        line.end()
    }

    /// Somebody was seen in post on a day on which the tenure surely holds: that confirms it and moves no bound.
    private func writeSighting(
        of drawn: Tenure, _ wording: Wording, _ draw: inout Draw, to line: inout LineWriter
    ) {
        var tenure = drawn
        while Self.sureDays(tenure).isEmpty { tenure = self.tenure((tenure.index + 1) % counts.tenures) }
        let days = Self.sureDays(tenure)
        let day = days.lowerBound + draw.below(days.count)
        let margin = min(day - days.lowerBound, days.upperBound - day)
        let telling: Telling =
            margin > 366 && draw.chance(200) ? .year : margin > 31 && draw.chance(300) ? .month : .day
        line.begin()
        switch wording {
        case .meant: line.field("date", day: day, telling)
        case .mistaken: line.field("date", day: day, telling == .day ? .year : .day)
        }
        writeSeat(tenure, &draw, isStart: false, to: &line)
        line.field("type", "position.held")
        line.end()
    }

    /// Days on which a tenure holds, whatever its vague dates turn out to be; perhaps not all of them.
    private static func sureDays(_ tenure: Tenure) -> Range<Int> {
        let start = tenure.start.day + tenure.start.telling.slack
        switch tenure.end {
        case .told(let day, let telling): return start..<max(start, day - telling.slack)
        case .open: return start..<max(start, Time.last)
        case .unknown: return start..<start
        }
    }

    private func writeStart(
        _ tenure: Tenure, _ wording: Wording, _ draw: inout Draw, to line: inout LineWriter
    ) {
        let (day, telling) = tenure.start
        let earlier = draw.within(10...400)
        switch wording {
        case .meant: line.write(day, telling)
        case .mistaken where telling.isVague: line.write(day - earlier, .day)
        case .mistaken: line.write(day, .year)
        }
    }

    private func writeArea(_ draw: inout Draw, to line: inout LineWriter) {
        if draw.chance(50) { line.field("area", draw.pick(Self.areas)) }
    }

    /// The fields from `kind` to `succeeds`.
    private func writeSeat(_ tenure: Tenure, _ draw: inout Draw, isStart: Bool, to line: inout LineWriter) {
        let isOnBehalf = isStart && draw.chance(30)
        let behalf = draw.below(counts.organizations)
        if case .title(let title) = tenure.position, draw.chance(350) { line.field("kind", Titles.all[title].kind) }
        if isOnBehalf { line.field("on_behalf_of", id(ofOrganization: behalf)) }
        line.field("organization", id(ofOrganization: tenure.organization))
        line.field("person", id(ofPerson: tenure.person))
        switch tenure.position {
        case .title(let title):
            line.field("position", Titles.all[title].title)
        case .post(let post):
            line.field("position", posts.title(of: post))
            line.field("post", .post(post + 1))
        }
        if isStart, draw.chance(50) { line.field("reports_to", "Chair") }
        line.sources(sources(&draw))
        if isStart, draw.chance(60), let predecessor = predecessor(of: tenure) {
            line.field("succeeds", id(ofPerson: predecessor))
        }
    }

    /// Somebody else of the organisation, who never held the same seat: what is said of a successor ends nothing then.
    private func predecessor(of tenure: Tenure) -> Int? {
        guard tenure.index > sizes.tenures(of: tenure.organization).lowerBound else { return nil }
        let person = shares.person(ofSlot: slots(tenure.index - 1))
        guard person != tenure.person else { return nil }
        let isOfTheSeat = shares.slots(of: person).contains { slot in
            let other = slots.place(of: slot)
            return sizes.organization(of: other) == tenure.organization
                && self.tenure(other).position == tenure.position
        }
        return isOfTheSeat ? nil : person
    }

    private func isActing(_ tenure: Tenure) -> Bool {
        var draw = Draw(seed, .telling, -1 - tenure.index)
        return draw.chance(20)
    }

    private static let beginnings: [StaticString] = [
        "appointed", "elected", "elected", "hired", "promoted", "succeeded",
    ]
    private static let endings: [StaticString] = ["resigned", "retired", "retired", "term_ended", "removed", "died"]
    private static let areas: [StaticString] = [
        "Northern Region", "Finance", "Education", "Public Health", "Research", "Operations", "Southern District",
    ]
}
