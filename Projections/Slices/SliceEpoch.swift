/// The epochs in which what an organisation's tenures no longer are is kept.
///
/// A pack of rows that were superseded has, after any number of corrections, mostly rows that did not hold at a given
/// batch. So the log is divided into epochs, for each organisation by itself: an epoch is over after the batch with which
/// as many rows are superseded in it as still hold, and ``fewestRows`` at least. The rows that hold then are kept
/// once more, as they are, under the epoch's name. A question about a batch reads the two packs of its epoch: the rows
/// that held when it was over, of those the ones that did so already; and the rows that it superseded, of those the ones
/// that held. That are at most twice as many as hold, however many corrections there were; and all packs together have at
/// most twice as many rows as were ever superseded, besides those that still hold.
public enum SliceEpoch {
    /// How many rows an epoch supersedes at least: as many as a chunk can have, so that small ones are not copied often.
    public static let fewestRows = SliceChunk.mostRows

    /// The pack of the rows that still hold.
    public static let held = 0
    /// The pack of the rows that the current epoch superseded.
    public static let superseded = 1

    /// The pack of the rows that held when an epoch was over, by the batch after which it was.
    public static func held(through batch: Int) -> Int { 2 * batch }
    /// The pack of the rows that an epoch superseded.
    public static func superseded(through batch: Int) -> Int { 2 * batch + 1 }
    /// The least number that a pack of the epoch of a batch can have, if that is over: the first pack of the organisation
    /// from this one on is its first; where there is none, the epoch is the current one.
    public static func firstPack(from batch: Int) -> Int { held(through: max(batch, 1)) }

    /// Whether an epoch is over after a batch.
    ///
    /// - Parameters:
    ///   - superseded: How many rows the epoch has superseded.
    ///   - held: How many rows still hold.
    public static func isOver(superseded: Int, held: Int) -> Bool { superseded >= max(fewestRows, held) }

    /// The batches after which the epochs of an organisation were over, for those who build all packs at once.
    ///
    /// O(n log n) in the rows.
    ///
    /// - Parameter rows: All rows, superseded or not.
    public static func ends(_ rows: [SliceRow]) -> [Int] {
        ends(rows, fewestRows: fewestRows)
    }

    static func ends(_ rows: [SliceRow], fewestRows: Int) -> [Int] {
        // Of most organisations fewer rows were ever superseded than an epoch has.
        guard rows.count(where: { $0.until < SliceRow.stillHolds }) >= fewestRows else { return [] }
        var turns: [(batch: Int32, change: Int)] = []
        for row in rows {
            turns.append((row.since, 1))
            if row.until < SliceRow.stillHolds { turns.append((row.until, -1)) }
        }
        turns.sort { $0.batch < $1.batch }
        var ends: [Int] = []
        var (held, superseded) = (0, 0)
        for (index, turn) in turns.enumerated() {
            held += turn.change
            if turn.change < 0 { superseded += 1 }
            let isLastOfBatch = index + 1 == turns.count || turns[index + 1].batch != turn.batch
            if isLastOfBatch && superseded >= max(fewestRows, held) {
                ends.append(Int(turn.batch))
                superseded = 0
            }
        }
        return ends
    }
}
