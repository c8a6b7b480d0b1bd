import Chronology
import EventLog
import Events
import Projections

/// The JSON of answers: the contract that the command line and the server keep.
///
/// Keys are snake_case; `start` and `end` are EDTF of the bounds after all rules, null where nothing dates them; events
/// are named by their ids.
public struct AnswerJSON {
    private let ledger: Ledger

    /// Writes answers of a ledger.
    public init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    /// An org chart.
    public func object(_ chart: OrgChart, at date: String) throws -> JSONObject {
        var object: JSONObject = [
            "organization": value(chart.organization), "at": .string(date), "known": .null, "published": .null,
        ]
        if !chart.parents.isEmpty { object["parents"] = .array(chart.parents.map(value)) }
        object["positions"] = .array(try chart.positions.map { .object(try position($0)) })
        if !chart.units.isEmpty {
            object["units"] = .array(try chart.units.map { .object(try self.object($0, at: date)) })
        }
        return object
    }

    private func position(_ position: OrgChart.Position) throws -> JSONObject {
        [
            "position": .string(position.title),
            "post": text(position.post?.text),
            "kind": text(position.kind?.rawValue),
            "reports_to": text(position.reportsTo),
            "seats": position.seats.map { .number(Double($0)) } ?? .null,
            "holders": .array(try position.holders.map { .object(try holder($0)) }),
        ]
    }

    private func holder(_ holder: OrgChart.Holder) throws -> JSONObject {
        var object: JSONObject = [
            "person": value(holder.person), "certainty": .string(holder.certainty.rawValue),
            "acting": .bool(holder.isActing),
        ]
        add(holder.stint, isDisputed: holder.isDisputed, to: &object)
        object["events"] = try ids(holder.events)
        return object
    }

    /// A person's history.
    public func object(_ history: PersonHistory, at date: String?) throws -> JSONObject {
        var object: JSONObject = ["person": value(history.person)]
        add(history.directory, to: &object)
        object["at"] = text(date)
        object["tenures"] = .array(
            try history.tenures.map { .object(try tenure($0, showsCertainty: date != nil, showsPerson: false)) })
        object["events"] = .array(try history.events.map { .object(try row($0)) })
        return object
    }

    /// An organisation's history.
    public func object(_ history: OrganizationHistory, at date: String?) throws -> JSONObject {
        var object: JSONObject = ["organization": value(history.organization)]
        add(history.directory, to: &object)
        object["at"] = text(date)
        object["parents"] = .array(parents(history.parents))
        object["posts"] = .array(history.posts.map { .object(post($0)) })
        object["tenures"] = .array(
            try history.tenures.map { .object(try tenure($0, showsCertainty: date != nil, showsPerson: true)) })
        object["events"] = .array(try history.events.map { .object(try row($0)) })
        return object
    }

    /// Everyone who held a seat.
    public func object(_ history: PostHistory, at date: String?) throws -> JSONObject {
        [
            "organization": value(history.organization),
            "position": .string(history.title),
            "post": text(history.seat.post?.text),
            "at": text(date),
            "lines": .array(try history.lines.map { .object(try line($0, showsCertainty: date != nil)) }),
        ]
    }

    private func line(_ line: PostHistory.Line, showsCertainty: Bool) throws -> JSONObject {
        switch line {
        case .tenure(let tenure):
            return try self.tenure(tenure, showsCertainty: showsCertainty, showsPerson: true)
        case .gap(let gap):
            return [
                "vacant": .bool(true), "start": edtf(gap.start, isDated: true),
                "end": gap.end.map { edtf($0, isDated: true) } ?? .null,
            ]
        }
    }

