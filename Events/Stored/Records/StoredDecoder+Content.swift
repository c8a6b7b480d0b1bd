// What the members of an event say. Every reader gives false, or nil, where it meets something that is rare or wrong.
//
// Small functions that change nothing are inlined: for a call the whole decoder would be copied.
extension StoredDecoder {
    /// The most characters of a name or a title.
    static let longestName = TextRule.name.maximumLength

    /// Reads what the members say, which have been found to be those that the layout takes.
    mutating func readContent(_ bytes: RawSpan, _ type: EventTypeCode, _ layout: TypeLayout) -> Bool {
        let isOrdered = members.has(.order)
        guard !isOrdered || members.isOrder(bytes), readFields(bytes, layout),
            readCitations(bytes), keepsRules(bytes, type), readCommon(bytes, type)
        else { return false }
        var date: DateReading?
        if let rule = layout.date {
            date = readDate(bytes, .date, rule)
            guard date != nil else { return false }
        }
        record.content.type = type
        record.content.position = nil
        record.content.name = nil
        record.content.milestone = nil
        switch type {
        case .positionStarted, .positionEnded, .positionHeld:
            guard let date else { return false }
            readPosition(type, date, isOrdered: isOrdered)
        case .personIntroduced, .personRenamed, .organizationIntroduced, .organizationRenamed:
            let isPerson = type == .personIntroduced || type == .personRenamed
            readName(isPerson ? .person : .organization, .name, date, isOrdered: isOrdered)
        case .workPublished: readName(.work, .title, date, isOrdered: isOrdered)
        case .sourceAdded: readName(.source, .title, nil, isOrdered: isOrdered)
        case .postCreated, .postChanged:
            if members.has(.post) { readName(.post, .position, date, isOrdered: isOrdered) }
            readMilestone(.post, date, isOrdered: isOrdered)
        case .postAbolished: readMilestone(.post, date, isOrdered: isOrdered)
        case .personBorn, .personDied: readMilestone(.person, date, isOrdered: isOrdered)
        case .organizationFounded, .organizationDissolved: readMilestone(.organization, date, isOrdered: isOrdered)
        default: break
        }
        return true
    }

    /// Attribution, note and own fields.
    private mutating func readCommon(_ bytes: RawSpan, _ type: EventTypeCode) -> Bool {
        if members.has(.attributedTo) {
            guard let number = reference(bytes, .attributedTo) else { return false }
            if number > 0 { named.add(number) }
        }
        if type == .sourceAdded { named.add(numbers[Int(StoredKey.source.rawValue)]) }
        if type == .sourceDistrusted { named.distrusted = numbers[Int(StoredKey.source.rawValue)] }
        if members.has(.note), !members.isText(bytes, .note, TextRule.prose.maximumLength) { return false }
        guard members.has(.x) else { return true }
        return !members.isString(.x) && OwnFields.areCanonical(bytes, members.value(.x))
    }

    private mutating func readPosition(_ type: EventTypeCode, _ date: DateReading, isOrdered: Bool) {
        var record = PositionRecord(type, of: record)
        record.person = numbers[Int(StoredKey.person.rawValue)]
        record.organization = numbers[Int(StoredKey.organization.rawValue)]
        record.post = number(.post)
        record.position = number(.position)
        record.kindCode = UInt8(truncatingIfNeeded: number(.kind))
        if type == .positionEnded {
            record.howEndedCode = UInt8(truncatingIfNeeded: number(.how))
        } else {
            record.area = number(.area)
            record.onBehalfOf = number(.onBehalfOf)
            record.reportsTo = number(.reportsTo)
            record.succeeds = number(.succeeds)
            record.isActing = members.has(.acting)
            let how: StoredKey = type == .positionStarted ? .how : .howStarted
            record.howStartedCode = UInt8(truncatingIfNeeded: number(how))
            record.howEndedCode = UInt8(truncatingIfNeeded: number(.howEnded))
        }
        record.read(date)
        if isOrdered { record.isPlain = false }
        self.record.content.position = record
    }

    private mutating func readMilestone(_ entity: StoredKey, _ date: DateReading?, isOrdered: Bool) {
        record.content.milestone = MilestoneRecord(
            entity: number(entity), organization: entity == .post ? number(.organization) : 0,
            days: date?.start ?? .anyDay, isPlain: date.map { $0.isPlain && $0.shape == .point } ?? true && !isOrdered)
    }

