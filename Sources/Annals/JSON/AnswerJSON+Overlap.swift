import Chronology
import Events
import Projections

extension AnswerJSON {
    /// Where and when two people were together.
    public func object(_ overlap: Overlap) throws -> JSONObject {
        var object: JSONObject = ["first": value(overlap.first), "second": value(overlap.second)]
        object.append(try beliefMembers())
        object["organizations"] = .array(
            try overlap.organizations.map { together in
                var object: JSONObject = ["organization": value(together.organization)]
                object.append(days(together.days))
                object["pairs"] = .array(try together.pairs.map { .object(try pair($0)) })
                return .object(object)
            })
        return object
    }

    /// The days together, one range a line: first the certain ones, then those that are only possible, the undated.
    public func lines(of overlap: Overlap) throws -> [JSONObject] {
        try overlap.organizations.flatMap { together in
            try together.pairs.flatMap { pair in
                let events = try ids(pair.first.events + pair.second.events)
                return pair.days.exclusive.map { days, certainty -> JSONObject in
                    var line: JSONObject = [
                        "organization": value(together.organization), "first": value(overlap.first),
                        "first_position": .string(pair.first.title), "second": value(overlap.second),
                        "second_position": .string(pair.second.title),
                    ]
                    line.append(range(days))
                    line["certainty"] = .string(certainty.rawValue)
                    line["disputed"] = .bool(pair.isDisputed)
                    line["events"] = events
                    return line
                }
            }
        }
    }

    private func pair(_ pair: Overlap.Pair) throws -> JSONObject {
        var object: JSONObject = [
            "first": .object(try side(pair.first)), "second": .object(try side(pair.second)),
        ]
        object.append(days(pair.days))
        object["disputed"] = .bool(pair.isDisputed)
        return object
    }

    private func side(_ side: Overlap.Side) throws -> JSONObject {
        [
            "position": .string(side.title), "post": text(side.key.seat.post?.text), "acting": .bool(side.isActing),
            "undated": .array(side.undatedSides.map { .string($0.rawValue) }), "events": try ids(side.events),
        ]
    }

    private func days(_ days: Overlap.Days) -> JSONObject {
        [
            "certain": .array(days.certain.map { .object(range($0)) }),
            "possible": .array(days.possible.map { .object(range($0)) }),
            "undated": .array(days.undated.map { .object(range($0)) }),
        ]
    }

    /// The first and the last day, null where nothing bounds that side.
    private func range(_ days: DayRange) -> JSONObject {
        [
            "first_day": text(days.bounds.earliest?.description), "last_day": text(days.bounds.latest?.description),
        ]
    }
}
