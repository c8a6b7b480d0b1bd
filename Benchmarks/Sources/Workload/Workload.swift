import Annals

/// A ledger as events, always the same for a size and a seed.
///
/// Introductions come first; whatever else is told comes in an order that has nothing to do with whom it is about, and
/// corrections some time after what they correct. Every line is a whole event in canonical JSON, without the fields that
/// a ledger assigns.
public struct Workload: Sendable {
    /// Goes up whenever a line or what it means changes: what was built of another version is not used again.
    public static let version = 2

    /// How many events there are.
    public var events: Int { plan.counts.events }

    let plan: Plan

    /// Lays a workload out. O(people + organisations) in time and memory.
    ///
    /// - Parameter events: At least 1,000.
    public init(events: Int, seed: UInt64 = 6) {
        plan = Plan(events: events, seed: seed)
    }

    /// The events, one a line, without line feeds.
    public var lines: Lines { Lines(plan) }

    /// The events in batches of so many, the last one shorter.
    public func batches(of size: Int = 1_000) -> Batches { Batches(lines: lines, size: size) }

    /// The lines of a workload, one after the other.
    public struct Lines: Sequence, IteratorProtocol {
        private let plan: Plan
        private var line = LineWriter()
        private var introduced = 0
        private var place = 0
        /// Corrections by the place after which they are recorded.
        private var due: [Int: [Int]] = [:]
        /// Corrections to be recorded now, the last one first.
        private var corrections: [Int] = []

        init(_ plan: Plan) { self.plan = plan }

        public mutating func next() -> [UInt8]? {
            line.removeAll()
            if introduced < plan.counts.introductions {
                plan.writeIntroduction(introduced, to: &line)
                introduced += 1
            } else if let corrected = corrections.popLast() {
                writeCorrection(of: corrected)
            } else if place < plan.counts.unordered {
                writeUnordered()
            } else {
                // What is due only after the end comes at the end.
                corrections = due.sorted { $0.key > $1.key }.flatMap(\.value)
                due = [:]
                guard let corrected = corrections.popLast() else { return nil }
                writeCorrection(of: corrected)
            }
            return line.bytes
        }

        private mutating func writeUnordered() {
            let index = plan.order(place)
            if index < plan.counts.told {
                let isCorrected = plan.isCorrected(index)
                plan.writePosition(index, isCorrected ? .mistaken : .meant, to: &line)
                if isCorrected {
                    var draw = Draw(plan.seed, .delay, index)
                    due[place + 1 + draw.below(plan.counts.unordered / 5), default: []].append(index)
                }
            } else {
                plan.writeOther(index - plan.counts.told, to: &line)
            }
            if let now = due.removeValue(forKey: place) { corrections = now }
            place += 1
        }

        private mutating func writeCorrection(of told: Int) {
            plan.writePosition(told, .mistaken, to: &line)
            let original = EventID(hashing: line.bytes)
            line.removeAll()
            line.writeCorrection(of: original) { plan.writePosition(told, .meant, to: &$0) }
        }
    }

    /// The lines of a workload, some at a time.
    public struct Batches: Sequence, IteratorProtocol {
        var lines: Lines
        let size: Int

        public mutating func next() -> [[UInt8]]? {
            var batch: [[UInt8]] = []
            batch.reserveCapacity(size)
            while batch.count < size, let line = lines.next() { batch.append(line) }
            return batch.isEmpty ? nil : batch
        }
    }
}

extension LineWriter {
    /// Writes a correction with the event that it puts in the place.
    mutating func writeCorrection(of event: EventID, _ writeReplacement: (inout LineWriter) -> Void) {
        begin()
        field("event", event.hex)
        field("replacement")
        writeReplacement(&self)
        field("type", "event.corrected")
        end()
    }

    mutating func field(_ name: StaticString, flag: Bool) {
        field(name)
        raw(flag ? "true" : "false")
    }
}
