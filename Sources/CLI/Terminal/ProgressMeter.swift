/// Decides when a progress line is worth writing.
///
/// Nothing in the first quarter of a second, so that what is quick stays silent, then at most four times a second.
/// Time is handed in as what has passed since the start: the meter has no clock.
struct ProgressMeter: Hashable, Sendable {
    /// Takes a line that was written off the screen again.
    static let erasing = "\r\u{1B}[K"

    let task: String
    let unit: String
    /// How many there are in all, once that is known.
    var total: Int?
    private let isOn: Bool
    private var next: Duration = .milliseconds(250)
    private var hasWritten = false

    /// A meter that stays silent altogether where no terminal reads standard error.
    init(task: String, unit: String, total: Int?, isTerminal: Bool) {
        self.task = task
        self.unit = unit
        self.total = total
        isOn = isTerminal
    }

    /// What to write now, over the line that stands there; nil where it is too early.
    mutating func update(
        done: Int, share: Double? = nil, elapsed: Duration, columns: Int, glyphs: Glyphs = .unicode
    ) -> String? {
        guard isOn && elapsed >= next else { return nil }
        next = elapsed + .milliseconds(250)
        hasWritten = true
        let line = ProgressLine(task: task, unit: unit, done: done, total: total, share: share, elapsed: elapsed)
        // A line in the last column would make some terminals wrap, and the next one would not overwrite it.
        return Self.erasing + line.text(columns: columns - 1, glyphs: glyphs)
    }

    /// What to write at the end, so that no half line is left; nil where nothing was written.
    mutating func finish() -> String? {
        defer { hasWritten = false }
        return hasWritten ? Self.erasing : nil
    }
}
