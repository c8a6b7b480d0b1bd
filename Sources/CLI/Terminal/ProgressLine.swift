/// How far a long task is, in one line.
struct ProgressLine: Hashable, Sendable {
    /// What is being done: `replay`.
    var task: String
    /// What is counted: `events`.
    var unit: String
    var done: Int
    /// How many there are in all, where that is known.
    var total: Int?
    /// What part is done, from 0 to 1, where that is known and not how many there are: of a file, by its bytes.
    var share: Double?
    var elapsed: Duration

    /// `replay  42 %  4,200,000 of 10,000,000 events  1,050,000/s  6 s left`, cut to the columns.
    ///
    /// The rate is the mean since the start and the time left follows from it; both are left out while nothing is done.
    func text(columns: Int, glyphs: Glyphs = .unicode) -> String {
        var parts = [task]
        if let total {
            parts.append("\(percentage(of: total)) %")
            parts.append("\(Self.grouped(done)) of \(Self.grouped(total)) \(unit)")
        } else {
            if let share { parts.append("\(min(max(Self.whole(share * 100), 0), 100)) %") }
            parts.append("\(Self.grouped(done)) \(unit)")
        }
        if let rate {
            parts.append("\(Self.grouped(Self.whole(rate)))/s")
            if let secondsLeft { parts.append("\(Self.spoken(secondsLeft)) left") }
        }
        return StyledText(parts.joined(separator: "  ")).fitted(to: max(columns, 0), ellipsis: glyphs.ellipsis).plain
    }

    /// Whole per cent, rounded down: 100 only when all is done.
    private func percentage(of total: Int) -> Int {
        guard total > 0 && done < total else { return 100 }
        return Self.whole(Double(max(done, 0)) / Double(total) * 100)
    }

    /// How long it takes still, where that can be told.
    private var secondsLeft: Double? {
        if let total {
            guard total > done, let rate, rate > 0 else { return nil }
            return Double(total - done) / rate
        }
        guard let share, share > 0, share < 1 else { return nil }
        return elapsed / .seconds(1) * (1 - share) / share
    }

    /// How many a second.
    private var rate: Double? {
        let seconds = elapsed / .seconds(1)
        return seconds > 0 && done > 0 ? Double(done) / seconds : nil
    }

    /// A number with commas between thousands.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return result
    }

    /// A length of time as people say it, to a tenth at most: `6 s`, `2 min 5 s`, `3 h 20 min`, `more than a day`.
    static func spoken(_ seconds: Double) -> String {
        guard seconds < 86_400 else { return "more than a day" }
        let whole = max(1, whole(seconds.rounded(.up)))
        if whole < 60 { return "\(whole) s" }
        if whole < 3_600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3_600) h \(whole / 60 % 60) min"
    }

    /// The whole part, kept within what an `Int` holds.
    private static func whole(_ value: Double) -> Int {
        Int(exactly: value.rounded(.down)) ?? Int.max
    }
}
