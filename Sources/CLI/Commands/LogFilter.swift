import Annals
import Chronology
import EventLog
import Events

/// What `annals log` shows, as its options say.
struct LogFilter {
    /// What is read.
    private(set) var selection = Selection()
    /// The types that are shown; nil for all.
    private(set) var types: Set<String>?
    /// The world dates that events can fall within; nil for any, and for events without one.
    private var dates: DayBounds?
    /// Whose batches are shown; of all, if empty.
    private let authors: Set<String>
    /// The most batches that are shown.
    let limit: Int

    init(_ command: LogCommand, _ ledger: Ledger, today: CivilDay) throws {
        authors = Set(command.author.map(\.asRecorded))
        limit = command.limit ?? .max
        guard limit > 0 else { throw UsageError("-n: give a number of batches from 1 on") }
        selection.direction = command.reverse ? .forward : .backward
        if let subject = command.subject { selection.subject = try ledger.resolve(subject).id }
        let sources = try command.source.flatMap {
            try ledger.idsMerged(with: try ledger.resolve($0, as: [.source]).id)
        }
        selection.sources = Set(sources).sorted()
        dates = try command.date.map { try Self.dates($0, today) }
        try take(command.type)
        if let batch = try command.batch.map(Self.batch) {
            guard let found = try ledger.batch(batch) else {
                throw InputError("--batch", "there is no batch \(batch); the last is \(try ledger.head().batch)")
            }
            selection.positions = found.first...found.last
        }
        if command.since != nil || command.until != nil {
            let since = try command.since.map { try Self.recorded($0, "--since", today).lowerBound }
            let until = try command.until.map { try Self.recorded($0, "--until", today).upperBound }
            let low = since ?? RecordedTime(microseconds: .min)
            let high = until ?? RecordedTime(microseconds: .max)
            guard low <= high else { throw UsageError("--since is later than --until") }
            selection.recorded = low...high
        }
    }

    /// Any of several types or families; one type alone is looked up.
    private mutating func take(_ given: [String]) throws {
        let known = try given.map(Self.types)
        if known.count == 1, known[0].count == 1 {
            selection.type = known[0].first
        } else if !known.isEmpty {
            types = known.reduce([]) { $0.union($1) }
        }
    }

    private static func batch(_ text: String) throws -> Int {
        guard let number = Int(text.hasPrefix("@") ? text.dropFirst() : text[...]), number > 0 else {
            throw UsageError("--batch: \"\(text)\" is no batch; give the number of one, such as 2 or @2")
        }
        return number
    }

    private static func types(_ type: String) throws -> Set<String> {
        let family = EventCatalog.types.filter { $0.family.rawValue == type }.map(\.type)
        if !family.isEmpty {
            return Set(family)
        } else if EventCatalog.description(of: type) != nil {
            return [type]
        } else {
            let names = EventCatalog.types.map(\.type) + EventFamily.allCases.map(\.rawValue)
            let nearest = Suggestion.nearest(to: type, in: names)
            let hint = nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
            throw UsageError("--type: no type of event is called \"\(type)\"\(hint)")
        }
    }

    private static func recorded(
        _ text: String, _ flag: String, _ today: CivilDay
    ) throws -> ClosedRange<RecordedTime> {
        do {
            return try RecordedTimeInput.range(text, flag, today: today)
        } catch let error as InputError {
            throw UsageError(error.description)
        }
    }

    private static func dates(_ text: String, _ today: CivilDay) throws -> DayBounds {
        do {
            return try DatePhrase.parse(text, today: today).widened
        } catch {
            throw UsageError("--date: \(error.description)")
        }
    }

    /// Whether an event of the selection is shown.
    func shows(_ row: LoggedRow) -> Bool {
        if let types, row.type.map({ !types.contains($0) }) ?? true { return false }
        guard let dates else { return true }
        return row.event?.stored.event.spokenDate.map { $0.widened.meets(dates) } ?? false
    }

    /// Whether a batch is shown.
    func shows(_ batch: Batch) -> Bool {
        authors.isEmpty || batch.author.map(authors.contains) ?? false
    }
}

extension Event {
    /// The world date that the event speaks of: its own, or that of what a correction puts in place.
    fileprivate var spokenDate: EDTF? {
        content.date
    }
}

extension DayBounds {
    /// Whether some day can be within both; a side without a bound goes on for ever.
    fileprivate func meets(_ other: DayBounds) -> Bool {
        func precedes(_ latest: CivilDay?, _ earliest: CivilDay?) -> Bool {
            guard let latest, let earliest else { return false }
            return latest < earliest
        }
        return !precedes(latest, other.earliest) && !precedes(other.latest, earliest)
    }
}

/// A batch with those of its events that are shown.
struct ShownBatch {
    let batch: Batch
    /// The events, in order; no more than were asked for.
    var events: [LoggedRow]
    /// How many more fit and were not kept.
    var hidden: Int
}

/// Reads the log batch by batch, in constant memory where a bound on the events of one is given.
struct BatchReader {
    private let ledger: Ledger
    private let filter: LogFilter
    private let kept: Int

    /// - Parameter kept: The most events of a batch that are kept; the first ones are.
    init(_ ledger: Ledger, _ filter: LogFilter, keeping kept: Int) {
        self.ledger = ledger
        self.filter = filter
        self.kept = kept
    }

    /// Calls `body` for every batch with something to show.
    func forEach(_ body: (ShownBatch) throws -> Void) throws {
        var current: ShownBatch?
        var skipped: Int?
        var shown = 0
        try ledger.forEachRow(filter.selection) { row in
            let number = row.batch
            if number != current?.batch.number, let complete = current {
                current = nil
                try body(finished(complete))
                shown += 1
            }
            if shown == filter.limit { return false }
            if number == skipped || !filter.shows(row) { return true }
            if current == nil {
                guard let batch = try ledger.batch(number), filter.shows(batch) else {
                    skipped = number
                    return true
                }
                current = ShownBatch(batch: batch, events: [], hidden: 0)
            }
            keep(row, in: &current)
            return true
        }
        if let last = current { try body(finished(last)) }
    }

    private func keep(_ row: LoggedRow, in batch: inout ShownBatch?) {
        let isFull = (batch?.events.count ?? 0) >= kept
        if isFull { batch?.hidden += 1 }
        // Backward, the first events of a batch come last, and the order is turned at its end.
        let isForward = filter.selection.direction == .forward
        if isFull && isForward { return }
        if isFull { batch?.events.removeFirst() }
        batch?.events.append(row)
    }

    private func finished(_ batch: ShownBatch) -> ShownBatch {
        guard filter.selection.direction == .backward else { return batch }
        var turned = batch
        turned.events.reverse()
        return turned
    }
}
