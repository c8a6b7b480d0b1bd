/// A division of the year that stands where a month would: a season, quarter, quadrimester or semester.
///
/// ISO 8601-2 codes 21 to 41. Codes 21 to 24, which name no hemisphere, are read as the northern 25 to 28.
/// A winter, and a southern summer, runs into the February of the year after.
struct EDTFSeason {
    /// The month it begins in, 1 to 12.
    let firstMonth: Int

    /// Its length in months.
    let months: Int

    /// Gives nil for a number that is no such code.
    init?(code: Int) {
        switch code {
        case 21...28: (firstMonth, months) = (3 + (code - 21) % 4 * 3, 3)
        case 29...32: (firstMonth, months) = ((9 + (code - 29) * 3 - 1) % 12 + 1, 3)
        case 33...36: (firstMonth, months) = (1 + (code - 33) * 3, 3)
        case 37...39: (firstMonth, months) = (1 + (code - 37) * 4, 4)
        case 40...41: (firstMonth, months) = (1 + (code - 40) * 6, 6)
        default: return nil
        }
    }
}