    private func tenure(
        _ tenure: PersonHistory.Tenure, showsCertainty: Bool, showsPerson: Bool
    ) throws -> JSONObject {
        var object: JSONObject = [:]
        if showsPerson { object["person"] = value(tenure.person) }
        object["organization"] = value(tenure.organization)
        object["position"] = .string(tenure.title)
        object["post"] = text(tenure.key.seat.post?.text)
        object["kind"] = text(tenure.details.kind?.rawValue)
        object["acting"] = .bool(tenure.stint.kind == .acting)
        add(tenure.stint, isDisputed: tenure.isDisputed, to: &object)
        if showsCertainty { object["certainty"] = text(tenure.certainty?.rawValue) }
        for (key, detail) in [
            ("area", tenure.details.area), ("on_behalf_of", tenure.details.onBehalfOf?.text),
            ("reports_to", tenure.details.reportsTo), ("how_started", tenure.details.howStarted?.rawValue),
            ("how_ended", tenure.details.howEnded?.rawValue),
        ] {
            if let detail { object[key] = .string(detail) }
        }
        object["events"] = try ids(tenure.stint.events)
        return object
    }

    private func add(_ stint: Stint?, isDisputed: Bool, to object: inout JSONObject) {
        object["start"] = stint.map { edtf($0.start, isDated: $0.isStartDated) } ?? .null
        object["end"] = stint.map { edtf($0.end, isDated: $0.isEndDated && $0.endState != .open) } ?? .null
        object["end_state"] = .string((stint?.endState ?? .unknown).rawValue)
        object["disputed"] = .bool(isDisputed)
        object["inferred"] = .bool(stint?.isEndInferred ?? false)
    }

    private func add(_ directory: DirectoryEntry?, to object: inout JSONObject) {
        guard let directory else { return }
        object["names"] = .array(
            directory.names.map { name in
                var entry: JSONObject = ["name": .string(name.name)]
                if let language = name.language { entry["language"] = .string(language) }
                if let kind = name.kind { entry["kind"] = .string(kind) }
                return .object(entry)
            })
        object["identifiers"] = .array(
            directory.identifiers.map {
                .object(["scheme": .string($0.scheme), "identifier": .string($0.identifier)])
            })
    }

    /// A row of a history.
    private func row(_ entry: HistoryEntry) throws -> JSONObject {
        let time = entry.event.date?.widened.earliest ?? entry.event.date?.widened.latest
        let name = try ledger.names(at: .day(time ?? CivilDay(number: 0)))
        let events = try ids(entry.events)
        var first = JSONValue.null
        if case .array(let ids) = events, let id = ids.first { first = id }
        return [
            "date": text(entry.event.date?.text), "type": .string(entry.event.type),
            "summary": .string(EventSummary(name: name).text(entry.event)),
            "event": first, "events": events,
            "sources": .array(entry.sources.map { .object(source($0)) }),
        ]
    }

    private func source(_ citation: Citation) -> JSONObject {
        var object: JSONObject = ["source": .string(citation.source.text)]
        if let locator = citation.locator { object["locator"] = .string(locator) }
        if let quote = citation.quote { object["quote"] = .string(quote) }
        return object
    }

    private func parents(_ parents: DatedValues<EntityID>) -> [JSONValue] {
        var lines: [JSONValue] = []
        if let initial = parents.initial {
            lines.append(.object(["parent": .string(initial.value.text), "from": .null]))
        }
        lines += parents.changes.map {
            .object(["parent": text($0.value?.text), "from": edtf($0.range, isDated: true)])
        }
        return lines
    }

    private func post(_ post: PostRecord) -> JSONObject {
        [
            "post": text(post.post?.text), "position": text(post.datedTitles.initial?.value),
            "kind": text(post.kind?.rawValue), "seats": post.seatCount.map { .number(Double($0)) } ?? .null,
            "created": post.created.map { edtf($0, isDated: true) } ?? .null,
            "abolished": post.abolished.map { edtf($0, isDated: true) } ?? .null,
        ]
    }

    // MARK: - Values

    private func value(_ named: Named) -> JSONValue {
        .object(["id": .string(named.id.text), "name": .string(named.name)])
    }

    private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    private func edtf(_ range: DayRange, isDated: Bool) -> JSONValue {
        isDated ? text(EDTF.spanning(range.bounds)?.text) : .null
    }

    private func ids(_ positions: [Int]) throws -> JSONValue {
        .array(try ledger.ids(ofEventsAt: positions).map { .string($0.hex) })
    }
}
