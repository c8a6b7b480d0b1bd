// Members that hold more than one value.
extension StoredDecoder {
    /// Reads the sources that the members cite, which stand in order and each once.
    mutating func readCitations(_ bytes: RawSpan) -> Bool {
        guard members.has(.sources) else { return true }
        guard !members.isString(.sources) else { return false }
        let list = members.value(.sources)
        guard bytes.byte(at: list.start) == UInt8(ascii: "[") else { return false }
        var last: (source: StoredPlace, locator: StoredPlace, quote: StoredPlace)?
        var place = list.start + 1
        while true {
            guard let end = inner.scan(bytes, from: place, layouts.keys),
                inner.keys & ~StoredKeys.citation == 0, inner.isString(.source),
                let number = id(bytes, inner.value(.source)),
                inner.lacksOrIsText(bytes, .locator, Self.longestName),
                inner.lacksOrIsText(bytes, .quote, TextRule.prose.maximumLength)
            else { return false }
            let none = StoredPlace(0, 0)
            let cited = (
                source: inner.value(.source), locator: inner.has(.locator) ? inner.value(.locator) : none,
                quote: inner.has(.quote) ? inner.value(.quote) : none
            )
            if let last, !Self.precedes(bytes, last, cited) { return false }
            last = cited
            named.cite(number)
            place = end
            switch bytes.byte(at: place) {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "]"): return place + 1 == list.end
            default: return false
            }
        }
    }

    private typealias Cited = (source: StoredPlace, locator: StoredPlace, quote: StoredPlace)

    private static func precedes(_ bytes: RawSpan, _ first: Cited, _ second: Cited) -> Bool {
        for (one, other) in [
            (first.source, second.source), (first.locator, second.locator), (first.quote, second.quote),
        ] {
            let order = compare(bytes, one, other)
            if order != 0 { return order < 0 }
        }
        return false
    }

    private static func compare(_ bytes: RawSpan, _ first: StoredPlace, _ second: StoredPlace) -> Int {
        for offset in 0..<min(first.count, second.count) {
            let (one, other) = (bytes.byte(at: first.start + offset), bytes.byte(at: second.start + offset))
            if one != other { return one < other ? -1 : 1 }
        }
        return first.count - second.count
    }

    /// Reads a list of objects whose members are names.
    mutating func readObjects(
        _ bytes: RawSpan, _ key: StoredKey, _ allowed: StoredKeySet, requiring needed: StoredKeySet
    ) -> Bool {
        guard !members.isString(key) else { return false }
        let list = members.value(key)
        guard bytes.byte(at: list.start) == UInt8(ascii: "[") else { return false }
        var place = list.start + 1
        while true {
            guard let end = inner.scan(bytes, from: place, layouts.keys), inner.keys & ~allowed == 0,
                needed & ~inner.keys == 0, inner.lacksOrIsText(bytes, .name, Self.longestName),
                inner.lacksOrIsText(bytes, .language, Self.longestName),
                inner.lacksOrIsText(bytes, .kind, Self.longestName),
                inner.lacksOrIsText(bytes, .scheme, Self.longestName),
                inner.lacksOrIsText(bytes, .identifier, Self.longestName)
            else { return false }
            place = end
            switch bytes.byte(at: place) {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "]"): return place + 1 == list.end
            default: return false
            }
        }
    }

    private static let ofOthers = StoredKeys.set(.founders, .from, .into)

    /// Reads a list of ids, or of ids and texts.
    mutating func readList(_ bytes: RawSpan, _ key: StoredKey, ofIDsOnly: Bool) -> Bool {
        guard !members.isString(key) else { return false }
        let list = members.value(key)
        guard bytes.byte(at: list.start) == UInt8(ascii: "[") else { return false }
        // What an organisation is made of, and what it becomes, is never the organisation itself.
        let itself = Self.ofOthers & key.bit != 0 ? numbers[Int(StoredKey.organization.rawValue)] : 0
        var place = list.start + 1
        while true {
            guard bytes.byte(at: place) == UInt8(ascii: "\"") else { return false }
            let text = StoredText(bytes, from: place + 1)
            guard text.end >= 0, !text.isEscaped else { return false }
            let range = StoredPlace(place + 1, text.end)
            if SlugText.isSlug(bytes, from: range.start, to: range.end) {
                guard let number = id(bytes, range), number != itself else { return false }
                named.add(number)
            } else if ofIDsOnly
                || !RecordedForm.holds(bytes, range, isWide: text.isWide, longest: Self.longestName)
            {
                return false
            }
            place = text.end + 1
            switch bytes.byte(at: place) {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "]"): return place + 1 == list.end
            default: return false
            }
        }
    }

    /// Whether a list of texts and numbers stands at a key.
    func areValues(_ bytes: RawSpan, _ key: StoredKey) -> Bool {
        guard !members.isString(key) else { return false }
        let list = members.value(key)
        guard bytes.byte(at: list.start) == UInt8(ascii: "[") else { return false }
        var place = list.start + 1
        while true {
            if bytes.byte(at: place) == UInt8(ascii: "\"") {
                let text = StoredText(bytes, from: place + 1)
                guard text.end >= 0, !text.isEscaped else { return false }
                let range = StoredPlace(place + 1, text.end)
                let longest = TextRule.line.maximumLength
                guard RecordedForm.holds(bytes, range, isWide: text.isWide, longest: longest) else { return false }
                place = text.end + 1
            } else {
                guard let number = StoredNumber.read(bytes, place) else { return false }
                place = number.end
            }
            switch bytes.byte(at: place) {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "]"): return place + 1 == list.end
            default: return false
            }
        }
    }
}
