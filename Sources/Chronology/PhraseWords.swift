/// The English words of dates.
enum PhraseWords {
    static let months: [String: Int] = [
        "january": 1, "jan": 1, "february": 2, "feb": 2, "febr": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
        "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9,
        "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
    ]

    static let seasons: [String: Int] = ["spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24]

    /// Monday is 1.
    static let weekdays: [String: Int] = [
        "monday": 1, "mon": 1, "tuesday": 2, "tue": 2, "tues": 2, "wednesday": 3, "wed": 3, "thursday": 4, "thu": 4,
        "thur": 4, "thurs": 4, "friday": 5, "fri": 5, "saturday": 6, "sat": 6, "sunday": 7, "sun": 7,
    ]

    static let weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    private static let monthNames = [
        "January", "February", "March", "April", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The month or weekday that a misspelt word begins like.
    static func nameLike(_ word: String) -> String? {
        guard word.count > 3 else { return nil }
        return (monthNames + weekdayNames).first { $0.lowercased().hasPrefix(word.prefix(3)) }
    }

    static let numbers: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12,
    ]

    static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
        "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    ]

    static let ordinalEndings: Set<String> = ["st", "nd", "rd", "th"]

    static let centuries: Set<String> = ["century", "centuries", "cent", "c"]

    /// True for an era before the year 1.
    static let eras: [String: Bool] = ["ad": false, "ce": false, "bc": true, "bce": true]

    static let approximate: Set<String> = [
        "circa", "ca", "c", "about", "around", "approx", "approximately", "roughly", "near",
    ]

    static let uncertain: Set<String> = [
        "maybe", "perhaps", "possibly", "probably", "presumably", "uncertain", "uncertainly",
    ]

    static let approximateAfter: Set<String> = ["circa", "ca", "approx", "approximately", "roughly"]

    static let uncertainAfter: Set<String> = uncertain.union(["guess"])

    /// Words that come before a date and add nothing.
    static let fillers: Set<String> = [
        "on", "in", "at", "during", "within", "the", "of", "a", "an", "sometime", "somewhere", "some",
    ]

    enum Unit: String {
        case day, week, month, quarter, year, decade, century
    }

    static let units: [String: Unit] = [
        "day": .day, "days": .day, "week": .week, "weeks": .week, "month": .month, "months": .month,
        "quarter": .quarter, "quarters": .quarter, "year": .year, "years": .year, "decade": .decade,
        "decades": .decade, "century": .century,
    ]

    /// First, middle or last of three.
    static let thirds: [String: Int] = [
        "early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2,
    ]
}
