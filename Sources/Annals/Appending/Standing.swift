import EventLog
import Events
import Projections

/// What an event says now: itself, or what its last live correction puts in its place.
public struct Standing: Hashable, Sendable {
    /// The event as it was recorded first.
    public let original: StoredEvent
    /// The correction that stands; nil where none does.
    public let correction: StoredEvent?

    /// What is said now, as it was recorded: with the ids that it was given, not those that merges made of them.
    public var event: Event {
        (correction ?? original).event.content
    }

    /// The entry of the log that says so.
    public var entry: StoredEvent { correction ?? original }
}

extension Ledger {
    /// What an event says now. A correction stands for the event that it corrects.
    ///
    /// - Parameter text: The event's position in the log, its id, or the first digits of its id.
    /// - Throws: ``LedgerError/illegalEvidence(_:line:)`` with what to do, where the event is retracted or says
    ///   nothing that could be corrected.
    public func standing(of text: String) throws -> Standing {
        try reading {
            let named = try event(text)
            return try standing(named)
        }
    }

    /// What the event of an entry says now.
    func standing(_ named: LoggedEvent) throws -> Standing {
        var original = named
        while let target = original.stored.event.fact.target {
            guard original.stored.event.type == EventCorrected.type else { break }
            original = try event(target.hex)
        }
        guard original.stored.event.fact.isAboutTheWorld else {
            throw LedgerError.illegalEvidence(Self.notCorrectable(original.stored), line: nil)
        }
        try refuseRetracted(named, original)
        let correction = try original.setAside.flatMap {
            $0.reason == .corrected ? try log.event(at: $0.by) : nil
        }
        return Standing(original: original.stored, correction: correction)
    }

    private static func notCorrectable(_ stored: StoredEvent) -> String {
        "#\(stored.seq) is \(stored.event.type.withArticle) and cannot be corrected: take it back with "
            + "`annals retract \(stored.seq)`, then say it anew"
    }

    private func refuseRetracted(_ named: LoggedEvent, _ original: LoggedEvent) throws {
        for event in [original, named] {
            guard let setAside = event.setAside, setAside.reason == .retracted else { continue }
            // What is left of a redacted correction takes the event back until another correction follows.
            if case .redacted(let redacted)? = try log.row(at: setAside.by), redacted.type == EventCorrected.type {
                continue
            }
            var message =
                "#\(event.stored.seq) was retracted by #\(setAside.by); "
                + (try wayBack(from: setAside.by))
            if event.stored.seq != original.stored.seq {
                message += "; to correct the event that it was about: annals correct \(original.stored.seq)"
            }
            throw LedgerError.illegalEvidence(message, line: nil)
        }
    }

    /// How to take an event of evidence back, in words.
    func wayBack(from seq: Int) throws -> String {
        if case .redacted(let redacted)? = try log.row(at: seq), redacted.kept?.id == nil {
            return "that was redacted since, and nothing can take it back; what is to hold has to be said anew"
        }
        return "to bring it back, retract that: annals retract \(seq) --reason \"…\""
    }

    /// What an event says with some of its fields replaced, as the event that puts it there.
    ///
    /// The correction names the event as it was recorded first, so that it stands whatever becomes of the corrections
    /// before it, and it cites the sources that are given for it.
    ///
    /// - Parameters:
    ///   - changes: The new fields by their keys; the sources are among them.
    ///   - names: The keys of fields to leave out.
    ///   - sources: The sources of the correction itself.
    public func correction(
        of standing: Standing, _ changes: JSONObject, leavingOut names: [String] = [], citing sources: [Citation] = []
    ) throws -> Event {
        let replacement: Event
        do throws(EventError) {
            replacement = try standing.event.editing(changes, leavingOut: names)
        } catch {
            throw LedgerError.refused(error, line: nil)
        }
        if let (id, _) = EntityUse.introduction(standing.event), EntityUse.introduction(replacement)?.0 != id {
            throw LedgerError.illegalEvidence(
                "#\(standing.original.seq) introduces \(id), and an id stays what others call it: to make two ids "
                    + "one, merge them with `annals merge`", line: nil)
        }
        guard replacement != standing.event, replacement.id != standing.event.id else {
            throw LedgerError.illegalEvidence(
                "#\(standing.original.seq) says that already: nothing would change", line: nil)
        }
        if let correction = standing.correction, replacement.id == standing.original.id {
            throw LedgerError.illegalEvidence(
                "that is what #\(standing.original.seq) said before #\(correction.seq) corrected it: take the "
                    + "correction back with `annals retract \(correction.seq) --reason \"…\"`", line: nil)
        }
        return Event(
            .eventCorrected(EventCorrected(event: standing.original.id, replacement: replacement)), sources: sources)
    }
}
