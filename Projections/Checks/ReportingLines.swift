import Events

/// A place in the reporting lines of an organisation.
enum ReportingNode: Hashable {
    case seat(Seat)
    case person(EntityID)
    /// Somebody in one seat: what they report to there.
    case holder(EntityID, Seat)

    private var key: String {
        switch self {
        case .seat(let seat): "0 \(seat.key)"
        case .person(let person): "1 \(person)"
        case .holder(let person, let seat): "2 \(person) \(seat.key)"
        }
    }

    static func precedes(_ first: ReportingNode, _ second: ReportingNode) -> Bool { first.key < second.key }
}

/// That somebody or a seat certainly reports to something, for some days.
struct ReportingLine {
    let from: ReportingNode
    /// What is above it, as the event says.
    let superior: String
    /// What that is in the organisation; nil where it is nothing there.
    let to: ReportingNode?
    let days: Range<Int>
    /// The event that says so.
    let event: Int
}

/// Who certainly reports to what in an organisation, and when.
struct ReportingLines {
    let lines: [ReportingLine]

    /// Reads the lines off an organisation's posts and tenures. O(n) but for posts that change their superior often.
    init(_ organization: CheckedOrganization) {
        let limit = organization.today.number + 1
        var lines: [ReportingLine] = []
        for post in organization.posts.posts {
            let from = post.created?.latest ?? DayRange.past
            let stands = from..<max(from, min(post.abolished?.earliest ?? limit, limit))
            lines += post.datedSuperiors.certainValues(within: stands).map { value in
                ReportingLine(
                    from: .seat(post.seat), superior: value.value, to: organization.node(for: value.value),
                    days: value.days, event: value.event)
            }
        }
        for key in organization.keys where key.key.person != .nobody {
            for (stint, details) in zip(key.tenures.stints, key.details) {
                guard let superior = details.reportsTo, let days = stint.certainDays(before: limit) else { continue }
                let event = organization.events(stint.events).last { $0.event.superior != nil }?.seq
                lines.append(
                    ReportingLine(
                        from: .holder(key.key.person, key.key.seat), superior: superior,
                        to: organization.node(for: superior), days: days, event: event ?? stint.events.first ?? 0))
            }
        }
        self.lines = lines
    }
}

extension CheckedOrganization {
    /// What a superior is in the organisation: a post, a title or a person in it; nil where it is none.
    func node(for superior: String) -> ReportingNode? {
        let id = EntityID(superior)
        if let id, isSeat(.post(id)) { return .seat(.post(id)) }
        let seat = seats.seat(post: nil, position: superior, kind: nil)
        if isSeat(seat) { return .seat(seat) }
        return id.flatMap { seatsByPerson[$0] == nil ? nil : .person($0) }
    }

    private func isSeat(_ seat: Seat) -> Bool { bySeat[seat] != nil || posts[seat] != nil }
}

extension Event {
    /// The superior that a position event names.
    fileprivate var superior: String? {
        switch fact {
        case .positionStarted(let started): started.reportsTo
        case .positionHeld(let held): held.reportsTo
        default: nil
        }
    }
}

extension DatedValues {
    /// The values that are certain, each with its days within a span and the event that says so. O(n³) in the changes.
    func certainValues(within span: Range<Int>) -> [(value: Value, days: Range<Int>, event: Int)] {
        guard !span.isEmpty else { return [] }
        let bounds = changes.flatMap { [$0.range.earliest, $0.range.latest] }
        let points = Set(bounds.filter(span.contains) + [span.lowerBound]).sorted()
        var pieces: [(value: Value, days: Range<Int>, event: Int)] = []
        for (first, end) in zip(points, points.dropFirst() + [span.upperBound]) {
            guard let (value, event) = certainValue(on: first) else { continue }
            if let last = pieces.last, last.value == value, last.event == event, last.days.upperBound == first {
                pieces[pieces.count - 1].days = last.days.lowerBound..<end
            } else {
                pieces.append((value, first..<end, event))
            }
        }
        return pieces
    }

    /// The one value that a day can have; nil where it can have several or none.
    private func certainValue(on day: Int) -> (Value, Int)? {
        let possible = changes.filter { isPossible($0, on: day) }
        let isSuperseded = changes.contains { $0.range.latest <= day }
        guard isSuperseded else {
            guard let initial, possible.allSatisfy({ $0.value == initial.value }) else { return nil }
            return (initial.value, initial.event)
        }
        guard let last = possible.last, let value = last.value, possible.allSatisfy({ $0.value == value }) else {
            return nil
        }
        return (value, last.event)
    }
}
