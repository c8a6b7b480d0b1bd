import Foundation

/// A line of the table.
struct Row: Codable {
    /// What a figure is counted in.
    enum Unit: String, Codable {
        case eventsPerSecond = "events/s"
        case microseconds = "µs"
        case milliseconds = "ms"
        case bytesPerEvent = "bytes/event"

        var isBetterHigher: Bool { self == .eventsPerSecond }
    }

    /// The row's name, the same at all sizes and for peers: `org-largest`.
    var key: String
    var title: String
    /// How many events the ledger has.
    var events: Int
    var unit: Unit
    /// A rate over all of it, or the median of the repetitions; nil where nothing could be measured.
    var figure: Double?
    /// The 95th percentile of the repetitions.
    var p95: Double?
    /// What SQLite, SHA-256 and the disk need for the same.
    var floor: Double?
    /// What is to be reached, in words.
    var goal: String?
    /// Whether it is; nil where this size does not decide it.
    var isMet: Bool?
    /// What else was counted: `peak MB`, `fdatasyncs per batch`.
    var counted: [String: Double] = [:]
    var note: String?
    /// Who was measured: nil is this program.
    var peer: String?

    /// The figure by the floor: of rates the share that is reached, of times how often the floor's time it is.
    var ratio: Double? {
        guard let figure, let floor, floor > 0 else { return nil }
        return figure / floor
    }
}

/// Times of repetitions, in seconds.
struct Samples {
    private let sorted: [Double]

    init(_ seconds: [Double]) { sorted = seconds.sorted() }

    var count: Int { sorted.count }
    var total: Double { sorted.reduce(0, +) }
    var median: Double { percentile(50) }
    var p95: Double { percentile(95) }

    /// The least sample that so many of a hundred do not exceed.
    func percentile(_ percent: Int) -> Double {
        guard !sorted.isEmpty else { return .nan }
        return sorted[min(sorted.count - 1, max(0, (sorted.count * percent + 99) / 100 - 1))]
    }
}

/// Seconds that something takes.
func time(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return start.duration(to: .now).seconds
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
