import Chronology
import EventLog
import Events
import Projections

/// What a check looked at and found.
public struct CheckResult: Hashable, Sendable {
    /// The faults, by kind and then by what they are about.
    public var findings: [Finding] = []
    /// How many organisations were looked at.
    public var organizations = 0
    /// How many people were looked at.
    public var people = 0
    /// How many expectations were compared.
    public var expectations = 0

    /// Creates a result without findings.
    public init() {}

    /// Adds what another check looked at and found.
    public mutating func add(_ other: CheckResult) {
        findings = (findings + other.findings).sorted(by: Finding.precedes)
        organizations += other.organizations
        people += other.people
        expectations += other.expectations
    }

    /// How many findings there are of each kind that has any, in the order of kinds.
    public var counts: [(kind: FindingKind, count: Int)] {
        let counts = Dictionary(grouping: findings, by: \.kind).mapValues(\.count)
        return counts.keys.sorted().map { ($0, counts[$0] ?? 0) }
    }
}

extension Ledger {
    /// Looks for faults in what is recorded: disputes, tenures that cannot both be, facts that nobody else confirms.
    ///
    /// Organisations and people are read one after the other: the memory needed is that of the events of the largest,
    /// beside the list of their ids and the findings.
    ///
    /// - Parameters:
    ///   - subjects: The organisations and people looked at; all, if empty. Of people, their part in organisations is
    ///     looked at.
    ///   - kinds: The kinds of faults looked for. Expectations are compared by ``checkExpectations(_:today:believing:)``.
    ///   - today: The last day that can be vouched for.
    ///   - progress: Is told how many of how many subjects are done.
    /// - Complexity: O(n) in the events, each read once for everyone that it names, but for what the checks say.
    public func check(
        _ subjects: [EntityID] = [], for kinds: Set<FindingKind> = Set(FindingKind.allCases), today: CivilDay,
        believing belief: Belief = .current, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> CheckResult {
        try reading {
            let view = try view(of: belief)
            let scope = try subjects.isEmpty ? CheckScope(all: view, tables) : CheckScope(subjects, view)
            let checker = EntityChecker(view: view, kinds: kinds, today: view.lastDay(today))
            var result = CheckResult()
            (result.organizations, result.people) = (scope.organizationsAskedFor, scope.people.count)
            let total = scope.organizations.count + scope.people.count + scope.others.count
            var done = 0
            func add(_ findings: [Finding]) {
                result.findings += findings
                done += 1
                progress(done, total)
            }
            for (organization, people) in scope.organizations {
                add(try checker.organization(organization).filter { $0.isAbout(people) })
            }
            for person in scope.people { add(try checker.person(person)) }
            for (id, kind) in scope.others { add(try checker.other(id, kind)) }
            result.findings = result.findings.filter { kinds.contains($0.kind) }.sorted(by: Finding.precedes)
            return result
        }
    }
}

extension Finding {
    /// Whether it is about one of several people; about any, where nil.
    fileprivate func isAbout(_ wanted: Set<EntityID>?) -> Bool { wanted.map { !$0.isDisjoint(with: people) } ?? true }
}

/// Whom and what a check looks at.
struct CheckScope {
    /// The organisations, each with the people that findings have to be about; nil for all findings.
    private(set) var organizations: [(id: EntityID, people: Set<EntityID>?)] = []
    private(set) var people: [EntityID] = []
    /// Posts, works and what nothing introduces.
    private(set) var others: [(id: EntityID, kind: EntityKind)] = []

    /// How many organisations are looked at as a whole.
    var organizationsAskedFor: Int { organizations.filter { $0.people == nil }.count }

    /// Everything that a belief knows.
    init(all view: any BeliefView, _ tables: ProjectionTables) throws {
        var kinds: [EntityID: EntityKind] = [:]
        // What position events speak of is looked at even where nothing introduces it any more.
        let parties = try tables.partiesOfTenures()
        for id in parties.organizations { kinds[view.current(id)] = .organization }
        for id in parties.people where !id.isReserved { kinds[view.current(id)] = .person }
        let directory = try view.kinds()
        // The claims are those of all that is recorded: what no event of the belief names is not there to be looked at.
        for id in Set(kinds.keys).subtracting(directory.map(\.0)) where try view.events(mentioning: id).isEmpty {
            kinds[id] = nil
        }
        for (id, kind) in directory { kinds[id] = kind ?? kinds[id] ?? .work }
        for (id, kind) in kinds.sorted(by: { $0.key < $1.key }) {
            switch kind {
            case .organization: organizations.append((id, nil))
            case .person: people.append(id)
            case .post, .work: others.append((id, kind))
            case .source: break
            }
        }
    }

    /// Some organisations and people, and the organisations that those people hold or held something in.
    init(_ subjects: [EntityID], _ view: any BeliefView) throws {
        var wanted: [EntityID: Set<EntityID>?] = [:]
        for subject in Set(subjects.map(view.current)).sorted() {
            let kind = try view.entity(subject)?.kind
            if try kind == .organization || kind == nil && !view.tenures(in: subject).isEmpty {
                wanted[subject] = .some(nil)
            } else if kind == .person || kind == nil {
                people.append(subject)
            } else if let kind, kind != .source {
                others.append((subject, kind))
            }
            for key in try view.tenures(of: subject) {
                if case .some(nil) = wanted[key.key.organization] { continue }
                let others = wanted[key.key.organization].flatMap(\.self) ?? []
                wanted[key.key.organization] = others.union([subject])
            }
        }
        organizations = wanted.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension BeliefView {
    /// Everything that events name, with what it is.
    fileprivate func kinds() throws -> [(EntityID, EntityKind?)] { try directory().map { ($0.id, $0.kind) } }
}
