/// The batches between which something held, as an index finds those that hold one batch.
///
/// A relational interval tree (Kriegel, Pötke, Seidl, VLDB 2000): an interval stands at the topmost node of a binary
/// tree over batch numbers that it holds. All intervals that hold a batch stand at one of the nodes on the way to it,
/// and there those with an early start, or a late end, are the first, or the last, of a list. So a question costs the
/// rows of its answer and a look-up for each bit of a batch number, however many rows are superseded.
struct RecordedInterval: Hashable {
    /// The first batch in which it held.
    let since: Int
    /// The first batch in which it no longer did; greater than ``since``.
    let until: Int

    /// The topmost node of the tree that the interval holds.
    var node: Int {
        let last = until - 1
        let differing = since ^ last
        guard differing != 0 else { return last }
        let level = Int.bitWidth - 1 - differing.leadingZeroBitCount
        return (last >> level) << level
    }

    /// The nodes on the way to a batch, those up to it and those beyond it.
    ///
    /// An interval at a node up to the batch holds the batch if it ends after it, one at a node beyond it if it starts
    /// no later.
    ///
    /// - Parameter last: The last batch that there is.
    static func path(to batch: Int, among last: Int) -> (upToBatch: [Int], beyond: [Int]) {
        var upToBatch: [Int] = []
        var beyond: [Int] = []
        var level = 0
        while 1 << level <= last {
            if (batch >> level) & 1 == 1 {
                upToBatch.append((batch >> level) << level)
            } else {
                beyond.append(((batch >> level) | 1) << level)
            }
            level += 1
        }
        return (upToBatch, beyond)
    }
}
