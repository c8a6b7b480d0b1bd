import Events

extension SliceRow {
    /// Appends the rows of a key's stints that were known from one batch on until another.
    ///
    /// The same as ``rows(of:_:since:until:)`` makes of tenures without days that are covered beyond their stints.
    ///
    /// - Throws: ``SliceError/batchOutOfRange(_:)``
    public static func append(
        _ versions: ArraySlice<PlainHistory.Version>, to rows: inout [SliceRow]
    ) throws(SliceError) {
        let known = rows.count
        for version in versions {
            guard version.since < UInt32(stillHolds),
                version.until == PlainHistory.stillHolds
                    || version.until < UInt32(stillHolds)
            else { throw .batchOutOfRange(Int(version.since)) }
            let row = version.row
            rows.append(
                SliceRow(
                    person: row.person, seat: row.seat.rawValue, title: row.position,
                    start: (row.start.earliest, row.start.latest), end: (row.end.earliest, row.end.latest),
                    stint: row.stint, flags: row.flags, since: Int32(version.since),
                    until: version.until == PlainHistory.stillHolds ? stillHolds : Int32(version.until)))
        }
        settle(&rows, from: known)
    }
}
