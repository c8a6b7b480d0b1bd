import Events

/// The fold of pairs of which little is said, on records: what ``PairFold`` gives for them, some hundred times as fast.
///
/// Nearly all pairs of a ledger have one event for each tenure, or one for its start and one for its end. Of those the
/// rules R1 to R5 leave a few comparisons. What is more than that is told apart, and left to ``PairFold``.
///
/// Nothing is allocated for a pair but the rows; what it needs besides is kept for the next one.
public struct PlainFold: Sendable {
    /// The seats of the records of a pair, by their places.
    private var seats = [SeatNumber](repeating: SeatNumber(rawValue: 0), count: mostRecords)
    private var spells = PlainSpells()

    /// Pairs with more records are not plain: each is compared with each.
    private static let mostRecords = 64

    /// Creates one that has room for nothing yet.
    public init() {}

    /// Appends the rows of a pair, if it is plain: all rows of a seat in the order of their stints.
    ///
    /// O(n²) in the records, of which there are at most 64 in a plain pair.
    ///
    /// - Parameters:
    ///   - records: What is in effect of the pair: the position events of the person in the organisation, and those that
    ///     name the person as predecessor there, each once. Their order changes nothing but the order of the seats.
    ///   - titles: By the number of a title as it is written, the number that stands for its seat; 0, or none at all, for
    ///     a title that names a post. No two numbers may stand for one seat.
    ///   - rows: What the rows are appended to.
    /// - Returns: Whether the pair is plain. Where it is not, or where limits bound it, ``PairFold`` has to be asked.
    public mutating func append(
        person: UInt32, organization: UInt32, _ records: Span<PositionRecord>, titles: Span<UInt32>,
        to rows: inout [TenureRow]
    ) -> Bool {
        guard records.count <= Self.mostRecords else { return false }
        var areOfOneSeat = true
        for place in records.indices {
            guard records[place].isPlain, let seat = SeatNumber(records[place], titles) else { return false }
            seats[place] = seat
            if seat != seats[0] { areOfOneSeat = false }
        }
        if areOfOneSeat {
            let key = PlainKey(person: person, organization: organization, seat: seats[0])
            return append(key, records, to: &rows)
        }
        let known = rows.count
        for place in records.indices where seats.firstIndex(of: seats[place]) == place {
            let key = PlainKey(person: person, organization: organization, seat: seats[place])
            guard append(key, records, from: place, to: &rows) else {
                rows.removeLast(rows.count - known)
                return false
            }
        }
        return true
    }

    /// Appends the rows of the key that all records are about.
    @inline(__always)
    private mutating func append(
        _ key: PlainKey, _ records: Span<PositionRecord>, to rows: inout [TenureRow]
    ) -> Bool {
        var claims = PlainClaims()
        for place in records.indices {
            guard claims.add(records[place], at: place, of: key.person) else { return false }
        }
        guard claims.areOfSpells else { return claims.append(of: key, records, to: &rows) }
        return appendSpells(key, records, from: 0, to: &rows)
    }

    /// Appends the rows of a key among others, whose first record is at a place.
    private mutating func append(
        _ key: PlainKey, _ records: Span<PositionRecord>, from first: Int, to rows: inout [TenureRow]
    ) -> Bool {
        var claims = PlainClaims()
        for place in first..<records.count where seats[place] == key.seat {
            guard claims.add(records[place], at: place, of: key.person) else { return false }
        }
        guard claims.areOfSpells else { return claims.append(of: key, records, to: &rows) }
        return appendSpells(key, records, from: first, to: &rows)
    }

    @inline(never)
    private mutating func appendSpells(
        _ key: PlainKey, _ records: Span<PositionRecord>, from first: Int, to rows: inout [TenureRow]
    ) -> Bool {
        spells.removeAll()
        for place in first..<records.count where seats[place] == key.seat {
            spells.add(records[place], at: place, of: key.person)
        }
        return spells.append(of: key, records, to: &rows)
    }
}

/// Who, where, in which seat, as numbers.
struct PlainKey {
    let person: UInt32
    let organization: UInt32
    let seat: SeatNumber
}
