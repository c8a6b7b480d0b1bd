/// One date of a phrase with what qualifies it.
struct PhraseItem {
    var date: PhraseDate
    var qualifier: EDTFQualifier = []
    /// The EDTF text where it says more than the span, as `1872-XX` does for "a month in 1872".
    var spelling: String?
    let position: Int

    private var mark: String {
        switch qualifier {
        case []: ""
        case .uncertain: "?"
        case .approximate: "~"
        default: "%"
        }
    }

    /// Its first and last date as EDTF writes them, qualified.
    var texts: (first: String, last: String) {
        if let spelling { return (spelling + mark, spelling + mark) }
        let (first, last) = date.texts
        return (first + mark, last + mark)
    }

    /// As a member of a set.
    var member: String {
        let (first, last) = texts
        return first == last ? first : first + ".." + last
    }

    /// As a date of its own.
    var whole: String {
        let (first, last) = texts
        return first == last ? first : "[" + first + ".." + last + "]"
    }

    /// As one side of an interval, where EDTF allows no set; wider rather than narrower.
    func side() throws(PhraseFault) -> String {
        guard let covering = date.covering else {
            throw PhraseFault(
                position: position, problem: "\(whole) cannot begin or end an interval",
                advice: "give a day, a month, a year, a decade or a century")
        }
        return spelling.map { $0 + mark } ?? covering.texts.first + mark
    }

    /// Everything before it.
    func before() throws(PhraseFault) -> String {
        let first = try dated().first
        if qualifier.isEmpty, let set = EDTF.spanning(DayBounds(earliest: nil, latest: first.advanced(by: -1))) {
            return set.text
        }
        return "[.."
            + PhraseItem(date: date.neighbor(after: false), qualifier: qualifier, position: position).texts.last
            + "]"
    }

    /// Everything after it.
    func after() throws(PhraseFault) -> String {
        let last = try dated().last
        if qualifier.isEmpty, let set = EDTF.spanning(DayBounds(earliest: last.advanced(by: 1), latest: nil)) {
            return set.text
        }
        return "[" + PhraseItem(date: date.neighbor(after: true), qualifier: qualifier, position: position).texts.first
            + "..]"
    }

    /// It, or anything before.
    func upTo() throws(PhraseFault) -> String {
        let last = try dated().last
        if qualifier.isEmpty, let set = EDTF.spanning(DayBounds(earliest: nil, latest: last)) { return set.text }
        return "[.." + texts.last + "]"
    }

    /// It, or anything after.
    func onwards() throws(PhraseFault) -> String {
        let first = try dated().first
        if qualifier.isEmpty, let set = EDTF.spanning(DayBounds(earliest: first, latest: nil)) { return set.text }
        return "[" + texts.first + "..]"
    }

    /// The days it spans; a fault where it has no year.
    func dated() throws(PhraseFault) -> (first: CivilDay, last: CivilDay) {
        guard let bounds = date.bounds else {
            throw PhraseFault(
                position: position, problem: "\(date.texts.first) has no year", advice: "add the year in four digits")
        }
        return bounds
    }
}
