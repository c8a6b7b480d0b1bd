import Events
import Projections
import SQLite

/// What numbers of terms and seats stand for, as far as it has been read.
struct KeptTerms {
    var texts = NumberedValues<String>()
    var ids = NumberedValues<EntityID>()
    var seats = NumberedValues<Seat>()
    var titledSeats = TitledSeats()
}

/// Numbers in the place of the ids and titles that events name: the tables `terms` and `titles`.
///
/// Terms are numbered from 1 in the order in which the log names them (``StoredDecoder``), so that a replay gives the
/// numbers that appends gave. What has been read is kept: a number always stands for the same text, until a replay makes
/// the tables anew (``forget()``).
final class TermStore {
    private let connection: Connection
    private let place: ProjectionSchema.Place
    private var numbers: [String: UInt32] = [:]
    /// What has been read, by number. Who looks many numbers up takes it once; where more is read meanwhile, what is there
    /// is copied.
    private(set) var kept = KeptTerms()
    /// Folded titles with the first title that was folded so; 0 where there is none.
    private var titles: [String: UInt32] = [:]
    private var highest: UInt32?
    /// A number that changes when somebody else has written to the file, as it was found last.
    private(set) var version: Int64?

    /// For how many texts and ids there is room; then all are forgotten. 64 MB, for a hundred thousand people that lie as
    /// far apart as they can.
    private static let mostKept = 1 << 22

    init(connection: Connection, place: ProjectionSchema.Place) {
        (self.connection, self.place) = (connection, place)
    }

    /// Forgets what was read: the tables are others now, or what was written into them was undone.
    func forget() {
        numbers.removeAll(keepingCapacity: true)
        kept = KeptTerms()
        titles.removeAll(keepingCapacity: true)
        highest = nil
    }

    /// Forgets what was read where somebody else has written to the file since: it may have been a replay.
    ///
    /// - Returns: Whether somebody has.
    func forgetWhatOthersChanged() throws -> Bool {
        let now = try connection.statement("PRAGMA main.data_version").first { $0.integer(0) }
        defer { version = now }
        guard version != now else { return false }
        forget()
        return true
    }

    // MARK: - Terms

    /// The number of a text; nil where no event names it.
    func number(of text: String) throws -> UInt32? {
        if let known = numbers[text] { return known == 0 ? nil : known }
        let found = try connection.statement("SELECT number FROM \(place.rawValue).terms WHERE text = ?").bind(text)
            .first { $0.integer(0) }
        let number = try found.map { try Self.number($0) }
        keep { numbers[text] = number ?? 0 }
        return number
    }

    func number(of id: EntityID) throws -> UInt32? { try number(of: id.text) }

    /// The number of a text, a new one where no event has named it so far.
    func assignedNumber(of text: String) throws -> UInt32 {
        if let known = try number(of: text) { return known }
        let last =
            try highest
            ?? (connection.statement("SELECT max(number) FROM \(place.rawValue).terms")
            .first { $0.optionalInteger(0) } ?? nil).map { try Self.number($0) } ?? 0
        guard last < Self.mostTerms else { throw LedgerError.damagedTables("there are more ids than can be numbered") }
        let number = last + 1
        highest = number
        try connection.statement("INSERT INTO \(place.rawValue).terms (number, text) VALUES (?, ?)")
            .bind(Int(number), text).run()
        numbers[text] = number
        return number
    }

    /// The text with a number.
    func text(of number: UInt32) throws -> String {
        if let known = kept.texts[number] { return known }
        let found = try storedText(of: number)
        keep { kept.texts.keep(found, number) }
        return found
    }

    private func storedText(of number: UInt32) throws -> String {
        let found = try connection.statement("SELECT text FROM \(place.rawValue).terms WHERE number = ?")
            .bind(Int(number)).first { $0.text(0) }
        guard let found else { throw LedgerError.damagedTables("no term has the number \(number)") }
        return found
    }

    /// The id with a number.
    func id(of number: UInt32) throws -> EntityID {
        if let known = kept.ids[number] { return known }
        // Not kept as a text besides.
        let id = try storedID(kept.texts[number] ?? storedText(of: number))
        keep { kept.ids.keep(id, number) }
        return id
    }

    /// The text with a number; nil for 0.
    func optionalText(of number: UInt32) throws -> String? { number == 0 ? nil : try text(of: number) }

    /// The id with a number; nil for 0.
    func optionalID(of number: UInt32) throws -> EntityID? { number == 0 ? nil : try id(of: number) }

    // MARK: - Titles and seats

    /// Notes that a term is a title of a position: the first of those that are folded alike names the seat.
    func noteTitle(_ number: UInt32) throws {
        let folded = CaseFolding.fold(try text(of: number))
        if try title(folded: folded) != nil { return }
        try connection.statement("INSERT INTO \(place.rawValue).titles (folded, term) VALUES (?, ?)")
            .bind(folded, Int(number)).run()
        titles[folded] = number
    }

    private func title(folded: String) throws -> UInt32? {
        if let known = titles[folded] { return known == 0 ? nil : known }
        let found = try connection.statement("SELECT term FROM \(place.rawValue).titles WHERE folded = ?").bind(folded)
            .first { $0.integer(0) }
        let number = try found.map { try Self.number($0) }
        keep { titles[folded] = number ?? 0 }
        return number
    }

    /// The number of a seat; nil where no event names its post or its title.
    func number(of seat: Seat) throws -> UInt32? {
        switch seat {
        case .membership(let kind): SeatNumber(.membership, UInt32(PositionKind.code(of: kind)))?.rawValue
        case .post(let post): try number(of: post).flatMap { SeatNumber(.post, $0) }?.rawValue
        case .title(let folded): try title(folded: folded).flatMap { SeatNumber(.title, $0) }?.rawValue
        }
    }

    /// The seat with a number.
    func seat(of number: UInt32) throws -> Seat {
        if let known = kept.seats[number] { return known }
        let seat: Seat
        let stored = SeatNumber(rawValue: number)
        switch stored.form {
        case .membership: seat = .membership(PositionKind.coded(UInt8(clamping: stored.value)))
        case .post: seat = .post(try id(of: stored.value))
        case .title: seat = .title(CaseFolding.fold(try text(of: stored.value)))
        case nil: throw LedgerError.damagedTables("\(number) stands where a seat belongs")
        }
        keep { kept.seats.keep(seat, number) }
        return seat
    }

    /// The seat with a number and the title with another, which is 0 where there is none.
    func titledSeat(seat: UInt32, title: UInt32) throws -> TitledSeat {
        if let known = kept.titledSeats[seat, title] { return known }
        let found = TitledSeat(try self.seat(of: seat), title: try optionalText(of: title))
        kept.titledSeats.keep(found, seat, title)
        return found
    }

    private static let mostTerms = SeatNumber.most

    private static func number(_ stored: Int64) throws -> UInt32 {
        guard let number = UInt32(exactly: stored), number > 0, number <= mostTerms else {
            throw LedgerError.damagedTables("\(stored) stands where the number of a term belongs")
        }
        return number
    }

    private func keep(_ change: () -> Void) {
        if numbers.count + kept.texts.room + kept.ids.room > Self.mostKept { forget() }
        change()
    }
}
