import Events
import Projections

/// Answers line by line: one holder, one tenure, one entry each, complete in itself.
extension AnswerJSON {
    /// The holders of a chart and of the charts under it, one a line; a seat that nobody holds has one line too.
    public func lines(of chart: OrgChart, at date: String) throws -> [JSONObject] {
        var lines: [JSONObject] = []
        for position in chart.positions {
            var seat: JSONObject = ["organization": value(chart.organization), "at": .string(date)]
            seat.append(self.seat(position))
            for holder in position.holders { lines.append(seat.appending(try self.holder(holder))) }
            if position.holders.isEmpty {
                lines.append(seat.appending(["vacant": .bool(true), "events": try ids(position.events)]))
            }
        }
        for unit in chart.units { lines += try self.lines(of: unit, at: date) }
        return lines
    }

    /// The tenures of a person, one a line.
    public func lines(of history: PersonHistory, at date: String?) throws -> [JSONObject] {
        try history.tenures.map { try tenure($0, showsCertainty: date != nil, showsPerson: true) }
    }

    /// The tenures in an organisation, one a line.
    public func lines(of history: OrganizationHistory, at date: String?) throws -> [JSONObject] {
        try history.tenures.map { try tenure($0, showsCertainty: date != nil, showsPerson: true) }
    }

    /// The tenures and gaps of a seat, one a line.
    public func lines(of history: PostHistory, at date: String?) throws -> [JSONObject] {
        try history.lines.map { line in
            let object = try self.line(line, showsCertainty: date != nil)
            guard case .gap = line else { return object }
            let seat: JSONObject = ["organization": value(history.organization), "position": .string(history.title)]
            return seat.appending(object)
        }
    }

    /// Somebody or something with all names.
    public func object(_ hit: SearchHit) -> JSONObject {
        [
            "id": .string(hit.entity.id.text), "kind": text(hit.entity.kind?.rawValue),
            "name": .string(hit.entity.name), "names": .array(hit.names.map(JSONValue.string)),
        ]
    }

    /// A seat with whoever holds it.
    public func object(_ listed: ListedPosition) throws -> JSONObject {
        var object: JSONObject = ["organization": value(listed.organization)]
        object.append(seat(listed.position))
        object["held_by"] = .number(Double(listed.everHeldBy))
        object["holders"] = .array(try listed.position.holders.map { .object(try holder($0)) })
        return object
    }

    /// A source with what rests on it.
    public func object(_ source: SourceRecord) -> JSONObject {
        [
            "id": .string(source.id.text), "title": text(source.added?.title),
            "publisher": text(source.added?.publisher), "author": text(source.added?.author),
            "published": text(source.added?.published?.text), "url": text(source.added?.url),
            "language": text(source.added?.language), "cited_by": .number(Double(source.citedBy.count)),
            "in_effect": .number(Double(source.inEffect)), "distrusted": .bool(source.isDistrusted),
        ]
    }

    /// An event of the log in one line, for lists of what rests on something.
    public func object(_ logged: LoggedEvent, summary: String) -> JSONObject {
        let event = logged.stored.event
        return [
            "date": text(event.date?.text), "type": .string(event.type), "summary": .string(summary),
            "event": .string(logged.stored.id.hex),
            "set_aside": text(logged.setAside?.reason.rawValue),
        ]
    }
}

extension JSONObject {
    /// Adds the members of another object; where both have a key, the other's value stands.
    public mutating func append(_ other: JSONObject) {
        for (key, value) in other.members { self[key] = value }
    }

    /// The object with the members of another.
    func appending(_ other: JSONObject) -> JSONObject {
        var object = self
        object.append(other)
        return object
    }
}
