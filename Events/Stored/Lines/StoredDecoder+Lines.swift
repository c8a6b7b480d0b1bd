// Lines that come in, in the form in which stored events are.
extension StoredDecoder {
    /// Reads a line in one pass: an event, and either all that a ledger assigns or nothing of it.
    ///
    /// - Returns: False where it has something that is rare, or wrong; no term is added then.
    mutating func readLine(_ bytes: RawSpan) -> Bool {
        let known = terms.count
        forgetLast()
        if readLineInOnePass(bytes) { return true }
        terms.removeLast(downTo: known)
        forgetLast()
        return false
    }

    private mutating func readLineInOnePass(_ bytes: RawSpan) -> Bool {
        guard bytes.byteCount <= Self.longest, members.scan(bytes, from: 0, layouts.keys) == bytes.byteCount,
            let type = typeOfMembers(bytes), let layout = layouts.layouts[Int(type.rawValue)]
        else { return false }
        let isSource = type == .sourceAdded
        assigned = StoredKeys.assigned | StoredKeys.batchTexts
        assigned &= ~(isSource ? StoredKey.author.bit : StoredKey.batchAuthor.bit)
        if members.keys & assigned != 0, !readStamp(bytes, ofSource: isSource) { return false }
        guard layout.takes(members.keys & ~assigned) else { return false }
        if type == .eventCorrected { return readCorrection(bytes) }
        return readContent(bytes, type, layout)
    }

    /// Whether the line that was read gives no id, or this one.
    func givesNoOtherID(_ bytes: RawSpan, than id: EventID) -> Bool {
        guard members.has(.id) else { return true }
        let place = members.value(.id)
        return EventID(hexDigits: bytes.copied(place.start..<place.end)) == id
    }

    /// The event that the one read corrects or retracts.
    func target(_ bytes: RawSpan) -> EventID? {
        guard record.content.type == .eventCorrected || record.content.type == .eventRetracted else { return nil }
        let place = members.value(.event)
        return EventID(hexDigits: bytes.copied(place.start..<place.end))
    }

    /// Writes the members that the ledger did not assign behind other bytes: what the event says, as it is hashed.
    ///
    /// - Returns: Where in it the members that a ledger assigns go.
    func writeContent(_ bytes: RawSpan, isSource: Bool, to contents: inout [UInt8]) -> AssignedPlaces {
        var places = AssignedPlaces(isSource: isSource)
        let start = contents.count
        var pending = AssignedPlaces.keys(isSource: isSource)
        var index = 0
        var rest = members.keys & ~assigned
        contents.append(UInt8(ascii: "{"))
        while rest != 0 {
            let key = rest.trailingZeroBitCount
            rest &= rest - 1
            if contents.count > start + 1 { contents.append(UInt8(ascii: ",")) }
            while pending != 0, pending.trailingZeroBitCount < key {
                places[index] = contents.count - start
                pending &= pending - 1
                index += 1
            }
            let place = members.whole(key, countOfKey: Self.counts[key])
            // Copied before the call returns, during which the bytes stay where they are.
            bytes.extracting(place).withUnsafeBytes { contents.append(contentsOf: $0) }
        }
        while index < AssignedPlaces.count {
            places[index] = contents.count - start
            index += 1
        }
        contents.append(UInt8(ascii: "}"))
        return places
    }
}

// What the ids of a line are.
extension StoredDecoder {
    /// The number of the id that the event introduces; 0 where it introduces none.
    var introducedTerm: UInt32 { introduced(by: record.content) }

    /// Every id that the event needs to be introduced, and as what; the stand-ins and what it introduces itself are not
    /// among them.
    mutating func collectUses(_ bytes: RawSpan, into uses: inout [UsedTerm]) {
        if let replacement = record.replacement {
            // The members of the replacement have been left behind.
            swap(&members, &outer)
            collectUses(bytes, of: replacement, citing: replacementNamed.sources, into: &uses)
            swap(&members, &outer)
            collectCommonUses(bytes, citing: named.sources, into: &uses)
        } else {
            collectUses(bytes, of: record.content, citing: named.sources, into: &uses)
        }
    }

    private mutating func collectUses(
        _ bytes: RawSpan, of content: ContentRecord, citing sources: [UInt32], into uses: inout [UsedTerm]
    ) {
        guard let layout = layouts.layouts[Int(content.type.rawValue)] else { return }
        let first = uses.count
        for index in layout.firstField..<layout.endOfFields {
            let field = layouts.fields[index]
            guard let role = field.role, members.has(field.key) else { continue }
            let place = members.value(field.key)
            switch field.content {
            case .entities, .references:
                collectListed(bytes, place, role, into: &uses)
            case .holder where SlugText.isReserved(bytes, from: place.start, to: place.end):
                continue
            default:
                let number = numbers[Int(field.key.rawValue)]
                if number > 0 { uses.append(UsedTerm(number: number, role: role)) }
            }
        }
        collectCommonUses(bytes, citing: sources, into: &uses)
        let itself = introduced(by: content)
        if itself > 0 { uses[first...].removeAll { $0.number == itself } }
    }

    private func introduced(by content: ContentRecord) -> UInt32 {
        switch content.type {
        case .personIntroduced, .organizationIntroduced, .postCreated, .workPublished, .sourceAdded:
            content.name?.entity ?? 0
        default: 0
        }
    }

    /// The sources that are cited, and to whom what is said is attributed.
    private mutating func collectCommonUses(
        _ bytes: RawSpan, citing sources: [UInt32], into uses: inout [UsedTerm]
    ) {
        for source in sources { uses.append(UsedTerm(number: source, role: .source)) }
        if members.has(.attributedTo), let number = reference(bytes, .attributedTo), number > 0 {
            uses.append(UsedTerm(number: number, role: .any))
        }
    }

    /// The ids in a list that has been read.
    private mutating func collectListed(
        _ bytes: RawSpan, _ list: StoredPlace, _ role: EntityRole, into uses: inout [UsedTerm]
    ) {
        var place = list.start + 1
        while place < list.end {
            let text = StoredText(bytes, from: place + 1)
            guard text.end >= 0 else { return }
            if SlugText.isSlug(bytes, from: place + 1, to: text.end) {
                let number = terms.number(of: bytes, at: place + 1, count: text.end - place - 1)
                uses.append(UsedTerm(number: number, role: role))
            }
            // Behind the quote stands the comma, or the end of the list.
            place = text.end + 2
        }
    }
}
