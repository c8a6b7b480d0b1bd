import Events
import Projections

/// What changed between two charts.
extension AnswerJSON {
    /// A difference: both moments, and one object a change.
    ///
    /// - Parameters:
    ///   - first: The date of the first chart, as it was understood.
    ///   - second: The date of the second.
    public func object(_ difference: ChartDifference, from first: String, to second: String) throws -> JSONObject {
        [
            "organization": value(difference.organization),
            "from": .object(try moment(difference.diff.before, first)),
            "to": .object(try moment(difference.diff.after, second)),
            "changes": .array(try lines(of: difference).map { .object($0) }),
        ]
    }

    /// What a batch changes in organisations besides tenures: an object for each of them and each date.
    ///
    /// - Parameter text: The date of the charts, as it was understood; nil where each has its own.
    public func structure(_ differences: [ChartDifference], at text: String? = nil) throws -> JSONValue {
        .array(
            try differences.map { difference in
                .object([
                    "organization": value(difference.organization),
                    "at": .string(text ?? difference.diff.after.time.lastDay.description),
                    "changes": .array(try lines(of: difference).map { .object($0) }),
                ])
            })
    }

    private func moment(_ moment: ChartMoment, _ date: String) throws -> JSONObject {
        var object: JSONObject = ["at": .string(date)]
        object.append(try AnswerJSON(ledger, believing: moment.belief).beliefMembers())
        return object
    }

    /// The changes, one a line.
    public func lines(of difference: ChartDifference) throws -> [JSONObject] {
        let moments = [difference.diff.before, difference.diff.after]
        let named = try moments.map { try ledger.names(at: $0.time, believing: $0.belief) }
        return try difference.changes.map { change in
            var object: JSONObject = [
                "change": .string(change.kind.rawValue),
                "also": .array(change.kinds.dropFirst().map { .string($0.rawValue) }),
                "organization": value(named[1](change.organization)),
                "position": text(change.title), "post": text(change.seat?.post?.text),
                "person": change.person.map(value) ?? .null,
            ]
            if let value = change.value { object["value"] = .object(self.object(value)) }
            object["before"] = try change.before.map { .object(try line($0, named[0])) } ?? .null
            object["after"] = try change.after.map { .object(try line($0, named[1])) } ?? .null
            object["events"] = try ids(change.events)
            object["because"] =
                difference.isForDaysToCome(change) ? .array([.object(["reason": .string("after_today")])]) : .array([])
            object["set_aside"] = .array(try change.gone.compactMap { try gone($0, difference) })
            return object
        }
    }

    private func line(_ line: ChartChange.Line, _ named: (EntityID) -> Named) throws -> JSONObject {
        var object: JSONObject = [
            "organization": value(named(line.place.organization)), "position": .string(line.state.title),
            "post": text(line.place.seat.post?.text), "kind": text(line.state.kind?.rawValue),
        ]
        object.append(try holder(line.state.holder))
        return object
    }

    private func object(_ value: ChartChange.Value) -> JSONObject {
        [
            "of": .string(value.aspect.rawValue), "before": .array(value.before.map(JSONValue.string)),
            "after": .array(value.after.map(JSONValue.string)),
        ]
    }

    /// An event that a change no longer rests on, where it does not count any more.
    private func gone(_ seq: Int, _ difference: ChartDifference) throws -> JSONValue? {
        guard let reason = difference.setAside[seq], let id = try ledger.ids(ofEventsAt: [seq]).first else {
            return nil
        }
        let by = try reason.by.flatMap { try ledger.ids(ofEventsAt: [$0]).first }
        return .object([
            "event": .string(id.hex), "reason": .string(reason.text), "by": text(by?.hex),
        ])
    }
}

extension ChartDifference.Reason {
    /// The evidence that says so, as its place in the log; nil where only the belief does.
    public var by: Int? {
        switch self {
        case .ruled(_, let by), .merged(let by): by
        case .outsideBelief: nil
        }
    }

    /// The reason as programs read it.
    public var text: String {
        switch self {
        case .ruled(let reason, _): reason.rawValue
        case .merged: "merged"
        case .outsideBelief: "outside_belief"
        }
    }
}
