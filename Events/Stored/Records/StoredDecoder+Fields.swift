// Members one by one.
extension StoredDecoder {
    /// Reads the type's own fields, in the order in which they are written; their numbers are kept by their keys.
    mutating func readFields(_ bytes: RawSpan, _ layout: TypeLayout) -> Bool {
        for index in layout.firstField..<layout.endOfFields {
            let field = layouts.fields[index]
            if members.has(field.key), !read(bytes, field.key, field.content) { return false }
        }
        return true
    }

    private mutating func read(_ bytes: RawSpan, _ key: StoredKey, _ content: TypeLayout.Content) -> Bool {
        switch content {
        case .entity:
            return readID(bytes, key, allowingReserved: false)
        case .holder:
            return readID(bytes, key, allowingReserved: true)
        case .reference:
            guard let number = reference(bytes, key) else { return false }
            return keep(number, key, isEntity: number > 0)
        case .superior:
            let place = members.value(key)
            let isID = members.isString(key) && SlugText.isSlug(bytes, from: place.start, to: place.end)
            return isID
                ? readID(bytes, key, allowingReserved: false) : readTerm(bytes, key)
        case .term:
            return readTerm(bytes, key)
        case .text(let longest):
            return members.isText(bytes, key, longest)
        case .choice(let table):
            guard members.isString(key) else { return false }
            let place = members.value(key)
            guard let index = layouts.choices[table].index(in: bytes, at: place.start, count: place.count) else {
                return false
            }
            return keep(UInt32(truncatingIfNeeded: index + 1), key, isEntity: false)
        case .flag:
            let place = members.value(key)
            return !members.isString(key) && place.count == 4
                && bytes.word(at: place.start) & Bytes.mask(4) == Self.writtenTrue
        case .date(let rule):
            return readDate(bytes, key, rule) != nil
        case .count(let most):
            return members.count(bytes, key).map { $0 <= most } ?? false
        case .number:
            return members.number(bytes, key) != nil
        case .value:
            return members.isText(bytes, key, TextRule.line.maximumLength) || members.number(bytes, key) != nil
                || areValues(bytes, key)
        case .eventID:
            return members.isString(key) && Hex.isEventID(bytes, members.value(key))
        case .entities:
            return readList(bytes, key, ofIDsOnly: true)
        case .references:
            return readList(bytes, key, ofIDsOnly: false)
        case .names:
            return readObjects(bytes, key, StoredKeys.name, requiring: StoredKey.name.bit)
        case .identifiers:
            return readObjects(bytes, key, StoredKeys.identifier, requiring: StoredKeys.identifier)
        case .replacement:
            return false
        }
    }

    private static let writtenTrue: UInt64 = 0x6575_7274

    @inline(__always)
    private mutating func keep(_ number: UInt32, _ key: StoredKey, isEntity: Bool) -> Bool {
        numbers[Int(key.rawValue)] = number
        // A source that is added is noted last.
        if isEntity, key != .source { named.add(number) }
        return true
    }

    @inline(__always)
    private mutating func readID(_ bytes: RawSpan, _ key: StoredKey, allowingReserved: Bool) -> Bool {
        guard members.isString(key),
            let number = id(bytes, members.value(key), allowingReserved: allowingReserved)
        else { return false }
        return keep(number, key, isEntity: true)
    }

    /// The number of the id that stands in a place; nil where none does, or a stand-in that cannot.
    @inline(__always)
    mutating func id(_ bytes: RawSpan, _ place: StoredPlace, allowingReserved: Bool = false) -> UInt32? {
        guard SlugText.isSlug(bytes, from: place.start, to: place.end),
            allowingReserved || !SlugText.isReserved(bytes, from: place.start, to: place.end)
        else { return nil }
        let number = terms.number(of: bytes, at: place.start, count: place.count)
        return number > 0 ? number : nil
    }

    /// The number of the id that a member holds, 0 where it holds text; nil where it can hold neither.
    mutating func reference(_ bytes: RawSpan, _ key: StoredKey) -> UInt32? {
        guard members.isString(key) else { return nil }
        let place = members.value(key)
        if SlugText.isSlug(bytes, from: place.start, to: place.end) { return id(bytes, place) }
        return members.isText(bytes, key, Self.longestName) ? 0 : nil
    }

    @inline(__always)
    private mutating func readTerm(_ bytes: RawSpan, _ key: StoredKey) -> Bool {
        guard members.isString(key), members.escaped & key.bit == 0 else { return false }
        let place = members.value(key)
        let isWide = members.wide & key.bit != 0
        let number = terms.number(of: bytes, at: place.start, count: place.count) {
            RecordedForm.holds(bytes, place, isWide: isWide, longest: Self.longestName)
        }
        return number > 0 && keep(number, key, isEntity: false)
    }

    mutating func readDate(_ bytes: RawSpan, _ key: StoredKey, _ rule: DateRule) -> DateReading? {
        guard members.isString(key), (members.escaped | members.wide) & key.bit == 0 else { return nil }
        let place = members.value(key)
        guard let date = dates.date(bytes, from: place.start, to: place.end), date.fits(rule) else { return nil }
        return date
    }
}
