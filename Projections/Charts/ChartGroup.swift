import Events

/// What the positions of an organisation are grouped by, in the order in which a chart shows the groups.
public enum ChartGroup: Int, Hashable, Sendable, CaseIterable, Comparable {
    case board, executive, office, employee, member, advisor, student, other

    /// The group of a kind; where nothing tells the kind, the title decides whether it is an executive's.
    public init(_ kind: PositionKind?, title: String) {
        switch kind {
        case .board: self = .board
        case .executive: self = .executive
        case .office: self = .office
        case .employee: self = .employee
        case .member: self = .member
        case .advisor: self = .advisor
        case .student: self = .student
        case .other: self = .other
        case nil: self = ChartTitles.isChief(title) ? .executive : .other
        }
    }

    /// What the group is called: "Board", "Executives".
    public var heading: String {
        switch self {
        case .board: "Board"
        case .executive: "Executives"
        case .office: "Offices"
        case .employee: "Employees"
        case .member: "Members"
        case .advisor: "Advisors"
        case .student: "Students"
        case .other: "Other positions"
        }
    }

    /// Orders as a chart does.
    public static func < (first: ChartGroup, second: ChartGroup) -> Bool { first.rawValue < second.rawValue }
}
