import Events

/// An event in one sentence, for histories and the log.
public struct EventSummary {
    /// What ids are called.
    private let name: (EntityID) -> String

    /// What somebody or something is called in the event that introduces it under a name.
    private let introduced: (Named) -> String

    /// Creates a writer of summaries that calls ids what `name` says.
    ///
    /// - Parameter introduced: What an introduction calls its subject: the name that it gives, if left out.
    public init(name: @escaping (EntityID) -> String, introduced: @escaping (Named) -> String = { $0.name }) {
        self.name = name
        self.introduced = introduced
    }

    /// The event in one sentence without date, source or full stop.
    public func text(_ event: Event) -> String {
        let sentence = sentence(event.fact)
        guard let attribution = event.attributedTo else { return sentence }
        return "\(sentence) (according to \(text(attribution)))"
    }

    private func sentence(_ fact: Fact) -> String {
        switch fact {
        case .personIntroduced, .personBorn, .personDied, .personRenamed: person(fact)
        case .organizationIntroduced, .organizationFounded, .organizationRenamed, .organizationAcquired,
            .organizationDissolved, .organizationTransferred:
            organization(fact)
        case .postCreated(let post):
            "\(seat(post.position, post.post, post.kind)) created at \(name(post.organization))"
        case .postChanged(let post):
            "\(seat(post.position, post.post, post.kind)) changed at \(name(post.organization))"
        case .postAbolished(let post): "\(seat(post.position, post.post, nil)) abolished at \(name(post.organization))"
        case .positionStarted(let started): position(started)
        case .positionEnded(let ended): position(ended)
        case .positionHeld(let held): position(held)
        case .sourceAdded, .eventCorrected, .eventRetracted, .sourceDistrusted, .entityMerged, .eventRedacted:
            evidence(fact)
        default: other(fact)
        }
    }

    private func person(_ fact: Fact) -> String {
        switch fact {
        case .personIntroduced(let person): "\(introduced(Named(id: person.person, name: person.name))) introduced"
        case .personBorn(let birth): "\(name(birth.person)) born\(at(birth.place))"
        case .personDied(let death): "\(name(death.person)) died\(at(death.place))"
        case .personRenamed(let renaming): "\(name(renaming.person)) took the name \(renaming.name)"
        default: fact.type
        }
    }

    private func organization(_ fact: Fact) -> String {
        switch fact {
        case .organizationIntroduced(let organization):
            return "\(introduced(Named(id: organization.organization, name: organization.name))) introduced"
        case .organizationFounded(let founding):
            let founders = founding.founders.isEmpty ? "" : " by \(list(founding.founders))"
            let origins = founding.from.isEmpty ? "" : " out of \(list(founding.from))"
            return "\(name(founding.organization)) founded\(founders)\(origins)"
        case .organizationRenamed(let renaming):
            return "\(name(renaming.organization)) took the name \(renaming.name)"
        case .organizationAcquired(let acquisition):
            return "\(name(acquisition.organization)) acquired by \(name(acquisition.by))"
        case .organizationDissolved(let end):
            let heirs = end.into.isEmpty ? "" : " into \(list(end.into))"
            return "\(name(end.organization)) dissolved\(heirs)"
        case .organizationTransferred(let transfer):
            return "\(name(transfer.organization)) moved under \(name(transfer.parent))"
        default:
            return fact.type
        }
    }

    private func position(_ started: PositionStarted) -> String {
        var text = "\(name(started.person)) became "
        text += started.acting ? "acting " : ""
        text += "\(seat(started.position, started.post, started.kind)) at \(name(started.organization))"
        if let how = started.how, how != .other { text += ", \(words(how.rawValue))" }
        if let by = started.by { text += " by \(self.text(by))" }
        if let predecessor = started.succeeds { text += ", succeeding \(name(predecessor))" }
        return text
    }

    private func position(_ ended: PositionEnded) -> String {
        let isSeatless = ended.position == nil && ended.post == nil
        var text = "\(name(ended.person)) left "
        text += isSeatless ? "" : "as \(seat(ended.position, ended.post, ended.kind)) at "
        text += name(ended.organization)
        if let how = ended.how, how != .other { text += ", \(words(how.rawValue))" }
        if let by = ended.by { text += " by \(self.text(by))" }
        return text
    }

