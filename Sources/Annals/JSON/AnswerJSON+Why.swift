import Chronology
import Events
import Projections

/// Reasons as a tree: keys, their stints, the moments of each, the claims and the steps of each moment.
extension AnswerJSON {
    /// Who holds a seat, or what somebody's tenures of it are, and why.
    public func object(_ answer: WhyAnswer, at date: String?) throws -> JSONObject {
        let writer = WhyWriter(json: self, answer: answer)
        var object: JSONObject = [:]
        if let person = answer.person { object["person"] = value(person) }
        object["organization"] = value(answer.organization)
        object["position"] = .string(answer.title)
        object["post"] = text((answer.post?.post ?? answer.seat.post)?.text)
        object["at"] = text(date)
        object.append(try beliefMembers())
        if answer.person == nil {
            object["holders"] = .array(answer.explained.map { .object(writer.key($0, showsPerson: true)) })
            object["others"] = .array(answer.others.map { .object(writer.other($0)) })
            if let post = answer.post {
                object["created"] = post.created.map { writer.date($0) } ?? .null
                object["abolished"] = post.abolished.map { writer.date($0) } ?? .null
            }
        } else {
            object.append(answer.explained.first.map { writer.key($0, showsPerson: false) } ?? ["stints": .array([])])
        }
        object["set_aside"] = .array(answer.setAside.map { .object(writer.setAside($0)) })
        return object
    }
}

/// Writes the parts of an answer that names its events.
private struct WhyWriter {
    let json: AnswerJSON
    let answer: WhyAnswer

    // MARK: - Keys and stints

    func key(_ key: WhyAnswer.Explained, showsPerson: Bool) -> JSONObject {
        var object: JSONObject = [:]
        if showsPerson { object["person"] = json.value(key.person) }
        if answer.time != nil {
            object["certainty"] = json.text(key.holding?.certainty.rawValue)
            object["disputed"] = .bool(key.holding?.isDisputed ?? false)
            object["because"] = .array(key.reasons.map { .object(reason($0)) })
            object["rests_on_qualifiers"] = ids(key.widened)
        }
        let stints = key.explanation.seat.stints
        object["stints"] = .array(stints.indices.map { .object(stint(key, $0)) })
        if !key.explanation.seat.isOrderly { object["orderly"] = .bool(false) }
        object["limits"] = .array(key.explanation.seat.limits.map { .object(limit($0)) })
        object["readings"] = .array(key.explanation.readings.map { .object(reading($0)) })
        return object
    }

    private func stint(_ key: WhyAnswer.Explained, _ index: Int) -> JSONObject {
        let explanation = key.explanation.seat.stints[index]
        let stint = explanation.stint
        var object: JSONObject = [
            "acting": .bool(stint.kind == .acting), "end_state": .string(stint.endState.rawValue),
            "inferred": .bool(stint.isEndInferred),
        ]
        if let time = answer.time {
            object["answers"] = .bool(key.holding?.stint == index)
            if key.holding?.stint != index { object["relation"] = .string(StintRelation(stint, time).rawValue) }
        }
        let isEndDated = stint.isEndDated && stint.endState != .open
        object["start"] = .object(moment(explanation.start, isDated: stint.isStartDated))
        object["end"] = .object(moment(explanation.end, isDated: isEndDated))
        object["sightings"] = .array(explanation.sightings.map { .object(sighting($0)) })
        return object
    }

    private func moment(_ moment: MomentExplanation, isDated: Bool) -> JSONObject {
        [
            "bounds": isDated ? date(moment.range) : .null,
            "possible": date(moment.range),
            "claimed": moment.claimed.map(date) ?? .null,
            "disputed": .bool(moment.isDisputed),
            "claims": .array(moment.claims.map { .object(claim($0)) }),
            "steps": .array(moment.steps.map { .object(step($0)) }),
        ]
    }

    private func claim(_ claim: ClaimEffect) -> JSONObject {
        var object = event(claim.event)
        object["contributed"] = .string(claim.contribution.rawValue)
        object["bounds"] = claim.range.map(date) ?? .null
        object["bounds_without"] = claim.without.map(date) ?? .null
        object["sources"] = sources(claim.event)
        return object
    }

    private func step(_ step: NarrowingStep) -> JSONObject {
        var object: JSONObject = [:]
        switch step.cause {
        case .neighbour(let stint, let side):
            object["by"] = .string("neighbour")
            object["stint"] = .number(Double(stint))
            object["moment"] = .string(side.rawValue)
        case .sighting: object["by"] = .string("sighting")
        case .limit(let kind): object["by"] = .string(kind.word)
        }
        object["from"] = date(step.from)
        object["to"] = date(step.to)
        object["events"] = ids(step.events)
        return object
    }

