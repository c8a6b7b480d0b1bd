import Annals
import Chronology
import Events
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a command runs in: the environment, the clock, the terminal. The only place that asks the system for them.
struct Session: Sendable {
    let environment: [String: String]
    /// The command line without the program's name, global options behind the command.
    var arguments: [String] = []

    /// The session of this process.
    static let current = Session(environment: ProcessInfo.processInfo.environment)

    /// The ledger file that a command line names.
    func ledgerPath(_ global: GlobalOptions) -> String {
        if let path = global.ledger { return path }
        if let path = environment["ANNALS_LEDGER"], !path.isEmpty { return path }
        return "annals.db"
    }

    /// Opens the ledger that a command line names.
    func open(_ global: GlobalOptions, for access: Ledger.Access = .reading) throws -> Ledger {
        let progress = PhasedProgress(global, self)
        defer { progress.finish() }
        let ledger = try Ledger.open(
            ledgerPath(global), for: access, waiting: Self.tellOfImport
        ) {
            progress.update("making the tables anew", counting: "events", $0, of: $1)
        }
        if let lag = ledger.lag { Self.remark(lag.description) }
        return ledger
    }

    /// Says that an import has to come to its end first.
    static func tellOfImport() { remark("an import is going on; waiting for its end") }

    /// Says something beside the answer, on standard error.
    private static func remark(_ text: String) {
        let line = Array("annals: \(text)\n".utf8)
        _ = write(2, line, line.count)
    }

    /// The clock's reading.
    var now: RecordedTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return RecordedTime(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// The day in the local zone, for words such as "yesterday" and for answers without a date.
    var today: CivilDay {
        var seconds = time(nil)
        var local = tm()
        localtime_r(&seconds, &local)
        return CivilDay(year: Int(local.tm_year) + 1_900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
            ?? now.day
    }
}
