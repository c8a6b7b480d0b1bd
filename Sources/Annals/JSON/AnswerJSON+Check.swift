import Chronology
import Events
import Projections

/// Findings of a check.
extension AnswerJSON {
    /// What a check looked at and found.
    public func object(_ result: CheckResult, today: CivilDay) throws -> JSONObject {
        var object = try beliefMembers()
        object["organizations"] = .number(Double(result.organizations))
        object["people"] = .number(Double(result.people))
        object["expectations"] = .number(Double(result.expectations))
        var counts: JSONObject = [:]
        for (kind, count) in result.counts { counts[kind.rawValue] = .number(Double(count)) }
        object["counts"] = .object(counts)
        object["findings"] = .array(try lines(of: result, today: today).map(JSONValue.object))
        return object
    }

    /// The findings, one a line.
    public func lines(of result: CheckResult, today: CivilDay) throws -> [JSONObject] {
        let named = try ledger.names(at: .day(today), believing: belief)
        let summary = FindingSummary(name: { named($0).name })
        return try result.findings.map { finding in
            var object: JSONObject = [
                "kind": .string(finding.kind.rawValue),
                "organization": finding.organization.map { value(named($0)) } ?? .null,
                "people": .array(finding.people.map { value(named($0)) }),
                "summary": .string(summary.text(finding.fault)),
            ]
            object.append(try details(finding.fault, named))
            object["events"] = try ids(finding.events)
            object["next"] = .string(try ledger.commandLine(finding, believing: belief))
            return object
        }
    }

    /// What is particular to a kind of fault.
    private func details(_ fault: Fault, _ named: (EntityID) -> Named) throws -> JSONObject {
        switch fault {
        case .expectation(let unmet): return expectation(unmet, named)
        case .dispute(let dispute):
            return self.moment(dispute.moment).appending([
                "date": date(dispute.range), "claims": try claims(dispute.claims),
            ])
        case .twoHolders(let crowd):
            return self.days(crowd.days).appending([
                "position": .string(crowd.title), "seats": crowd.seats.map { .number(Double($0)) } ?? .null,
                "vacant": .bool(crowd.isSaidVacant),
            ])
        case .overlap(let overlap):
            let reason = overlap.reason == .succession ? "succession" : "interim"
            return self.days(overlap.days).appending([
                "position": .string(overlap.first.title), "reason": .string(reason),
            ])
        case .outsideLife(let outside):
            return [
                "limit": .string(outside.limit.kind.word), "date": date(outside.limit.range),
                "claims": try claims(outside.events),
            ]
        case .contradictedLimit(let limit):
            return [
                "position": .string(limit.title), "limit": .string(limit.limit.kind.word),
                "date": date(limit.limit.range),
            ]
        case .reportingCycle(let cycle):
            return self.days(cycle.days).appending(["reports": .array(try cycle.links.map { try link($0, named) })])
        case .danglingReport(let report):
            return self.days(report.days).appending([
                "superior": .string(report.superior), "reason": .string(report.reason.rawValue),
                "reporters": .array(report.reporters.map { reporter($0, named) }),
            ])
        case .endWithoutStart(let tenure):
            return [
                "position": .string(tenure.title), "date": tenure.stint.isEndClaimed ? date(tenure.stint.end) : .null,
            ]
        case .unplacedSighting(let sighting):
            return [
                "position": .string(sighting.tenure.title), "claims": try claims(sighting.sightings),
                "between_tenures": .bool(sighting.isInGap),
            ]
        case .unsourced(let facts): return self.facts(facts.subject)
        case .singleSource(let facts, let source):
            return self.facts(facts.subject).appending(["source": .string(source.text)])
        }
    }

    private func expectation(_ unmet: UnmetExpectation, _ named: (EntityID) -> Named) -> JSONObject {
        let expected = unmet.expectation
        return [
            "line": .number(Double(expected.line)), "at": .string(expected.date),
            "position": .string(expected.position), "person": .string(expected.person.text),
            "certainty": .string(expected.level.rawValue),
            "acting": expected.isActing.map(JSONValue.bool) ?? .null,
            "holders": .array(
                unmet.holders.map { holder in
                    .object([
                        "person": value(named(holder.person)), "certainty": .string(holder.certainty.rawValue),
                        "acting": .bool(holder.isActing),
                    ])
                }),
        ]
    }

    private func moment(_ moment: Dispute.Moment) -> JSONObject {
        switch moment {
        case .start(let tenure): ["position": .string(tenure.title), "moment": "start"]
        case .end(let tenure): ["position": .string(tenure.title), "moment": "end"]
        case .life(_, let kind): ["moment": .string(kind.word)]
        case .post(let title, _, let kind): ["position": .string(title), "moment": .string(kind.word)]
        }
    }

    private func facts(_ subject: SupportedFacts.Subject) -> JSONObject {
        switch subject {
        case .tenure(let tenure, let moments):
            ["position": .string(tenure.title), "moments": .array(moments.map { .string($0.rawValue) })]
        case .life(_, let kind): ["moments": .array([.string(kind.word)])]
        case .post(let title, _): ["position": .string(title)]
        case .facts(let entity, let count):
            ["subject": .string(entity.text), "facts": .number(Double(count))]
        }
    }

    private func link(_ link: ReportingCycle.Link, _ named: (EntityID) -> Named) throws -> JSONValue {
        .object([
            "reporter": reporter(link.reporter, named), "superior": .string(link.superior),
            "event": try ids([link.event]).first,
        ])
    }

    private func reporter(_ reporter: Reporter, _ named: (EntityID) -> Named) -> JSONValue {
        switch reporter {
        case .position(let title): .object(["position": .string(title)])
        case .holder(let person, let title):
            .object(["person": value(named(person)), "position": .string(title)])
        case .organization(let organization): .object(["organization": value(named(organization))])
        }
    }

    private func claims(_ claims: [DatedClaim]) throws -> JSONValue {
        .array(
            try claims.map { .object(["date": date($0.range), "event": try ids([$0.event]).first]) })
    }

    private func days(_ span: DaySpan) -> JSONObject {
        ["from": text(span.first?.description), "until": span.lasts ? .null : .string(span.last.description)]
    }

    private func date(_ range: DayRange) -> JSONValue { text(EDTF.spanning(range.bounds)?.text) }
}

extension JSONValue {
    /// The first of a list; null where it has none.
    fileprivate var first: JSONValue {
        if case .array(let values) = self { return values.first ?? .null }
        return .null
    }
}
