/// What of an organisation's lines differs between two days.
public struct LineDifference: Hashable, Sendable {
    /// The line of a key that holds on both days and says something else on the second.
    public struct Change: Hashable, Sendable {
        /// The line on the first day.
        public let before: ChartLine
        /// The line on the second day.
        public let after: ChartLine

        /// Creates a change.
        public init(before: ChartLine, after: ChartLine) {
            self.before = before
            self.after = after
        }
    }

    /// The lines of those who hold a seat on the first day and not on the second, in no particular order.
    public var gone: [ChartLine] = []
    /// The lines of those who hold one on the second day and not on the first, likewise.
    public var come: [ChartLine] = []
    /// Those who hold one on both days, but as another stint, more or less surely, or in dispute, likewise.
    public var changed: [Change] = []

    /// Creates a difference without lines.
    public init() {}

    /// Forgets all lines and keeps the memory.
    public mutating func removeAll() {
        gone.removeAll(keepingCapacity: true)
        come.removeAll(keepingCapacity: true)
        changed.removeAll(keepingCapacity: true)
    }
}
