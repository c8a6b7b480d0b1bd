import Annals
import Events

/// Records the events of a command that writes, and says what was recorded where the answer cannot be printed.
struct Recording {
    let ledger: Ledger
    let options: EventOptions
    let session: Session
    let output: Output
    /// The date of the chart that is compared; nil where none is asked for.
    private let at: AskedTime?
    /// Tells how far it is where that may take a while.
    private let progress: PhasedProgress?
    /// What signs the ledger with the events in it; read before anything is recorded.
    private let checkpoint: CheckpointRequest?

    init(
        ledger: Ledger, options: EventOptions, session: Session, output: Output, progress: PhasedProgress? = nil
    ) throws {
        self.progress = progress
        self.ledger = ledger
        self.options = options
        self.session = session
        self.output = output
        at = try options.at.map { try AskedTime($0, today: session.today) }
        checkpoint = try options.signing.request(in: session)
        if at != nil && !options.isDryRun {
            throw UsageError("--at is the date of the charts that --dry-run compares; give both, or neither")
        }
    }

    /// A request for events as the options say.
    func request(_ events: [Event]) -> AppendRequest { request(AppendRequest(events)) }

    /// A request for the events of another as the options say.
    func request(_ given: AppendRequest) -> AppendRequest {
        var request = given
        request.author = options.author ?? session.author
        request.message = options.message
        request.expectedPosition = options.expectedPosition
        request.isDryRun = options.isDryRun
        request.checkpoint = checkpoint
        return request
    }

    /// Records a request and prints the answer.
    ///
    /// What was recorded stays so where it cannot be told, and then the error says it.
    func record(
        _ request: AppendRequest, _ show: (AppendReport, Effect, AppendResult) throws -> Void
    ) throws {
        var random = DrawnNumbers()
        var effect = Effect()
        var report: AppendReport?
        defer { progress?.finish() }
        let result = try ledger.append(
            request, now: session.now, random: &random,
            beforeKeeping: { result in
                // What a dry run brings in is there only now.
                guard request.reportsChanges else { return }
                effect = try Effect(result, ledger, at: at, session)
                report = try AppendReport(request.events, result, ledger, isDryRun: request.isDryRun)
            },
            progress: { progress?.update(.projecting, $0, of: $1) })
        progress?.finish()
        do {
            try effect.compareCharts(with: ledger, at: at, session)
            let report =
                try report ?? AppendReport(request.events, result, ledger, isDryRun: request.isDryRun)
            try show(report, effect, result)
        } catch {
            guard !options.isDryRun, let first = result.recorded.first, let last = result.recorded.last else {
                throw error
            }
            throw UntoldAppend(first: first.seq, last: last.seq, batch: last.batch, reason: error)
        }
    }
}

extension Session {
    /// Who records, where no option says so.
    var author: String? {
        environment["ANNALS_AUTHOR"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
