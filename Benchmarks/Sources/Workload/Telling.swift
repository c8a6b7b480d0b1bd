import Annals

/// How precisely a source tells a day.
package enum Telling: Hashable, Sendable {
    case day, month, year, season, decade
    case aboutYear, doubtfulYear, doubtfulMonth
    /// By a day of publication, so many days later.
    case by(Int)

    /// Whether it leaves out on which day of a year something was.
    var isVague: Bool {
        switch self {
        case .day, .month, .season, .doubtfulMonth: false
        default: true
        }
    }

    /// 40 % days, 25 % months, 25 % years, 5 % qualified, 5 % something else.
    static func drawn(_ draw: inout Draw) -> Telling {
        switch draw.below(100) {
        case ..<40: .day
        case ..<65: .month
        case ..<90: .year
        case ..<92: .aboutYear
        case ..<94: .doubtfulYear
        case ..<95: .doubtfulMonth
        case ..<98: .season
        default: .decade
        }
    }

    /// How far from the day itself the bounds of what is told can be, in days: at least that far.
    var slack: Int {
        switch self {
        case .day: 0
        case .month: 31
        case .year: 366
        case .season: 92
        case .decade: 3_653
        case .aboutYear, .doubtfulYear, .doubtfulMonth: 1_100
        case .by(let days): days
        }
    }
}

extension LineWriter {
    /// Writes a day as EDTF.
    mutating func write(_ day: Int, _ telling: Telling) {
        let (year, month, dayOfMonth) = CivilDay(number: day).components
        switch telling {
        case .day:
            number(year, digits: 4)
            dash(month)
            dash(dayOfMonth)
        case .month:
            number(year, digits: 4)
            dash(month)
        case .year:
            number(year, digits: 4)
        case .season:
            // Winter runs from December into the February after.
            number(month < 3 ? year - 1 : year, digits: 4)
            dash(month < 3 ? 24 : 20 + month / 3)
        case .decade:
            number(year / 10, digits: 3)
            raw("X")
        case .aboutYear:
            number(year, digits: 4)
            raw("~")
        case .doubtfulYear:
            number(year, digits: 4)
            raw("?")
        case .doubtfulMonth:
            number(year, digits: 4)
            dash(month)
            raw("?")
        case .by(let days):
            raw("[..")
            write(day + days, .day)
            raw("]")
        }
    }

    private mutating func dash(_ number: Int) {
        raw("-")
        self.number(number, digits: 2)
    }
}
