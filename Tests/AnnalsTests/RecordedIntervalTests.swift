import Testing

@testable import Annals

@Suite("Where superseded rows stand")
struct RecordedIntervalTests {
    private static let last = 67

    @Test("every interval stands on the way to each batch that it holds, on the side that finds it")
    func everyInterval() {
        for since in 1...Self.last {
            for until in (since + 1)...(Self.last + 1) {
                let interval = RecordedInterval(since: since, until: until)
                for batch in 0...Self.last {
                    let path = RecordedInterval.path(to: batch, among: Self.last)
                    let byEnd = path.upToBatch.contains(interval.node) && until > batch
                    let byStart = path.beyond.contains(interval.node) && since <= batch
                    #expect(
                        (byEnd || byStart) == (since <= batch && batch < until), "[\(since), \(until)) and \(batch)")
                    #expect(!(byEnd && byStart))
                }
            }
        }
    }

    @Test("the way to a batch is as long as the last batch has bits")
    func length() {
        for batch in [0, 1, 5, 1_000_000] {
            let path = RecordedInterval.path(to: batch, among: 1_000_000)
            #expect(path.upToBatch.count + path.beyond.count == 20)
        }
    }

    @Test("superseded rows are found through an index on either side, never by a scan of what was corrected")
    func plans() throws {
        let tables = try LedgerFixture.peopled().ledger.tables
        for table in ["superseded_tenures", "superseded_sure_days"] {
            for condition in ["until > ?3", "since <= ?3"] {
                var plan: [String] = []
                try tables.connection.statement(
                    "EXPLAIN QUERY PLAN SELECT * FROM main.\(table) WHERE organization = ?1 AND node = ?4 AND \(condition)"
                )
                .forEach { plan.append($0.text(3)) }
                let column = condition.prefix { $0 != " " }
                let sign = condition.contains("<") ? "<" : ">"
                #expect(plan.count == 1)
                #expect(plan.first?.contains("(organization=? AND node=? AND \(column)\(sign)?)") == true, "\(plan)")
            }
        }
    }
}
