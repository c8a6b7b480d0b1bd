/// Tells on standard error how far a long task is, where a terminal watches it.
final class Progress {
    private var meter: ProgressMeter
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private let columns: Int
    private let glyphs: Glyphs

    init(_ task: String, counting unit: String, total: Int? = nil, _ global: GlobalOptions, _ session: Session) {
        let isTerminal = TerminalSize.isTerminal(2) && !global.quiet
        meter = ProgressMeter(task: task, unit: unit, total: total, isTerminal: isTerminal)
        start = clock.now
        columns = TerminalSize.of(descriptor: 2, environment: session.environment)?.columns ?? 80
        glyphs = Glyphs.suited(to: session.environment)
    }

    /// What has passed since the task began.
    var elapsed: Duration { start.duration(to: clock.now) }

    /// Notes how much is done.
    ///
    /// - Parameters:
    ///   - total: How much there is, where that was not known before or has changed.
    ///   - share: What part is done, from 0 to 1, where only that is known.
    func update(_ done: Int, of total: Int? = nil, share: Double? = nil) {
        if let total { meter.total = total }
        write(meter.update(done: done, share: share, elapsed: elapsed, columns: columns, glyphs: glyphs))
    }

    /// Takes the line away.
    func finish() { write(meter.finish()) }

    private func write(_ text: String?) {
        guard let text else { return }
        var stream = OutputStream(descriptor: 2)
        // A progress line that nobody can read is no reason to stop the work.
        try? stream.write(text)
        try? stream.flush()
    }
}