    private func position(_ held: PositionHeld) -> String {
        var text = "\(name(held.person)) was "
        text += held.acting ? "acting " : ""
        text += "\(seat(held.position, held.post, held.kind)) at \(name(held.organization))"
        if let predecessor = held.succeeds { text += ", succeeding \(name(predecessor))" }
        return text
    }

    private func evidence(_ fact: Fact) -> String {
        switch fact {
        case .sourceAdded(let source): "Source \(source.source) added: \(source.title ?? source.url ?? "no title")"
        case .eventCorrected(let correction):
            "Event \(correction.event.short) corrected: " + (correction.replacement.map(text) ?? Self.erased)
        case .eventRetracted(let retraction): "Event \(retraction.event.short) retracted: \(given(retraction.reason))"
        case .sourceDistrusted(let distrust): "Source \(distrust.source) distrusted: \(given(distrust.reason))"
        case .entityMerged(let merge): "\(merge.from) merged into \(merge.into)"
        case .eventRedacted(let redaction):
            "Event at position \(redaction.seq) redacted: \(given(redaction.reason))"
        default: fact.type
        }
    }

    private static let erased = "(redacted)"

    /// A reason: only what is left of a redacted event has none.
    private func given(_ reason: String) -> String { reason.isEmpty ? Self.erased : reason }

    private func other(_ fact: Fact) -> String {
        switch fact {
        case .awardReceived(let award):
            // A degree often names its field already.
            let field = award.field.flatMap { award.award.hasSuffix($0) ? nil : " in \($0)" } ?? ""
            return "\(name(award.person)) received \(award.award)\(field)"
                + (award.by.map { " from \(text($0))" } ?? "")
        case .workPublished(let work):
            let authors = work.authors.isEmpty ? "" : " by \(list(work.authors))"
            return "\(work.title ?? name(work.work)) published\(authors)"
        case .statementMade(let statement):
            let audience = statement.audience.isEmpty ? "" : " to \(list(statement.audience))"
            let channel = statement.channel.map { " (\($0))" } ?? ""
            return "\(text(statement.speaker))\(audience)\(channel): "
                + (statement.summary ?? "about \(list(statement.about))")
        case .occasionHeld(let occasion):
            let participants = occasion.participants.isEmpty ? "" : ", with \(list(occasion.participants))"
            return occasion.title + participants + (occasion.summary.map { ": \($0)" } ?? "")
        case .attributeSet(let attribute):
            return "\(name(attribute.subject)): \(attribute.attribute) \(amount(attribute))"
        case .relationHeld(let relation):
            return "\(name(relation.subject)), \(words(relation.relation.rawValue)) of \(name(relation.object))"
        case .custom(let custom):
            return custom.type
        default:
            return fact.type
        }
    }

    private func amount(_ attribute: AttributeSet) -> String {
        let unit = attribute.unit.map { " \($0)" } ?? ""
        if let value = attribute.value { return text(value) + unit }
        switch (attribute.minimum, attribute.maximum) {
        case (let low?, let high?): return "\(number(low)) to \(number(high))\(unit)"
        case (let low?, nil): return "at least \(number(low))\(unit)"
        case (nil, let high?): return "at most \(number(high))\(unit)"
        case (nil, nil): return "not said"
        }
    }

    private func text(_ value: AttributeValue) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): self.number(number)
        case .list(let values): values.map { text($0) }.joined(separator: ", ")
        }
    }

    private func number(_ number: Double) -> String { CanonicalJSON.string(.number(number)) }

    private func text(_ reference: Reference) -> String {
        switch reference {
        case .entity(let id): name(id)
        case .text(let text): text
        }
    }

    private func seat(_ position: String?, _ post: EntityID?, _ kind: PositionKind?) -> String {
        position ?? post.map(name) ?? kind?.rawValue ?? PositionKind.member.rawValue
    }

    private func at(_ place: String?) -> String { place.map { " in \($0)" } ?? "" }
    private func words(_ raw: String) -> String { String(raw.map { $0 == "_" ? " " : $0 }) }
    private func list(_ references: [Reference]) -> String { references.map(text).joined(separator: ", ") }
    private func list(_ ids: [EntityID]) -> String { ids.map(name).joined(separator: ", ") }
}

extension EventID {
    /// The first twelve hexadecimal digits: enough to name an event in a ledger.
    public var short: String { String(hex.prefix(12)) }
}
