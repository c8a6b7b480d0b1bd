import Chronology
import Projections

/// Dates as people write them: "18 November 2023", "November 2023", "the 1990s"; EDTF where there is no plain word.
enum DateWords {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// A day: "18 November 2023"; ISO 8601 before the year 1 and after 9999.
    static func text(_ day: CivilDay) -> String {
        let parts = day.components
        guard (1...9_999).contains(parts.year) else { return day.description }
        return "\(parts.day) \(months[parts.month - 1]) \(parts.year)"
    }

    /// The days on which a moment may have fallen; nil where nothing bounds it.
    static func text(_ range: DayRange) -> String? {
        EDTF.spanning(range.bounds).map(text)
    }

    /// A date without qualifiers and unspecified digits in words, every other as it is written.
    static func text(_ date: EDTF) -> String {
        let plain = date.text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) }
        guard date.shape == .point, let first = date.strict.earliest, (1...9_999).contains(first.year) else {
            return date.text
        }
        if !plain { return decade(date.text) ?? date.text }
        switch date.precision {
        case .day: return text(first)
        case .month: return "\(months[first.components.month - 1]) \(first.year)"
        default: return date.text
        }
    }

    /// "the 1990s", "the 1900s".
    private static func decade(_ text: String) -> String? {
        let digits = text.prefix { $0.isNumber }
        guard text.count == 4, digits.count == 3, text.hasSuffix("X") else { return nil }
        return "the \(digits)0s"
    }

    /// A moment after a word such as "since": "November 2023", "11 March 2019 or earlier", "2016 or later".
    static func moment(_ range: DayRange) -> String? {
        let bounds = range.bounds
        switch (bounds.earliest, bounds.latest) {
        case (nil, nil): return nil
        case (nil, _?): return inner(range).map { "\($0) or earlier" }
        case (_?, nil): return inner(range).map { "\($0) or later" }
        case (let earliest?, let latest?): return neighbours(earliest, latest) ?? text(range)
        }
    }

    /// The same after the name of what happened: "founded between 1 September 2015 and 31 December 2015".
    static func occasion(_ range: DayRange) -> String? {
        let bounds = range.bounds
        guard let moment = moment(range), moment.contains(".."), let earliest = bounds.earliest,
            let latest = bounds.latest
        else { return moment(range) }
        return "between \(text(earliest)) and \(text(latest))"
    }

    /// Two days side by side: "19 or 20 November 2023".
    private static func neighbours(_ earliest: CivilDay, _ latest: CivilDay) -> String? {
        guard latest.number == earliest.number + 1, earliest.month == latest.month, (1...9_999).contains(latest.year)
        else { return nil }
        return "\(earliest.day) or \(text(latest))"
    }

    /// The one date that a half-open range names.
    private static func inner(_ range: DayRange) -> String? {
        guard let text = EDTF.spanning(range.bounds)?.text else { return nil }
        let date = String(text.filter { $0 != "[" && $0 != "]" }).split(separator: ".").first.map(String.init) ?? ""
        return (try? EDTF(date)).map(self.text) ?? text
    }
}
