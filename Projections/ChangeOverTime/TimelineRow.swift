import Chronology
import Events

extension Timeline {
    /// A row before it is known over which days it is drawn.
    struct RowDraft {
        private let key: KeyTenures
        private let kind: PositionKind?
        private let tenures: [PersonHistory.Tenure]
        let runs: [HoldingRun]

        init(_ key: KeyTenures, kind: PositionKind?, tenures: [PersonHistory.Tenure], runs: [HoldingRun]) {
            self.key = key
            self.kind = kind
            self.tenures = tenures
            self.runs = runs
        }

        /// Whether it goes on, as far as anybody knows.
        var isOpen: Bool { tenures.contains { $0.stint.endState == .open } }

        /// The days that dated runs and dated sides name.
        ///
        /// That an answer is less sure from the day after `today` on is no date of anything.
        func datedBounds(today: CivilDay) -> [Int] {
            let dated = runs.filter { $0.holding.certainty != .undated }
            let sides = tenures.flatMap { tenure -> [Int] in
                let stint = tenure.stint
                return (stint.isStartClaimed ? [stint.start.earliest, stint.start.latest] : [])
                    + (stint.isEndClaimed ? [stint.end.earliest, stint.end.latest] : [])
            }
            let firsts = dated.map(\.days.earliest).filter { $0 != today.number + 1 }
            return firsts + dated.map(\.days.latest) + sides
        }

        /// The row with what lies within the days; nil where nothing does.
        func row(within days: ClosedRange<CivilDay>?) -> Row? {
            let window = days.map { DayRange($0.lowerBound.number, $0.upperBound.number) }
            let spans = window.map { window in runs.compactMap { span(of: $0, within: window) } } ?? []
            if window != nil && spans.isEmpty { return nil }
            let drawn = Set(spans.compactMap(\.tenure))
            // Stints that have no day to draw are left out; the others keep their order.
            let kept = tenures.indices.filter { window == nil || drawn.contains($0) }
            let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($0.element, $0.offset) })
            guard let tenure = kept.last.map({ tenures[$0] }) ?? tenures.last else { return nil }
            return Row(
                key: key.key, person: tenure.person, organization: tenure.organization, title: tenure.title,
                kind: kind, spans: spans.map { $0.moved(to: $0.tenure.flatMap { places[$0] }) },
                tips: kept.flatMap { tips(of: $0, spans, at: places[$0] ?? 0) }, tenures: kept.map { tenures[$0] })
        }

        private func span(of run: HoldingRun, within window: DayRange) -> Span? {
            let days = run.days.intersection(window)
            guard !days.isEmpty else { return nil }
            let stint = run.holding.stint.map { key.tenures.stints[$0] }
            return Span(
                days: CivilDay(number: days.earliest)...CivilDay(number: days.latest),
                certainty: run.holding.certainty, isActing: stint?.kind == .acting,
                isDisputed: run.holding.certainty != .certain
                    && (stint.map { $0.isInDispute(on: run.days) } ?? run.holding.isDisputed),
                tenure: run.holding.stint)
        }

        /// Beginnings and ends of a stint that its bar does not show by its length, unless they are cut off.
        private func tips(of stint: Int, _ spans: [Span], at place: Int) -> [Tip] {
            let own = spans.filter { $0.tenure == stint }
            guard let first = own.first?.days.lowerBound, let last = own.last?.days.upperBound else { return [] }
            let tenure = tenures[stint].stint
            var tips: [Tip] = []
            if tenure.start.earliest <= DayRange.past {
                tips.append(Tip(kind: .startUnknown, day: first, tenure: place))
            }
            switch tenure.endState {
            case .open: tips.append(Tip(kind: .open, day: last, tenure: place))
            case .unknown: tips.append(Tip(kind: .endUnknown, day: last, tenure: place))
            case .ended:
                if tenure.end.latest >= DayRange.future {
                    tips.append(Tip(kind: .endUnknown, day: last, tenure: place))
                }
            }
            return tips
        }
    }
}

extension Timeline.Span {
    fileprivate func moved(to tenure: Int?) -> Timeline.Span {
        Timeline.Span(
            days: days, certainty: certainty, isActing: isActing, isDisputed: isDisputed, tenure: tenure)
    }
}

extension Stint {
    /// Whether the days are in doubt because claims of the start or of the end disagree.
    fileprivate func isInDispute(on days: DayRange) -> Bool {
        isStartDisputed && days.earliest < start.latest || isEndDisputed && days.latest >= end.earliest
    }
}