    private mutating func readName(
        _ entity: StoredKey, _ name: StoredKey, _ date: DateReading?, isOrdered: Bool
    ) {
        var record = NameRecord()
        record.entity = number(entity)
        if members.has(name), members.escaped & name.bit == 0 {
            record.start = UInt16(truncatingIfNeeded: members.value(name).start)
            record.end = UInt16(truncatingIfNeeded: members.value(name).end)
        } else {
            record.isPlain = false
        }
        if let date {
            record.since = date.start
            if !date.isPlain { record.isPlain = false }
        }
        if isOrdered { record.isPlain = false }
        if members.has(.names) { record.isPlain = false }
        if members.has(.identifiers) {
            record.identifiersStart = UInt16(truncatingIfNeeded: members.value(.identifiers).start)
            record.identifiersEnd = UInt16(truncatingIfNeeded: members.value(.identifiers).end)
        }
        self.record.content.name = record
    }

    /// What a member stands for as a number; 0 where it is not there.
    @inline(__always)
    private func number(_ key: StoredKey) -> UInt32 { members.has(key) ? numbers[Int(key.rawValue)] : 0 }

    /// The rules that more than one field takes part in: an event that breaks one is refused, when decoded whole.
    @inline(__always)
    private func keepsRules(_ bytes: RawSpan, _ type: EventTypeCode) -> Bool {
        switch type {
        case .positionStarted, .positionHeld:
            let person = number(.person)
            return number(.succeeds) != person && number(.reportsTo) != person
        case .postCreated, .postChanged:
            return !members.has(.post) || number(.reportsTo) != number(.post)
        case .organizationIntroduced, .organizationTransferred:
            return number(.parent) != number(.organization)
        case .organizationAcquired:
            return number(.by) != number(.organization)
        case .attributeSet:
            return !members.has(.value) ? isRange(bytes) : !members.has(.minimum) && !members.has(.maximum)
        case .relationHeld:
            return number(.subject) != number(.object) && isRange(bytes)
        case .entityMerged:
            return number(.from) != number(.into)
        default:
            return true
        }
    }

    /// Whether what something is at least is no more than what it is at most, where both are given.
    private func isRange(_ bytes: RawSpan) -> Bool {
        guard let minimum = members.number(bytes, .minimum), let maximum = members.number(bytes, .maximum) else {
            return true
        }
        return minimum <= maximum
    }
}

// A correction.
extension StoredDecoder {
    /// Reads a correction, whose members have been found to be those that its layout takes.
    mutating func readCorrection(_ bytes: RawSpan) -> Bool {
        // The replacement's members take the place of the correction's own.
        swap(&members, &outer)
        guard outer.isString(.event), Hex.isEventID(bytes, outer.value(.event)), !outer.has(.order),
            !outer.isString(.replacement)
        else { return false }
        let place = outer.value(.replacement)
        guard members.scan(bytes, from: place.start, layouts.keys) == place.end, let type = typeOfMembers(bytes),
            !type.isEvidence, let layout = layouts.layouts[Int(type.rawValue)], layout.takes(members.keys),
            readContent(bytes, type, layout), !isSameEvent(bytes, place, as: outer.value(.event))
        else { return false }
        swap(&named, &replacementNamed)
        // Replacing its ids, which is how an event's are found, begins with those of its sources.
        for source in replacementNamed.sources { named.add(source) }
        for entity in replacementNamed.entities { named.add(entity) }
        swap(&members, &outer)
        record.replacement = record.content
        record.content = ContentRecord(.eventCorrected)
        record.target = Hex.prefix(bytes, at: members.value(.event).start)
        return readCitations(bytes) && readCommon(bytes, .eventCorrected)
    }

    /// Whether a replacement is the event itself, which is refused. What was read in one pass is in normal form.
    private mutating func isSameEvent(_ bytes: RawSpan, _ place: StoredPlace, as id: StoredPlace) -> Bool {
        content.removeAll(keepingCapacity: true)
        // Copied before the call returns, during which the bytes stay where they are.
        bytes.extracting(place.start..<place.end).withUnsafeBytes { content.append(contentsOf: $0) }
        return EventID(hashing: content).isWritten(in: bytes, at: id.start)
    }
}
