import Projections
import Testing

@Suite("Titles that stand on top of a chart")
struct ChartTitlesTests {
    @Test("heads are told from deputies")
    func heads() {
        for title in ["CEO", "Chief Executive Officer", "chief executive", "Managing Director", "首席执行官"] {
            #expect(ChartTitles.isChief(title), "\(title)")
        }
        for title in ["Deputy Chief Executive", "Chief Scientist", "Director", "Vice CEO"] {
            #expect(!ChartTitles.isChief(title), "\(title)")
        }
        for title in ["Chair of the Board", "Chairwoman", "Executive Chairman", "董事长"] {
            #expect(ChartTitles.isChair(title), "\(title)")
        }
        for title in ["Vice Chair", "Deputy Chairman", "Member", "Chair of the Audit Committee"] {
            #expect(!ChartTitles.isChair(title), "\(title)")
        }
    }
}
