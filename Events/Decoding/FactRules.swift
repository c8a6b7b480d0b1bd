/// The rules that more than one field takes part in.
enum FactRules {
    static func check(_ fact: Fact) throws(EventError) {
        switch fact {
        case .organizationIntroduced(let fact):
            try refuse(fact.parent == fact.organization, "parent", "is the organization itself")
        case .organizationTransferred(let fact):
            try refuse(fact.parent == fact.organization, "parent", "is the organization itself")
        case .organizationAcquired(let fact):
            try refuse(fact.by == fact.organization, "by", "is the organization itself")
        case .organizationFounded(let fact):
            let itself = Reference.entity(fact.organization)
            try refuse(fact.founders.contains(itself), "founders", "hold the organization itself")
            try refuse(fact.from.contains(fact.organization), "from", "holds the organization itself")
        case .organizationDissolved(let fact):
            try refuse(fact.into.contains(fact.organization), "into", "holds the organization itself")
        case .postCreated(let fact):
            try checkReports(to: fact.reportsTo, from: fact.post, "is the post itself")
        case .postChanged(let fact):
            try checkReports(to: fact.reportsTo, from: fact.post, "is the post itself")
        case .positionStarted(let fact):
            try refuse(fact.succeeds == fact.person, "succeeds", "is the person itself")
            try checkReports(to: fact.reportsTo, from: fact.person, "is the person itself")
        case .positionHeld(let fact):
            try refuse(fact.succeeds == fact.person, "succeeds", "is the person itself")
            try checkReports(to: fact.reportsTo, from: fact.person, "is the person itself")
        case .attributeSet(let fact):
            try check(fact)
        case .relationHeld(let fact):
            try refuse(fact.subject == fact.object, "object", "is the subject itself")
            try checkRange(fact.minimum, fact.maximum)
        case .entityMerged(let fact):
            try refuse(fact.from == fact.into, "into", "is the same id as from")
        case .eventCorrected(let fact):
            try check(fact)
        default:
            break
        }
    }

    private static func check(_ fact: AttributeSet) throws(EventError) {
        try refuse(
            fact.value != nil && (fact.minimum != nil || fact.maximum != nil), "value",
            "stands beside minimum or maximum", remedy: "give the value, or what it is at least and at most")
        try checkRange(fact.minimum, fact.maximum)
    }

    private static func check(_ fact: EventCorrected) throws(EventError) {
        guard let replacement = fact.replacement else { return }
        if case .sourceAdded = replacement.fact {
            // What is known about a source can be corrected like any other description.
        } else {
            try refuse(
                replacement.fact.isEvidence, "replacement.type", "\(replacement.type) cannot replace an event",
                remedy: "correct the original again, or retract the correction")
        }
        try refuse(replacement.id == fact.event, "replacement", "is the event that it corrects, unchanged")
    }

    private static func checkRange(_ minimum: Double?, _ maximum: Double?) throws(EventError) {
        guard let minimum, let maximum else { return }
        try refuse(minimum > maximum, "maximum", "is less than minimum", remedy: "swap them")
    }

    private static func checkReports(to superior: String?, from id: EntityID?, _ reason: String) throws(EventError) {
        guard let superior, let id else { return }
        try refuse(superior == id.text, "reports_to", reason)
    }

    private static func refuse(
        _ isWrong: Bool, _ field: String, _ reason: String, remedy: String? = nil
    ) throws(EventError) {
        if isWrong { throw EventError(kind: .conflict, field: field, reason: reason, remedy: remedy) }
    }
}
