import EventLog

/// What is wrong with a ledger, and whether it can be mended.
public struct Diagnosis: Sendable {
    /// One thing that is wrong.
    public struct Finding: Sendable {
        public let damage: Damage
        /// How it is mended; nil where nothing that is left says what was there, or events are in doubt.
        public let cure: Cure?
        /// Whether it could be made anew, were it not that events are in doubt.
        public let isWithheld: Bool
    }

    /// How the file is kept.
    public let file: FileReport
    /// What a verification found.
    public let verification: LedgerVerification
    /// Everything that is wrong, with its cure.
    public let findings: [Finding]
    /// Whether copies of erased bytes may be left in the file until a writer opens it with nobody in its way.
    public let hasErasuresToFinish: Bool

    /// What can be mended.
    public var mendable: [Finding] { findings.filter { $0.cure != nil } }
    /// What cannot.
    public var lost: [Finding] { findings.filter { $0.cure == nil && !$0.isWithheld } }
    /// What is left as it is while events are in doubt: it may be the last that shows what they said.
    public var withheld: [Finding] { findings.filter(\.isWithheld) }
    /// Whether nothing is wrong and nothing is left to do.
    public var isSound: Bool { verification.damageCount == 0 && !hasErasuresToFinish }
}

/// Looks a ledger over in whatever state it is, and mends what can be made from what is sound.
public enum Doctor {
    /// Says what is wrong, with the checks of a verification. Nothing is written into the ledger.
    ///
    /// - Throws: ``LogError`` where there is no file, or it cannot be opened at all.
    public static func examine(
        _ path: String, progress: (LedgerVerifier.Phase, Int, Int) -> Void = { _, _, _ in }
    ) throws -> Diagnosis {
        let verification = try LedgerVerifier.verify(path, progress: progress)
        let prognoses = try EventLog.prognoses(
            of: verification.damage, hidesDoubt: verification.log.hidesDoubt, in: path)
        let findings = zip(verification.damage, prognoses).map { damage, prognosis in
            verification.log.isUnsoundAndOld
                ? Diagnosis.Finding(damage: damage, cure: nil, isWithheld: false)
                : Diagnosis.Finding(damage: damage, cure: prognosis.cure, isWithheld: prognosis.isWithheld)
        }
        return Diagnosis(
            file: try FileReport(path), verification: verification, findings: findings,
            hasErasuresToFinish: (try? EventLog.hasErasuresToFinish(path)) ?? false)
    }

    /// Mends what can be mended, then looks again.
    ///
    /// Stored bytes and checkpoints are never changed, but for bytes that the log itself says are erased.
    ///
    /// - Returns: What was found before, what is left, and why a part of the mending was not possible, if so.
    public static func mend(
        _ path: String, progress: (LedgerVerifier.Phase, Int, Int) -> Void = { _, _, _ in }
    ) throws -> (before: Diagnosis, after: Diagnosis, failure: (any Error)?) {
        let before = try examine(path, progress: progress)
        if before.isSound, !before.verification.isMendedByOpening { return (before, before, nil) }
        var failure: (any Error)?
        do {
            // Nothing vouches for what is left of a log without a tree: it gets none, and stays as it is.
            if before.verification.log.isUnsoundAndOld, let damage = before.verification.log.damage.first {
                throw LogError.unsoundOlderLedger(path: path, version: 1, what: damage.description)
            }
            try mend(path, before)
        } catch {
            failure = error
        }
        return (before, try examine(path, progress: progress), failure)
    }

    private static func mend(_ path: String, _ diagnosis: Diagnosis) throws {
        // One of an earlier version gets what it lacks as it is opened.
        if diagnosis.isSound { return try Ledger.open(path, for: .writing).close() }
        let findings = diagnosis.mendable
        // Opening a ledger for writing alone changes it: where nothing is to be mended it stays as it is.
        guard !findings.isEmpty || diagnosis.hasErasuresToFinish else { return }
        let cures = Set(findings.compactMap(\.cure))
        if !cures.isDisjoint(with: [.schema, .batches, .tree, .indices]) { try EventLog.mend(path, cures) }
        try removeIndicesInTheWay(path, findings)
        // Opening for writing finishes erasures.
        let ledger = try Ledger.openForMending(path)
        defer { try? ledger.close() }
        if cures.contains(.erasure) {
            let due = findings.filter { $0.cure == .erasure }.compactMap(\.damage.position)
            try ledger.writingThoughBehind { try ledger.log.carryOutErasures(of: Set(due)) }
            _ = try ledger.log.finishErasures(waitingMilliseconds: 5_000)
        }
        let isInDoubt = !diagnosis.lost.isEmpty || !diagnosis.withheld.isEmpty
        if try !cures.isDisjoint(with: [.projections, .erasure, .batches]) || !isInDoubt && !ledger.isCurrent() {
            let turn = try ImportTurn(ledger: path)
            defer { withExtendedLifetime(turn) {} }
            // The former tables may have been made while the bytes were there.
            _ = try ledger.replayInTurn(overwriting: cures.contains(.erasure)) { _, _ in }
        }
    }

    /// Drops indices on somebody else's tables whose names the projections need; what they hold stands in the tables.
    private static func removeIndicesInTheWay(_ path: String, _ findings: [Diagnosis.Finding]) throws {
        let isNeeded = findings.contains { if case .schema(.inTheWay("index", _)) = $0.damage { true } else { false } }
        guard isNeeded else { return }
        let log = try EventLog.open(path, for: .writing)
        defer { try? log.close() }
        try log.write {
            // The names are those of the projections' own, so that none has to be quoted.
            for object in try ProjectionSchema.inTheWay(on: log.connection) where object.type == "index" {
                try log.connection.execute("DROP INDEX \(object.name)")
            }
        }
    }
}

extension LogVerification {
    /// Whether it is a log of the version that had no tree, and something is wrong with it.
    fileprivate var isUnsoundAndOld: Bool { isOfVersion1 && !isSound }
}
