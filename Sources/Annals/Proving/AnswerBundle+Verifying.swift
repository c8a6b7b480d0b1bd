import Events
import Proofs

/// What a bundle turned out to be worth.
public struct BundleVerification: Sendable {
    /// Something that does not prove.
    public enum Fault: Hashable, Sendable {
        /// The checkpoint or its key cannot be read.
        case unreadableCheckpoint(String)
        /// The signature is not good, or not by a key that was given.
        case badSignature
        /// An event is not in the log at its place.
        case notInLog(seq: Int, String)
        /// An event's bytes are not those of an event of that place and id.
        case badEvent(seq: Int, String)
        /// The answer names an event that is not there.
        case missingEvent(EventID)
        /// The events say something else than the answer.
        case otherAnswer
        /// The question cannot be asked of the events.
        case unanswerable(String)
    }

    /// What does not prove; empty where all of it does.
    public internal(set) var faults: [Fault] = []
    /// The log that the checkpoint is of.
    public internal(set) var origin: String?
    /// How many events the log had.
    public internal(set) var size: Int?
    /// The name of the key that signed.
    public internal(set) var signer: String?
    /// Whether the key was given by whoever verifies, not by the bundle.
    public internal(set) var isKeyGiven = false
    /// How many events were proved.
    public internal(set) var events = 0

    /// Whether everything proves.
    public var isSound: Bool { faults.isEmpty }
}

extension BundleVerification.Fault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadableCheckpoint(let reason): "the checkpoint: cannot be read: \(reason)"
        case .badSignature: "the checkpoint: not signed by the key"
        case .notInLog(let seq, let reason): "event \(seq): not in the log at this place: \(reason)"
        case .badEvent(let seq, let reason): "event \(seq): \(reason)"
        case .missingEvent(let id): "event \(id.hex.prefix(12)): the answer names it, and it is not there"
        case .otherAnswer: "the answer is not what the events say"
        case .unanswerable(let reason): "the question cannot be asked of the events: \(reason)"
        }
    }
}

extension AnswerBundle {
    /// Checks the checkpoint's signature, every event against it, and that the events give the answer.
    ///
    /// - Parameters:
    ///   - keys: Keys of which one must have signed; with none, the key that came with the bundle is taken.
    ///   - folder: An empty folder for a ledger that has the events only.
    ///   - ask: Asks it the question.
    public func verify(
        keys: [NoteVerifier] = [], in folder: String, asking ask: (Ledger) throws -> JSONObject
    ) -> BundleVerification {
        var result = verifyEvents(keys: keys)
        guard result.isSound else { return result }
        do {
            let ledger = try Ledger.create(
                of: events.sorted { $0.seq < $1.seq }.map { try StoredEvent(bytes: $0.body) }, at: folder + "/events.db"
            )
            defer { try? ledger.close() }
            if !Self.isSame(answer, try ask(ledger)) { result.faults = [.otherAnswer] }
        } catch {
            result.faults = [.unanswerable(String(describing: error))]
        }
        return result
    }

    /// Checks the signature and the events, and that every event that the answer names is there.
    func verifyEvents(keys: [NoteVerifier] = []) -> BundleVerification {
        var result = BundleVerification()
        result.isKeyGiven = !keys.isEmpty
        let parsed: Checkpoint
        do {
            let trusted = keys.isEmpty ? [try NoteVerifier(encoded: key)] : Array(Set(keys))
            let note = try SignedNote(checkpoint)
            parsed = try Checkpoint(note.text)
            let good = (try? note.verified(by: trusted)) ?? []
            guard let signer = good.first else {
                result.faults = [.badSignature]
                return result
            }
            result.signer = signer.name
        } catch {
            result.faults = [.unreadableCheckpoint(String(describing: error))]
            return result
        }
        result.origin = parsed.origin
        result.size = parsed.size
        var proven: Set<EventID> = []
        var scanner = StoredScanner()
        for event in events {
            if let fault = event.fault(under: parsed) {
                result.faults.append(.notInLog(seq: event.seq, fault))
                continue
            }
            do throws(BundleError) {
                proven.insert(try event.checkedID(&scanner))
                result.events += 1
            } catch {
                result.faults.append(.badEvent(seq: event.seq, error.description))
            }
        }
        let missing = named.subtracting(proven).sorted()
        result.faults += missing.map { .missingEvent($0) }
        return result
    }
}

extension AnswerBundle.ProvenEvent {
    /// Why the event is not in the log of a checkpoint at its place; nil where it is.
    fileprivate func fault(under checkpoint: Checkpoint) -> String? {
        let proof = InclusionProof(index: seq - 1, size: checkpoint.size, path: path)
        do throws(ProofError) {
            try proof.verify(leaf: .leaf(body), root: checkpoint.root)
            return nil
        } catch {
            return String(describing: error)
        }
    }

    /// The id of the event, once its bytes are found to be those of an event of this place and this id.
    fileprivate func checkedID(_ scanner: inout StoredScanner) throws(BundleError) -> EventID {
        let outline: StoredOutline
        do throws(StoredFault) {
            outline = try scanner.event(of: body).outline
        } catch {
            throw BundleError("it is no event as a ledger writes it: \(error)")
        }
        guard outline.seq == seq else { throw BundleError("its bytes say that it is event \(outline.seq)") }
        guard outline.id == outline.contentID else { throw BundleError("its id is not that of what it says") }
        return outline.id
    }
}
