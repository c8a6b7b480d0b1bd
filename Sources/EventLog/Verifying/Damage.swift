import Proofs

/// One thing that is wrong with a ledger, and where.
public enum Damage: Hashable, Sendable {
    /// An event's stored bytes, or its row.
    case event(seq: Int, EventFault)
    /// Events that stood in the log and do not any more: their hashes are in the tree, their rows are gone.
    case missing(ClosedRange<Int>)
    /// Events that the tree does not hold.
    case unproven(ClosedRange<Int>)
    /// Events that differ, together with the hashes over them, from what the tree above them holds; or what is left of
    /// those among them that are erased does.
    case rewritten(ClosedRange<Int>, erased: [Int])
    /// A batch's row.
    case batch(Int, BatchFault)
    /// A tile of hashes.
    case tile(level: Int, index: Int, TileFault)
    /// The row with the tree's size and peaks.
    case tree(TreeFault)
    /// A stored checkpoint, by its number.
    case checkpoint(Int, CheckpointFault)
    /// A checkpoint that was kept outside the ledger, by the name that it was given under.
    case pinned(String, CheckpointFault)
    /// Keys were given that have to have signed, and no checkpoint is there that any key could have.
    case unsigned
    /// What says that an event was erased.
    case redaction(seq: Int, RedactionFault)
    /// An index's rows for one event; nil for rows of no event, or rows that do not stand in order.
    case index(table: String, seq: Int?)
    /// A table, index, trigger or view, or the marks of the file.
    case schema(SchemaFault)
    /// A projection's table.
    case projection(table: String, surplus: Int, missing: Int)
    /// The projections' tables cannot be read, or nothing can be folded to compare them with; why.
    case projectionsUnread(String)
    /// Pages of the file, in SQLite's words.
    case file(String)
}

/// What is wrong with an event.
public enum EventFault: Hashable, Sendable {
    /// Its bytes are not those whose hash is in the tree, and the tree agrees with the hash; what else shows it.
    case altered(String?)
    /// Its bytes do not have the hash in its tile, and the tree above agrees with neither.
    case differsFromLeaf
    /// It is not canonical JSON.
    case notCanonical(String)
    /// It is no event.
    case unreadable(String)
    /// It is an event that a ledger would write otherwise.
    case notInNormalForm
    /// Its id is not that of what it says.
    case wrongID
    /// It says that it stands elsewhere.
    case wrongPosition(says: Int)
    /// Its row says another batch than its bytes.
    case wrongBatch(row: Int, bytes: Int)
    /// It is erased, and its row says another batch than the batches' rows.
    case erasedInOtherBatch(row: Int, batches: Int)
    /// It is erased, and its row says another batch than the event that erased it kept.
    case erasedFromOtherBatch(row: Int, kept: Int)
    /// Its batch's author or message stands on an event that is not the batch's first.
    case misplacedBatchTexts
    /// It names an event that is not earlier.
    case namesNoEarlierEvent(String)
    /// Its bytes are gone, and nothing says that they were erased.
    case erased
    /// It was said to be erased, and its bytes are there.
    case notErased
}

/// What is wrong with a batch's row.
public enum BatchFault: Hashable, Sendable {
    /// There is none.
    case missing
    /// It does not follow the batch before it.
    case outOfOrder
    /// It begins behind the last event: the newest were removed, or it was made up.
    case beyondEnd
    /// It says another recorded time than its events.
    case wrongRecorded
    /// It begins elsewhere than its events say.
    case wrongFirst
}

/// What is wrong with a tile.
public enum TileFault: Hashable, Sendable {
    /// It is not there.
    case missing
    /// It has other than the bytes that the tree's size asks for.
    case wrongLength(bytes: Int, needed: Int)
    /// The hash at a place was altered: what it is the hash of agrees with the tree above.
    case altered(place: Int)
    /// The hash at a place is not that of what is under it, and the tree above agrees with neither.
    case differs(place: Int)
    /// The hash of an erased event has one bit turned over: as it was, the tree above agrees with it.
    case erasedHash(place: Int)
    /// The tree has no such tile.
    case surplus
}

/// What is wrong with the tree's row.
public enum TreeFault: Hashable, Sendable {
    /// There is none, or more than one.
    case missing
    /// It says another size than there are hashes and events.
    case wrongSize(says: Int, events: Int)
    /// It has other than the peaks that its size asks for.
    case wrongLength
    /// A peak, counted from 0, is not the root of the tiles under it: it was altered, or the events under it were,
    /// with their hashes, or what is left of those that are erased.
    case wrongPeak(Int, over: ClosedRange<Int>, erased: [Int])
}

/// What is wrong with a checkpoint.
public enum CheckpointFault: Hashable, Sendable {
    /// Its note or its key cannot be read.
    case unreadable(String)
    /// Its row says another size than its note.
    case wrongSize(row: Int, note: Int)
    /// Its signature is not good under its key.
    case badSignature
    /// No key that was given has signed it.
    case unknownSigner(String)
    /// Those before it are not there, or cover more events than it.
    case outOfOrder
    /// It covers more events than there are: the newest were removed, or this is an older file.
    case beyondEnd(size: Int, events: Int)
    /// The log's root at its size is another; what differs is behind the events that the last good checkpoint covers.
    case otherRoot(size: Int, goodThrough: Int)
    /// Hashes are missing, so that the log's root at its size cannot be told.
    case rootUnknown(size: Int)
    /// It is of another log.
    case otherOrigin(String, expected: String)
    /// The ledger has checkpoints, and not this one.
    case notStored
}

/// What is wrong with an erasure.
public enum RedactionFault: Hashable, Sendable {
    /// No event of the log says so.
    case unfounded(by: Int)
    /// An event says that it is erased, and it was not.
    case notCarriedOut(by: Int)
}
