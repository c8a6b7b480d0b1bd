import Projections

/// The lists of one family, as they grow while a log is read: for what has few subjects of many postings each.
///
/// A posting takes some two bytes here, which is what its list will have in the table.
struct GrowingPostings: Sendable {
    let family: PostingFamily
    /// By subject, one more than the place of its lists; 0 where there are none.
    private var places: [UInt32] = []
    /// The last list of each subject, to which postings are added.
    private var growing: [PostingList] = []
    /// The lists before it.
    private var full: [[PostingList]] = []

    init(_ family: PostingFamily) { self.family = family }

    /// Adds a posting that stands no earlier in the log than those before it.
    mutating func add(_ posting: Posting, of subject: UInt32) {
        let subject = Int(subject)
        if subject >= places.count { places += repeatElement(0, count: subject + 1 - places.count) }
        if places[subject] == 0 {
            growing.append(PostingList(first: posting.seq))
            full.append([])
            places[subject] = UInt32(growing.count)
        }
        let place = Int(places[subject]) - 1
        if growing[place].isFull {
            full[place].append(growing[place])
            growing[place] = PostingList(first: posting.seq)
        }
        growing[place].add(posting, of: family)
    }

    /// The lists of a subject, in order of the log.
    func lists(of subject: Int) -> [PostingList] {
        guard subject < places.count, places[subject] > 0 else { return [] }
        let place = Int(places[subject]) - 1
        return full[place] + [growing[place]]
    }

    /// The places in the log of a subject's postings.
    func seqs(of subject: Int) -> [Int] {
        lists(of: subject).flatMap { list in
            var (seqs, reader): ([Int], PostingReader) = ([], PostingReader(first: list.first, family))
            // What was put together here reads without an error.
            while let posting = try? reader.next(in: list.bytes.span.bytes) { seqs.append(posting.seq) }
            return seqs
        }
    }
}
