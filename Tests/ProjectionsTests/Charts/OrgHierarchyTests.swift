import Chronology
import Events
import Projections
import Testing

@Suite("Who stands under whom")
struct OrgHierarchyTests {
    /// Somebody in a seat, in post since 2020.
    private struct Place {
        var person: String
        var title: String
        var kind: PositionKind? = .executive
        var reportsTo: String?
        var isUndated = false
    }

    private static func chart(_ places: [Place]) throws -> OrgChart {
        let organization: EntityID = "o"
        let day = try #require(CivilDay(year: 2021, month: 1, day: 1))
        let start = DayRange(try EDTF("2020").strict)
        let keys = try places.map { place in
            let key = TenureKey(
                person: try #require(EntityID(place.person)), organization: organization,
                seat: .title(CaseFolding.fold(place.title)))
            var stint = Stint(
                start: place.isUndated ? .anyDay : start, end: DayRange(DayRange.future, DayRange.future),
                endState: .open, kind: .permanent)
            stint.isStartDated = !place.isUndated
            stint.isStartClaimed = !place.isUndated
            var details = StintDetails()
            details.position = place.title
            details.kind = place.kind
            details.reportsTo = place.reportsTo
            return KeyTenures(
                key: key, tenures: SeatTenures(stints: [stint], seenDays: [], intervals: []), details: [details])
        }
        return OrgChart(
            of: Named(id: organization, name: "O"), at: .day(day), keys: keys, posts: PostBook(), today: day,
            named: { Named(id: $0, name: $0.text) })
    }

    /// The hierarchy as an outline: `title<people` with a blank for each level.
    private static func outline(_ places: [Place]) throws -> [String] {
        let hierarchy = OrgHierarchy(try chart(places))
        var lines: [String] = []
        func add(_ node: Int, _ depth: Int) {
            let shown = hierarchy.nodes[node]
            let remark = shown.remarked.isEmpty ? "" : " > " + shown.remarked.joined(separator: ",")
            let people = shown.holders.map(\.person.id.text).joined(separator: "+")
            lines.append(String(repeating: " ", count: depth) + "\(shown.position.title):\(people)\(remark)")
            for child in shown.children { add(child, depth + 1) }
        }
        for group in ChartGroup.allCases { for root in hierarchy.roots[group] ?? [] { add(root, 0) } }
        return lines
    }

    @Test("a superior is a title, in any case, or a person")
    func superiors() throws {
        let outline = try Self.outline([
            Place(person: "a", title: "Director"),
            Place(person: "b", title: "Secretary", reportsTo: "DIRECTOR"),
            Place(person: "c", title: "Assistant", kind: .employee, reportsTo: "b"),
        ])
        #expect(outline == ["Director:a", " Secretary:b", "  Assistant:c"])
    }

    @Test("a superior that is not there is named, and nobody is lost")
    func dangling() throws {
        let outline = try Self.outline([Place(person: "a", title: "Clerk", kind: .employee, reportsTo: "Treasurer")])
        #expect(outline == ["Clerk:a > Treasurer"])
    }

    @Test("circles of one, two and three are cut at one place each")
    func circles() throws {
        let outline = try Self.outline([
            Place(person: "a", title: "A", reportsTo: "a"),
            Place(person: "b", title: "B", reportsTo: "C"),
            Place(person: "c", title: "C", reportsTo: "B"),
            Place(person: "d", title: "D", reportsTo: "E"),
            Place(person: "e", title: "E", reportsTo: "F"),
            Place(person: "f", title: "F", reportsTo: "d"),
            Place(person: "g", title: "G", reportsTo: "f"),
        ])
        #expect(outline == ["A:a > a", "B:b > C", " C:c", "D:d > E", " F:f", "  E:e", "  G:g"])
    }

    @Test("holders of one title are told apart by whom they report to")
    func sharedTitle() throws {
        let outline = try Self.outline([
            Place(person: "a", title: "Head A"), Place(person: "b", title: "Head B"),
            Place(person: "c", title: "Engineer", kind: .employee, reportsTo: "a"),
            Place(person: "d", title: "Engineer", kind: .employee, reportsTo: "b"),
            Place(person: "e", title: "Engineer", kind: .employee, reportsTo: "b"),
            Place(person: "f", title: "Engineer", kind: .employee),
        ])
        #expect(outline == ["Head A:a", " Engineer:c", "Head B:b", " Engineer:d+e", "Engineer:f"])
    }

    @Test("under two holders of a title, a superior who is one of them is named")
    func oneOfTwo() throws {
        let outline = try Self.outline([
            Place(person: "a", title: "Partner"), Place(person: "b", title: "Partner"),
            Place(person: "c", title: "Clerk", kind: .employee, reportsTo: "b"),
        ])
        #expect(outline == ["Partner:a+b", " Clerk:c > b"])
    }

    @Test("the board is a group of its own with its chair on top, and chiefs stand before other executives")
    func board() throws {
        let outline = try Self.outline([
            Place(person: "a", title: "Accountant in Chief"),
            Place(person: "b", title: "Chief Executive Officer", reportsTo: "Chairman"),
            Place(person: "c", title: "Board member", kind: .board),
            Place(person: "d", title: "Chairman", kind: .board),
            Place(person: "e", title: "Vice Chair", kind: .board, reportsTo: "Chairman"),
            Place(person: "f", title: "CEO", kind: nil),
        ])
        #expect(
            outline == [
                "Chairman:d", " Vice Chair:e", "Board member:c", "Chief Executive Officer:b > Chairman", "CEO:f",
                "Accountant in Chief:a",
            ])
    }

    @Test("undated holders are left out, whoever reports to them is not")
    func undated() throws {
        let outline = try Self.outline([
            Place(person: "a", title: "President", isUndated: true),
            Place(person: "b", title: "Clerk", kind: .employee, reportsTo: "President"),
        ])
        #expect(outline == ["Clerk:b > President"])
    }

    @Test("in random reports everybody stands in exactly one place")
    func random() throws {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<200 {
            let count = 1 + next(12)
            let places = (0..<count).map { index in
                Place(
                    person: "p\(index)", title: "T\(index)", kind: PositionKind.allCases[next(8)],
                    reportsTo: [nil, "T\(next(count))", "p\(next(count))", "x"][next(4)])
            }
            let outline = try Self.outline(places)
            #expect(outline.count == count)
            #expect(Set(outline.map { $0.split(separator: ":")[0].filter { $0 != " " } }).count == count)
        }
    }

    @Test("a chain of a thousand superiors is one line of command")
    func chain() throws {
        let places = (0..<1_000).map {
            Place(person: "p\($0)", title: "T\($0)", reportsTo: $0 == 0 ? nil : "T\($0 - 1)")
        }
        let hierarchy = OrgHierarchy(try Self.chart(places))
        #expect(hierarchy.roots.values.map(\.count) == [1])
        #expect(hierarchy.nodes.filter { $0.children.count == 1 }.count == 999)
    }
}
