import Chronology
import Events

/// What is drawn of an organisation or a person over time: rows of days, certain or only possible, and dated marks.
///
/// A value to draw from: every day in it lies within ``days``, and nothing is left to be weighed.
public struct Timeline: Hashable, Sendable {
    /// One person in one seat.
    public struct Row: Hashable, Sendable {
        /// The key.
        public let key: TenureKey
        /// Who.
        public let person: Named
        /// Where.
        public let organization: Named
        /// What the person was called there last.
        public let title: String
        /// What sort of position it is.
        public let kind: PositionKind?
        /// The days to draw, in order and without overlap.
        public let spans: [Span]
        /// How the stints begin and end where a bar cannot show it by its length.
        public let tips: [Tip]
        /// The stints that have a day to draw, in world order.
        public let tenures: [PersonHistory.Tenure]

        /// Whether nothing dates it: it is possible only because a side has no date.
        public var isUndated: Bool { spans.allSatisfy { $0.certainty == .undated } }
        /// Whether every stint is an interim one.
        public var isActing: Bool { !tenures.isEmpty && tenures.allSatisfy { $0.stint.kind == .acting } }
    }

    /// Days in a row that are drawn alike.
    public struct Span: Hashable, Sendable {
        /// The first and the last day.
        public let days: ClosedRange<CivilDay>
        /// How surely the seat was held on each of them.
        public let certainty: Certainty
        /// Whether as an interim holder.
        public let isActing: Bool
        /// Whether it is in doubt because sources disagree on when it began or ended.
        public let isDisputed: Bool
        /// The stint, counted among the row's tenures; nil where only a disputed interval covers the days.
        public let tenure: Int?
    }

    /// Something to mark on a row where a stint begins or ends.
    public struct Tip: Hashable, Sendable {
        /// What there is to say.
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            /// Nothing bounds the start: it may have begun at any time before.
            case startUnknown
            /// No end is recorded: it goes on.
            case open
            /// It ended, and nothing says when, or nobody says whether.
            case endUnknown
        }

        /// What there is to say.
        public let kind: Kind
        /// The first day that is drawn, or the last.
        public let day: CivilDay
        /// The stint, counted among the row's tenures.
        public let tenure: Int
    }

    /// The rows of one seat.
    public struct SeatRows: Hashable, Sendable {
        /// Which seat.
        public let seat: Seat
        /// What it was called last.
        public let title: String
        /// Its rows: dated ones in world order, then the others.
        public internal(set) var rows: [Row]
    }

    /// Seats under one heading.
    public struct Group: Hashable, Sendable {
        /// What the seats have in common.
        public enum Heading: Hashable, Sendable {
            /// The sort of position, in an organisation's timeline.
            case positions(ChartGroup)
            /// Where they are, in a person's.
            case organization(Named)
        }

        /// What the seats have in common.
        public let heading: Heading
        /// The seats, those of chairs and chiefs first, then in world order.
        public internal(set) var seats: [SeatRows]
        /// How many undated rows are left out.
        public internal(set) var folded = 0
    }

    /// Whose timeline it is.
    public let subject: Named
    /// The rows by group.
    public internal(set) var groups: [Group]
    /// What else happened to the subject, in world order; a mark can lie before ``days``.
    public let marks: [TimelineMark]
    /// The days that the timeline is drawn over; nil where nothing has a date.
    public let days: ClosedRange<CivilDay>?
    /// The day after which nothing is more than possible.
    public let today: CivilDay

    /// All rows in the order in which they are drawn.
    public var rows: [Row] { groups.flatMap(\.seats).flatMap(\.rows) }

    /// The timeline with at most `limit` undated rows, the others counted in their groups.
    public func foldingUndated(beyond limit: Int) -> Timeline {
        var folded = self
        var left = limit
        for group in groups.indices {
            var dropped = 0
            for seat in groups[group].seats.indices {
                folded.groups[group].seats[seat].rows.removeAll { row in
                    guard row.isUndated else { return false }
                    left -= 1
                    if left < 0 { dropped += 1 }
                    return left < 0
                }
            }
            folded.groups[group].seats.removeAll(where: \.rows.isEmpty)
            folded.groups[group].folded += dropped
        }
        return folded
    }
}
