/// How far the qualifiers of a date may move each of its parts.
struct EDTFWidening {
    var years = 0
    var months = 0
    var days = 0

    /// The date's last part is a month or longer, so that its end is the end of a month wherever it moves.
    var endsWithMonth = true

    /// Moves both bounds outwards: years and months first, the day cut to the length of the month, then days.
    func applied(to bounds: DayBounds) -> DayBounds {
        DayBounds(
            earliest: bounds.earliest.map { moved($0, by: -1, toMonthEnd: false) },
            latest: bounds.latest.map { moved($0, by: 1, toMonthEnd: endsWithMonth) })
    }

    private func moved(_ from: CivilDay, by direction: Int, toMonthEnd: Bool) -> CivilDay {
        let (year, month, day) = from.components
        let monthNumber = (year + direction * years) * 12 + month - 1 + direction * months
        let end = CivilDay.last(ofMonthNumber: monthNumber)
        let lastDay = end.day
        let target = toMonthEnd || day >= lastDay ? end : end.advanced(by: day - lastDay)
        return target.advanced(by: direction * days)
    }
}
