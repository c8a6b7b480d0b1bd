import Annals

/// Tells how far a task is that goes through several phases: each has its own line, rate and time left.
final class PhasedProgress {
    private let global: GlobalOptions
    private let session: Session
    private var phase: (task: String, progress: Progress)?

    init(_ global: GlobalOptions, _ session: Session) {
        self.global = global
        self.session = session
    }

    /// Notes how much of a phase is done; the one before is over.
    func update(
        _ task: String, counting unit: String, _ done: Int, of total: Int? = nil, share: Double? = nil
    ) {
        if phase?.task != task {
            finish()
            phase = (task, Progress(task, counting: unit, total: total, global, session))
        }
        phase?.progress.update(done, of: total, share: share)
    }

    /// Notes how much of a phase of an import is done.
    func update(_ phase: Ledger.ImportPhase, _ done: Int, of total: Int?, share: Double? = nil) {
        update(
            phase.task, counting: phase == .projecting ? "events" : "lines", done, of: total,
            share: phase == .reading ? share : nil)
    }

    /// Takes the line away.
    func finish() {
        phase?.progress.finish()
        phase = nil
    }
}
