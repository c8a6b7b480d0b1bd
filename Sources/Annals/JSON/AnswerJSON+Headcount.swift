import Events
import Projections

extension AnswerJSON {
    /// How many people there were, period by period.
    public func object(
        _ headcount: Headcount, of organization: Named, kinds: [PositionKind], depth: Int
    ) throws -> JSONObject {
        var object: JSONObject = [
            "organization": value(organization), "by": .string(headcount.step.rawValue),
            "kinds": .array(kinds.map { .string($0.rawValue) }), "depth": .number(Double(depth)),
        ]
        object.append(try beliefMembers())
        object["periods"] = .array(headcount.rows.map { .object(row($0, headcount.step)) })
        return object
    }

    /// The periods, one a line.
    public func lines(of headcount: Headcount, in organization: Named) -> [JSONObject] {
        headcount.rows.map { line in
            let subject: JSONObject = ["organization": value(organization)]
            return subject.appending(row(line, headcount.step))
        }
    }

    private func row(_ row: Headcount.Row, _ step: CalendarStep) -> JSONObject {
        [
            "period": .string(step.text(of: row.period)), "day": .string(row.day.description),
            "lower": .number(Double(row.lower)), "upper": .number(Double(row.upper)),
            "undated": .number(Double(row.undated)),
        ]
    }
}
