import EventLog
import Events
import Projections

/// What bounds tenures and names seats, as far as a plain pair has to know: whether any of it can touch the pair.
///
/// It errs on one side only: what may touch a pair is looked at by the general fold.
struct PlainContext: Sendable {
    /// By the term of a title as it is written, the term of the first that is folded alike; 0 for what is no title.
    let titles: [UInt32]
    /// The same by the folded title.
    let titlesByFolded: [String: UInt32]
    /// By term: no tenure of it, or in it, started before.
    private var firstStarts: [PlainHistory.FirstStart]
    /// By term, whether more than one event says so: what they come to is not known here.
    private var areSeveral: [Bool]
    /// By term of a post, its organisation.
    private var homes: [UInt32: UInt32] = [:]
    /// By term: all tenures of it, or in it, were over by then.
    private var lastEnd: [Int32]
    /// By term, whether what bounds it, or its names, have to be weighed.
    private(set) var isWeighed: [Bool]
    /// Titles that posts go by, in the organisations that have them.
    private var postTitles: Set<UInt64> = []
    /// By term, whether it is an organisation with such posts.
    private var hasPostTitles: [Bool]

    init(_ log: DecodedLog) {
        let terms = log.terms
        var (titles, byFolded) = ([UInt32](repeating: 0, count: terms.count + 1), [String: UInt32]())
        for (term, isTitle) in log.isTitle.enumerated() where isTitle {
            let folded = CaseFolding.fold(terms.text(UInt32(term)))
            let first = byFolded[folded] ?? UInt32(term)
            byFolded[folded] = first
            titles[term] = first
        }
        (self.titles, titlesByFolded) = (titles, byFolded)
        firstStarts = [PlainHistory.FirstStart](repeating: PlainHistory.FirstStart(), count: terms.count + 1)
        areSeveral = [Bool](repeating: false, count: terms.count + 1)
        lastEnd = [Int32](repeating: PackedDays.future, count: terms.count + 1)
        isWeighed = [Bool](repeating: false, count: terms.count + 1)
        hasPostTitles = isWeighed
        for milestone in log.milestones { note(milestone, log.batch(milestone.seq)) }
    }

    private mutating func note(_ milestone: DecodedLog.Milestone, _ batch: UInt32) {
        let entity = Int(milestone.record.entity)
        guard entity > 0 else { return }
        if !milestone.record.isPlain { isWeighed[entity] = true }
        if milestone.record.days == .anyDay { return }
        switch milestone.type {
        case .personBorn, .organizationFounded, .postCreated:
            if milestone.record.organization > 0 { homes[milestone.record.entity] = milestone.record.organization }
            let known = firstStarts[entity]
            if known.day > PackedDays.past { areSeveral[entity] = true }
            firstStarts[entity] = PlainHistory.FirstStart(max(known.day, milestone.record.days.earliest), since: batch)
        case .personDied, .organizationDissolved, .postAbolished:
            lastEnd[entity] = min(lastEnd[entity], milestone.record.days.latest)
        default: break
        }
    }

    /// Notes that what bounds or names an id has to be weighed.
    mutating func weigh(_ term: UInt32) { if term > 0 { isWeighed[Int(term)] = true } }

    /// Notes that a post of an organisation goes by a title.
    mutating func note(title: String, of organization: UInt32) {
        guard organization > 0, let title = titlesByFolded[CaseFolding.fold(title)] else { return }
        hasPostTitles[Int(organization)] = true
        postTitles.insert(UInt64(organization) << 32 | UInt64(title))
    }

    /// Whether a claim of a seat may be touched by what is said of posts.
    func isTouched(_ record: PositionRecord) -> Bool {
        if record.post > 0 {
            return isWeighed[Int(record.post)] || homes[record.post].map { $0 != record.organization } ?? false
        }
        guard hasPostTitles[Int(record.organization)], record.position > 0 else { return false }
        return postTitles.contains(UInt64(record.organization) << 32 | UInt64(titles[Int(record.position)]))
    }

    /// Whether what bounds a person, an organisation or a post may bound a stint (R6).
    func mayBound(_ row: TenureRow) -> Bool {
        mayBound(row, row.person) || mayBound(row, row.organization)
            || row.seat.form == .post && mayBound(row, row.seat.value)
    }

    /// The day before which nothing of an id started, where one event says so.
    func firstStart(_ term: UInt32) -> PlainHistory.FirstStart {
        areSeveral[Int(term)] ? PlainHistory.FirstStart() : firstStarts[Int(term)]
    }

    private func mayBound(_ row: TenureRow, _ term: UInt32) -> Bool {
        areSeveral[Int(term)] && firstStarts[Int(term)].day > row.start.earliest
            || lastEnd[Int(term)] < PackedDays.future
                && (row.flags.endState == .open || lastEnd[Int(term)] < row.end.latest)
    }
}
