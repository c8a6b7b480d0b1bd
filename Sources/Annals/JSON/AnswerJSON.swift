import Chronology
import EventLog
import Events
import Projections

/// The JSON of answers: the contract that the command line and the server keep.
///
/// Keys are snake_case; `start` and `end` are EDTF of the bounds after all rules, null where nothing dates them; events
/// are named by their ids.
public struct AnswerJSON {
    let ledger: Ledger
    let belief: Belief

    /// Writes answers of a ledger in a belief.
    public init(_ ledger: Ledger, believing belief: Belief = .current) {
        self.ledger = ledger
        self.belief = belief
    }

    /// What the answer rests on: `known` and `published`, null where they are not asked for, and any choice of sources;
    /// `behind` only while an import goes on that the tables have yet to follow.
    public func beliefMembers() throws -> JSONObject {
        var object: JSONObject = ["known": .null, "published": text(belief.published?.description)]
        if let known = belief.known {
            let moment = try ledger.moment(known)
            object["known"] = .object([
                "batch": .number(Double(moment.batch)), "recorded": text(moment.recorded?.description),
            ])
            if !moment.redactedSince.isEmpty {
                object["redacted"] = .array(moment.redactedSince.map { .number(Double($0)) })
            }
        }
        for (key, sources) in [("without", belief.without), ("only", belief.only)] where !sources.isEmpty {
            object[key] = .array(sources.sorted().map { .string($0.text) })
        }
        if let lag = ledger.lag {
            object["behind"] = lag.json
        }
        return object
    }

    /// An org chart.
    public func object(_ chart: OrgChart, at date: String) throws -> JSONObject {
        var object: JSONObject = [
            "organization": value(chart.organization), "at": .string(date),
        ]
        object.append(try beliefMembers())
        if !chart.parents.isEmpty { object["parents"] = .array(try chart.parents.map { .object(try parent($0)) }) }
        object["positions"] = .array(try chart.positions.map { .object(try position($0)) })
        if !chart.units.isEmpty {
            object["units"] = .array(try chart.units.map { .object(try self.object($0, at: date)) })
        }
        return object
    }

    private func parent(_ parent: OrgChart.Parent) throws -> JSONObject {
        [
            "id": .string(parent.organization.id.text), "name": .string(parent.organization.name),
            "events": try ids(parent.events),
        ]
    }

    private func position(_ position: OrgChart.Position) throws -> JSONObject {
        var object = seat(position)
        object["holders"] = .array(try position.holders.map { .object(try holder($0)) })
        object["events"] = try ids(position.events)
        return object
    }

    /// A position without whoever holds it.
    func seat(_ position: OrgChart.Position) -> JSONObject {
        [
            "position": .string(position.title),
            "post": text(position.post?.text),
            "kind": text(position.kind?.rawValue),
            "reports_to": text(position.reportsTo),
            "seats": position.seats.map { .number(Double($0)) } ?? .null,
        ]
    }

    func holder(_ holder: OrgChart.Holder) throws -> JSONObject {
        var object: JSONObject = [
            "person": value(holder.person), "certainty": .string(holder.certainty.rawValue),
            "acting": .bool(holder.isActing),
        ]
        add(holder.stint, isDisputed: holder.isDisputed, to: &object)
        add(holder.details, to: &object)
        object["events"] = try ids(holder.events)
        return object
    }

    /// A person's history.
    public func object(_ history: PersonHistory, at date: String?) throws -> JSONObject {
        var object: JSONObject = ["person": value(history.person)]
        add(history.directory, to: &object)
        object["at"] = text(date)
        object.append(try beliefMembers())
        object["tenures"] = .array(
            try history.tenures.map { .object(try tenure($0, showsCertainty: date != nil, showsPerson: false)) })
        object["events"] = .array(try rows(history.events))
        return object
    }

    /// An organisation's history.
    public func object(_ history: OrganizationHistory, at date: String?) throws -> JSONObject {
        var object: JSONObject = ["organization": value(history.organization)]
        add(history.directory, to: &object)
        object["at"] = text(date)
        object.append(try beliefMembers())
        object["parents"] = .array(parents(history.parents))
        object["posts"] = .array(history.posts.map { .object(post($0)) })
        object["tenures"] = .array(
            try history.tenures.map { .object(try tenure($0, showsCertainty: date != nil, showsPerson: true)) })
        object["events"] = .array(try rows(history.events))
        return object
    }

    /// Everyone who held a seat.
    public func object(_ history: PostHistory, at date: String?) throws -> JSONObject {
        var object: JSONObject = [
            "organization": value(history.organization),
            "position": .string(history.title),
            "post": text(history.seat.post?.text),
            "at": text(date),
        ]
        object.append(try beliefMembers())
        object["events"] = try ids(history.post?.events ?? [])
        object["lines"] = .array(try history.lines.map { .object(try line($0, showsCertainty: date != nil)) })
        return object
    }

    func line(_ line: PostHistory.Line, showsCertainty: Bool) throws -> JSONObject {
        switch line {
        case .tenure(let tenure):
            return try self.tenure(tenure, showsCertainty: showsCertainty, showsPerson: true)
        case .gap(let gap):
            return [
                "vacant": .bool(true), "inferred": .bool(true), "start": edtf(gap.start, isDated: true),
                "end": gap.end.map { edtf($0, isDated: true) } ?? .null, "events": try ids(gap.events),
            ]
        }
    }

    func tenure(
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
        add(tenure.details, to: &object)
        object["events"] = try ids(tenure.stint.events)
        return object
    }

    /// What the sources say besides the dates, only where they do.
    private func add(_ details: StintDetails, to object: inout JSONObject) {
        for (key, detail) in [
            ("area", details.area), ("on_behalf_of", details.onBehalfOf?.text), ("reports_to", details.reportsTo),
            ("how_started", details.howStarted?.rawValue), ("how_ended", details.howEnded?.rawValue),
        ] {
            if let detail { object[key] = .string(detail) }
        }
    }

    func add(_ stint: Stint?, isDisputed: Bool, to object: inout JSONObject) {
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

    /// The rows of a history.
    private func rows(_ entries: [HistoryEntry]) throws -> [JSONValue] {
        try zip(entries, ledger.summaries(of: entries, believing: belief)).map { .object(try row($0, summary: $1)) }
    }

    /// A row of a history.
    private func row(_ entry: HistoryEntry, summary: String) throws -> JSONObject {
        let events = try ids(entry.events)
        var first = JSONValue.null
        if case .array(let ids) = events, let id = ids.first { first = id }
        return [
            "date": text(entry.event.date?.text), "type": .string(entry.event.type),
            "summary": .string(summary),
            "event": first, "events": events,
            "sources": .array(entry.sources.map { .object(source($0)) }),
        ]
    }

    func source(_ citation: Citation) -> JSONObject {
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

    func value(_ named: Named) -> JSONValue {
        .object(["id": .string(named.id.text), "name": .string(named.name)])
    }

    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    func edtf(_ range: DayRange, isDated: Bool) -> JSONValue {
        isDated ? text(EDTF.spanning(range.bounds)?.text) : .null
    }

    func ids(_ positions: [Int]) throws -> JSONValue {
        .array(try ledger.ids(ofEventsAt: positions).map { .string($0.hex) })
    }
}

extension ProjectionLag {
    /// Through which event of how many the tables know the log.
    public var json: JSONValue { .object(["through": .number(Double(known)), "of": .number(Double(last))]) }
}
