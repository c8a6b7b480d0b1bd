import Chance
import Chronology
import EventLog
import Events
import SQLite

/// A log in a folder of its own, with what tests need to fill it.
struct LogFixture {
    let folder: TemporaryFolder
    let log: EventLog

    init() throws {
        folder = try TemporaryFolder()
        log = try EventLog.create(at: folder.file()) { _ in }
    }

    /// A log that is there, opened again.
    init(_ log: EventLog, in folder: TemporaryFolder) { (self.log, self.folder) = (log, folder) }

    /// Appends events as one batch recorded at a second of 2026.
    @discardableResult
    func append(_ events: [Event], second: Int64 = 0, author: String? = nil) throws -> [StoredEvent] {
        try log.write {
            var random = SplitMix64()
            let stamp = BatchStamp(now: Self.time(second), author: author)
            return try log.append(events, stamp, random: &random)
        }
    }

    struct Stop: Error {}

    /// Appends an event inside a write that then throws ``Stop``.
    func appendAndStop(_ event: Event) throws {
        try log.write {
            var random = SplitMix64()
            _ = try log.append([event], BatchStamp(now: Self.time(9)), random: &random)
            throw Stop()
        }
    }

    /// The selected events' positions.
    func positions(_ selection: Selection = Selection(), among places: [Int]? = nil) throws -> [Int] {
        var positions: [Int] = []
        try log.forEach(selection, among: places) { stored in
            positions.append(stored.seq)
            return true
        }
        return positions
    }

    /// Runs SQL on the file as somebody else would.
    func tamper(_ sql: String...) throws {
        let connection = try Connection(path: folder.file())
        for statement in sql { try connection.execute(statement) }
        try connection.close()
    }

    static func time(_ second: Int64) -> RecordedTime {
        RecordedTime(microseconds: 1_767_225_600_000_000 + second * 1_000_000)
    }

    static func born(_ person: EntityID, _ date: String = "2000", note: String? = nil) throws -> Event {
        Event(.personBorn(PersonBorn(person: person)), date: try EDTF(date), note: note)
    }

    static func named(_ person: EntityID, _ name: String) -> Event {
        Event(.personIntroduced(PersonIntroduced(person: person, name: name)))
    }
}

extension EntityID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let id = EntityID(text) else { preconditionFailure("\(text) is not an id") }
        self = id
    }
}
