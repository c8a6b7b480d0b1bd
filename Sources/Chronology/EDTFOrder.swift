extension EDTF {
    /// How one date lies to another.
    public enum Order: Sendable {
        /// Surely earlier: its last possible day lies before the other's first.
        case before
        /// Surely later.
        case after
        /// Either may be the earlier.
        case overlapping
        /// The same possible days, and the same time of day if any is given.
        case same
    }

    /// Compares by what is possible, qualifiers applied.
    ///
    /// Two clock readings on one day are compared as written, without regard to their offsets from UTC.
    /// Two dates that are `same` need not be the same moment.
    public func compare(_ other: EDTF) -> Order {
        let mine = widened
        let theirs = other.widened
        if let end = mine.latest, let start = theirs.earliest, end < start { return .before }
        if let start = mine.earliest, let end = theirs.latest, end < start { return .after }
        guard mine == theirs else { return .overlapping }
        guard let myTime = time, let theirTime = other.time else {
            return time == other.time ? .same : .overlapping
        }
        if myTime.latestSecond < theirTime.earliestSecond { return .before }
        if theirTime.latestSecond < myTime.earliestSecond { return .after }
        return myTime == theirTime ? .same : .overlapping
    }
}
