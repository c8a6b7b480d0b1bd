import Chronology
import Events
import Projections

extension AnswerJSON {
    /// A timeline: marks, and rows with the days to draw and the tenures that they are drawn from.
    public func object(_ timeline: Timeline) throws -> JSONObject {
        var object: JSONObject = ["subject": value(timeline.subject)]
        object["from"] = text(timeline.days?.lowerBound.description)
        object["to"] = text(timeline.days?.upperBound.description)
        object.append(try beliefMembers())
        object["marks"] = .array(try timeline.marks.map { .object(try mark($0)) })
        object["groups"] = .array(try timeline.groups.map { .object(try group($0)) })
        return object
    }

    /// The days of a timeline, one span a line.
    public func lines(of timeline: Timeline) throws -> [JSONObject] {
        try timeline.rows.flatMap { row in
            try row.spans.map { span -> JSONObject in
                let tenure = span.tenure.map { row.tenures[$0] }
                var line: JSONObject = [
                    "person": value(row.person), "organization": value(row.organization),
                    "position": .string(tenure?.title ?? row.title), "post": text(row.key.seat.post?.text),
                    "kind": text(row.kind?.rawValue),
                ]
                line.append(self.span(span))
                line["end_state"] = text(tenure?.stint.endState.rawValue)
                line["events"] = try ids(tenure?.stint.events ?? [])
                return line
            }
        }
    }

    private func mark(_ mark: TimelineMark) throws -> JSONObject {
        [
            "mark": .string(mark.kind.rawValue), "name": text(mark.name),
            "date": text(EDTF.spanning(mark.range.bounds)?.text), "events": try ids(mark.events),
        ]
    }

    private func group(_ group: Timeline.Group) throws -> JSONObject {
        var object: JSONObject = [:]
        switch group.heading {
        case .positions(let positions): object["group"] = .string(String(describing: positions))
        case .organization(let organization): object["organization"] = value(organization)
        }
        object["seats"] = .array(
            try group.seats.map { seat in
                .object([
                    "position": .string(seat.title), "post": text(seat.seat.post?.text),
                    "rows": .array(try seat.rows.map { .object(try row($0)) }),
                ])
            })
        return object
    }

    private func row(_ row: Timeline.Row) throws -> JSONObject {
        [
            "person": value(row.person), "organization": value(row.organization), "position": .string(row.title),
            "kind": text(row.kind?.rawValue), "spans": .array(row.spans.map { .object(span($0)) }),
            "tenures": .array(
                try row.tenures.map { .object(try tenure($0, showsCertainty: false, showsPerson: false)) }),
        ]
    }

    private func span(_ span: Timeline.Span) -> JSONObject {
        [
            "first_day": .string(span.days.lowerBound.description),
            "last_day": .string(span.days.upperBound.description), "certainty": .string(span.certainty.rawValue),
            "acting": .bool(span.isActing), "disputed": .bool(span.isDisputed),
        ]
    }
}
