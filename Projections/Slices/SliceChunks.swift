/// Where the chunks of one pack are kept.
///
/// A pack holds rows of one organisation: those that still hold, or those that an epoch superseded. Its chunks are the
/// largest blocks of places with at most 256 rows that are no part of a larger such block; one without rows is not
/// kept. So one set of rows has one set of chunks, however it came to be: what a replay builds at once and what was
/// written row by row are the same bytes.
///
/// In SQLite, all packs stand in one table:
///
///     CREATE TABLE slices (
///         organization INTEGER NOT NULL, pack INTEGER NOT NULL, name INTEGER NOT NULL,
///         row_count INTEGER NOT NULL, rows BLOB NOT NULL
///     ) STRICT;
///     CREATE UNIQUE INDEX slices_by_name ON slices (organization, pack, name);
///
/// with a rowid, as chunks are too large to stand in a tree without. Pack 0 has the rows that still hold, pack 1 those
/// that the current epoch superseded; ``SliceEpoch`` has the others. The chunks from a name on are
/// `WHERE organization = ? AND pack = ? AND name >= ? ORDER BY name`.
public protocol SliceChunks {
    /// Lends the bytes of chunks with their names, in order: the first that has a name or a greater one, and then from
    /// each name on that is asked for.
    ///
    /// - Parameter body: Takes a chunk, and says from which greater name on the next is wanted; nil if none is.
    func lendChunks(from name: Int64, _ body: (Int64, RawSpan) throws -> Int64?) throws
}

extension SliceChunks {
    /// Lends the bytes of the first chunk that has the name or a greater one, with its name, if there is one.
    func lendChunk(from name: Int64, _ body: (Int64, RawSpan) throws -> Void) throws {
        try lendChunks(from: name) { name, bytes in
            try body(name, bytes)
            return nil
        }
    }
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
