/// Where the chunks of one pack are kept.
///
/// A pack holds rows of one organisation: those that still hold, or those that an epoch superseded. Its chunks are the
/// largest blocks of places with at most 1,024 rows that are no part of a larger such block; one without rows is not
/// kept. So one set of rows has one set of chunks, however it came to be: what a replay builds at once and what was
/// written row by row are the same bytes.
///
/// In SQLite, all packs stand in one table:
///
///     CREATE TABLE slices (
///         organization INTEGER NOT NULL, pack INTEGER NOT NULL, name INTEGER NOT NULL, rows BLOB NOT NULL
///     ) STRICT;
///     CREATE UNIQUE INDEX slices_by_name ON slices (organization, pack, name);
///
/// with a rowid, as chunks are too large to stand in a tree without. Pack 0 has the rows that still hold, pack 1 those
/// that the current epoch superseded; ``SliceEpoch`` has the others. The chunk from a name on is
/// `WHERE organization = ? AND pack = ? AND name >= ? ORDER BY name LIMIT 1`.
public protocol SliceChunks {
    /// Lends the bytes of the first chunk that has the name or a greater one, with its name.
    ///
    /// - Returns: Whether there is one.
    func lendChunk(from name: Int64, _ body: (Int64, RawSpan) throws -> Void) throws -> Bool
}

/// Where the chunks of one pack are kept and can be changed.
public protocol SliceChunkStore: SliceChunks {
    /// The greatest name less than one; nil where there is none.
    func name(before name: Int64) throws -> Int64?
    /// Keeps a chunk, in the place of one with that name if there is one.
    mutating func put(_ bytes: [UInt8], named name: Int64) throws
    /// Removes a chunk.
    mutating func remove(named name: Int64) throws
}
