import Chronology
import Events
import Testing

@testable import Projections

/// The events of one pair as records, and what both folds make of them.
struct PlainPair {
    static let person: EntityID = "ann"
    static let organization: EntityID = "acme"

    let pair: Pair
    let events: [EffectiveEvent]
    let seats: SeatNames
    let terms: TermTable
    let records: [PositionRecord]
    /// By the number of a title, the number of the first title that is the same seat; 0 for a title that names a post.
    let titles: [UInt32]

    /// - Parameter events: In the order of the log.
    init(
        _ events: [Event], of pair: Pair = Pair(person: person, organization: organization),
        seats: SeatNames = SeatNames()
    ) throws {
        self.pair = pair
        self.seats = seats
        self.events = events.enumerated().map { place, event in
            EffectiveEvent(seq: 3 * place + 2, id: event.id, original: 3 * place + 2, event: event)
        }
        var decoder = StoredDecoder()
        var records: [PositionRecord] = []
        for effective in self.events {
            let stored = StoredEvent(
                event: effective.event, id: effective.id, seq: effective.seq,
                recorded: RecordedTime(microseconds: 1_795_628_382_123_456), batch: 1, salt: "AbCdEfGhIjKlMnOpQr-_09")
            try decoder.decode(stored.bytes.span.bytes)
            records.append(try #require(decoder.record.content.position))
        }
        self.records = records
        terms = decoder.terms
        titles = Self.titles(decoder.terms, seats)
    }

    private static func titles(_ terms: TermTable, _ seats: SeatNames) -> [UInt32] {
        var first: [Seat: UInt32] = [:]
        return [0]
            + terms.texts.enumerated().map { place, text in
                let seat = seats.seat(post: nil, position: text, kind: nil)
                guard seat == .title(CaseFolding.fold(text)) else { return 0 }
                if first[seat] == nil { first[seat] = UInt32(place + 1) }
                return first[seat] ?? 0
            }
    }

    /// The rows of the plain fold, by seat and stint; nil where it says that the pair is not plain.
    func plainRows(_ fold: inout PlainFold, _ records: [PositionRecord]? = nil) -> [TenureRow]? {
        let other = TenureRow(
            person: 1, organization: 1, seat: SeatNumber(rawValue: 1), start: .anyDay, end: .anyDay,
            flags: .plainStint)
        var rows = [other]
        let records = records ?? self.records
        let isPlain = fold.append(
            person: terms.knownNumber(of: pair.person.text),
            organization: terms.knownNumber(of: pair.organization.text), records.span,
            titles: titles.span, to: &rows)
        #expect(rows.first == other)
        if !isPlain { #expect(rows.count == 1) }
        return isPlain ? Self.sorted(rows.dropFirst()) : nil
    }

    /// What the fold of events gives.
    var tenures: [KeyTenures] {
        PairFold.tenures(of: pair.person, in: pair.organization, events, seats: seats, limits: { _ in [] })
    }

    /// The same as rows, by seat and stint; nil where no rows can say it.
    var rows: [TenureRow]? {
        var rows: [TenureRow] = []
        for key in tenures {
            guard let seat = seat(key.key.seat),
                let own = TenureRow.rows(of: key, seat: seat, number: terms.knownNumber)
            else { return nil }
            rows += own
        }
        return Self.sorted(rows)
    }

    private func seat(_ seat: Seat) -> SeatNumber? {
        SeatNumber(seat, post: { terms.knownNumber(of: $0.text) }) { title in
            titles.first { $0 != 0 && CaseFolding.fold(terms.text($0)) == title } ?? 0
        }
    }

    private static func sorted(_ rows: some Sequence<TenureRow>) -> [TenureRow] {
        rows.sorted { ($0.seat, $0.stint) < ($1.seat, $1.stint) }
    }

    /// What is told, for whoever reads of a failure.
    var shown: Comment {
        Comment(
            rawValue: events.map { String(decoding: CanonicalJSON.bytes(.object($0.event.json)), as: UTF8.self) }
                .joined(separator: "\n"))
    }
}
