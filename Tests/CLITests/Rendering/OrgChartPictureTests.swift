import Chronology
import Events
import Projections
import Testing

@testable import CLI

@Suite("Pictures of org charts")
struct OrgChartPictureTests {
    @Test("a chain of a thousand superiors is drawn")
    func chain() throws {
        let organization = try #require(EntityID("o"))
        let day = try #require(CivilDay(year: 2021, month: 1, day: 1))
        let created = try EDTF("2020-01-01")
        let events = (0..<1_000).map { number in
            let post = PostCreated(
                organization: organization, position: "T\(number)", kind: .executive,
                reportsTo: number == 0 ? nil : "T\(number - 1)")
            let event = Event(.postCreated(post), date: created)
            return EffectiveEvent(seq: number + 1, id: event.id, original: number + 1, event: event)
        }
        let chart = OrgChart(
            of: Named(id: organization, name: "O"), at: .day(day), keys: [], posts: PostBook(events), today: day,
            named: { Named(id: $0, name: $0.text) })
        let picture = OrgChartPicture(chart: chart, named: { Named(id: $0, name: $0.text) })
        #expect(picture.lines(fitting: nil, style: .plain, glyphs: .unicode).count == 1_000)
    }
}
