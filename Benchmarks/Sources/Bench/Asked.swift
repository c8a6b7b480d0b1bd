import Annals
import Workload

/// What is asked besides charts.
enum Asked {
    /// 125 years by month: from January 1900 to December 2024.
    static var series: ClosedRange<CivilDay> { Workload.days.lowerBound...Workload.days.upperBound.advanced(by: -365) }

    /// Pairs of days five years apart.
    static func differences(_ workload: Workload) -> [(CivilDay, CivilDay)] {
        workload.questionsOfOrganizationEven(50).map { ($0.day.advanced(by: -1_826), $0.day) }
    }
}
