import EventLog
import Events
import Projections

/// What bounds tenures and names seats, as far as a plain pair has to know: whether any of it can touch the pair.
///
/// It errs on one side only: what may touch a pair is looked at by the general fold.
struct PlainContext {
    /// By the term of a title as it is written, the term of the first that is folded alike; 0 for what is no title.
    let titles: [UInt32]
    /// The same by the folded title.
    let titlesByFolded: [String: UInt32]
    /// By term: no tenure of it, or in it, started before.
    private var firstStart: [Int32]
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
        firstStart = [Int32](repeating: PackedDays.past, count: terms.count + 1)
        lastEnd = [Int32](repeating: PackedDays.future, count: terms.count + 1)
        isWeighed = [Bool](repeating: false, count: terms.count + 1)
        hasPostTitles = isWeighed
        for milestone in log.milestones { note(milestone) }
    }

    private mutating func note(_ milestone: DecodedLog.Milestone) {
        let entity = Int(milestone.record.entity)
        guard entity > 0 else { return }
        if !milestone.record.isPlain { isWeighed[entity] = true }
        if milestone.record.days == .anyDay { return }
        switch milestone.type {
        case .personBorn, .organizationFounded, .postCreated:
            firstStart[entity] = max(firstStart[entity], milestone.record.days.earliest)
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
        if record.post > 0 { return isWeighed[Int(record.post)] }
        guard hasPostTitles[Int(record.organization)], record.position > 0 else { return false }
        return postTitles.contains(UInt64(record.organization) << 32 | UInt64(titles[Int(record.position)]))
    }

    /// Whether what bounds a person, an organisation or a post may bound a stint (R6).
    func mayBound(_ row: TenureRow) -> Bool {
        mayBound(row, row.person) || mayBound(row, row.organization)
            || row.seat.form == .post && mayBound(row, row.seat.value)
    }

    private func mayBound(_ row: TenureRow, _ term: UInt32) -> Bool {
        firstStart[Int(term)] > row.start.earliest
            || lastEnd[Int(term)] < PackedDays.future
                && (row.flags.endState == .open || lastEnd[Int(term)] < row.end.latest)
    }
}