    private func sighting(_ sighting: SightingEffect) -> JSONObject {
        var object = event(sighting.event)
        object["contributed"] = .string("seen")
        object["bounds"] = date(sighting.range)
        object["narrowed"] = .array(sighting.narrowed.map { .string($0.rawValue) })
        object["made_stint"] = .bool(sighting.madeStint)
        object["certain_day"] = .bool(sighting.makesDayCertain)
        object["last_day"] = .bool(sighting.isLastDay)
        object["fits_others"] = .bool(sighting.fitsOthers)
        object["sources"] = sources(sighting.event)
        return object
    }

    private func limit(_ effect: LimitEffect) -> JSONObject {
        [
            "limit": .string(effect.limit.kind.word), "bounds": date(effect.limit.range),
            "contributed": .string(effect.outcome.rawValue),
            "events": .array(
                effect.limit.events.map { seq in .object(event(seq).appending(["sources": sources(seq)])) }),
        ]
    }

    private func reading(_ reading: SeatReading) -> JSONObject {
        var object: JSONObject = [
            "event": id(reading.event), "read_as": .string(reading.reason.rawValue),
            "position": json.text(reading.title), "named_by": ids(reading.namedBy),
        ]
        if let merged = reading.merged {
            object["from"] = .string(merged.from.text)
            object["into"] = .string(merged.into.text)
        }
        return object
    }

    private func reason(_ reason: HoldingReason) -> JSONObject {
        switch reason {
        case .withinDates: ["reason": .string("within_dates")]
        case .seen(let events): ["reason": .string("seen"), "events": ids(events)]
        case .covered(let events): ["reason": .string("covered"), "events": ids(events)]
        case .startMayBeLater: ["reason": .string("start_may_be_later")]
        case .endMayBeEarlier: ["reason": .string("end_may_be_earlier")]
        case .startUndated: ["reason": .string("start_undated")]
        case .endUndated: ["reason": .string("end_undated")]
        case .afterToday: ["reason": .string("after_today")]
        case .partOfPeriod: ["reason": .string("part_of_period")]
        }
    }

    // MARK: - What does not answer

    func other(_ other: WhyAnswer.Other) -> JSONObject {
        var object: JSONObject = ["person": json.value(other.person), "relation": .string(other.relation.rawValue)]
        object["acting"] = .bool(other.stint.kind == .acting)
        json.add(other.stint, isDisputed: other.stint.isDisputed, to: &object)
        object["events"] = ids(other.stint.events)
        return object
    }

    func setAside(_ aside: SetAsideEvent) -> JSONObject {
        var object = event(aside.seq)
        object["reason"] = .string(aside.reason.rawValue)
        object["by"] = .array(aside.by.map { .object(event($0)) })
        if let source = aside.source { object["source"] = .string(source.text) }
        if !aside.others.isEmpty {
            object["also"] = .array(
                aside.others.map { other in
                    .object([
                        "reason": .string(other.reason.rawValue), "by": .array(other.by.map { .object(event($0)) }),
                        "source": json.text(other.source?.text),
                    ])
                })
        }
        object["sources"] = sources(aside.seq)
        return object
    }

    // MARK: - Events and dates

    private func event(_ seq: Int) -> JSONObject {
        let named = answer.events[seq]
        var object: JSONObject = [
            "event": id(seq), "seq": .number(Double(seq)), "type": json.text(named?.event.type),
            "date": json.text(named?.event.date?.text),
        ]
        if let corrects = named?.corrects { object["corrects"] = .number(Double(corrects)) }
        if let now = named?.now { object["now"] = .string(now.reason.rawValue) }
        return object
    }

    private func sources(_ seq: Int) -> JSONValue {
        .array((answer.events[seq]?.event.sources ?? []).map { .object(json.source($0)) })
    }

    private func id(_ seq: Int) -> JSONValue { json.text(answer.events[seq]?.id.hex) }

    private func ids(_ seqs: [Int]) -> JSONValue { .array(seqs.map(id)) }

    /// EDTF of the bounds; null where nothing bounds them, and for an end that is not recorded.
    func date(_ range: DayRange) -> JSONValue { json.edtf(range, isDated: range.earliest < DayRange.future) }
}
