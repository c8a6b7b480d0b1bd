import Annals
import Events
import Proofs

/// A proof in a file, of any of the forms that there are, with what it needs beside it.
struct ProofInput {
    private enum Form {
        case bundle(AnswerBundle)
        case inclusion(LogProof, of: Proven)
        case growth(GrowthProof, from: Checkpoint)
    }

    /// What the proof of an event is held against.
    private enum Proven {
        /// The event's stored bytes.
        case event([UInt8])
        /// What an export has in the place of an event that was erased: its leaf hash.
        case erased(TreeHash, line: [UInt8])
    }

    /// What a proof turned out to be worth.
    struct Verdict {
        let isSound: Bool
        let lines: [String]
        let json: JSONObject
    }

    private let form: Form

    /// Reads a proof.
    ///
    /// - Throws: ``InputError`` for what is no proof, and where the event or the checkpoint that it needs is not given.
    init(_ path: String, event: String?, since: String?) throws {
        let bytes = try WholeFile.bytes(path, limit: AnswerBundle.maximumBytes)
        do {
            let isJSON = bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{")
            let inJSON = isJSON ? Self.text(in: bytes) : nil
            let text = inJSON ?? String(decoding: bytes, as: UTF8.self)
            if isJSON, inJSON == nil {
                form = .bundle(try AnswerBundle(bytes))
                try Self.refuse(event, "--event", with: "an answer, which has its events with it")
                try Self.refuse(since, "--since", with: "an answer, which has its checkpoint with it")
            } else if text.hasPrefix("old ") {
                try Self.refuse(event, "--event", with: "a proof of growth")
                let proof = try GrowthProof(text)
                guard let since else {
                    throw UsageError(
                        "--proof: a proof of growth needs the checkpoint that it starts from: give --since")
                }
                let note = try TrustInput.checkpoint(since).note
                form = .growth(proof, from: try Checkpoint(note.text))
            } else {
                let proof = try LogProof(text)
                try Self.refuse(since, "--since", with: "a proof of an event, which has its checkpoint with it")
                // What goes along with the proof is as good as any other copy: its hash has to lead to the root.
                guard let proven = try event.map(Self.proven) ?? proof.extra.map({ .event($0) }) else {
                    throw UsageError(
                        "--proof: this proof comes without its event: give its line of an export with --event")
                }
                form = .inclusion(proof, of: proven)
            }
        } catch let error as UsageError {
            throw error
        } catch let error as InputError {
            throw error
        } catch let error as UnreadableInput {
            throw error
        } catch {
            throw InputError("--proof", "\(path) is no proof: \(error)")
        }
    }

    /// Refuses an option that would be passed over.
    private static func refuse(_ given: String?, _ option: String, with proof: String) throws {
        guard given == nil else { throw UsageError("--proof: this is \(proof); leave \(option) out") }
    }

    /// The text of a proof that `annals prove --format json` printed; nil for other JSON.
    private static func text(in bytes: [UInt8]) -> String? {
        guard case .object(let object)? = try? JSONReader.parse(bytes, maximumBytes: AnswerBundle.maximumBytes),
            object["answer"] == nil, case .string(let text)? = object["proof"]
        else { return nil }
        return text
    }

    /// What a line of an export says, its line feed left aside: an event, or what is left of one.
    private static func proven(_ path: String) throws -> Proven {
        var bytes = try WholeFile.bytes(path, limit: StoredEvent.maximumBytes + 2)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        if let redacted = try? RedactedEvent(exportedLine: bytes), let leaf = TreeHash(redacted.leaf) {
            return .erased(leaf, line: bytes)
        }
        return .event(bytes)
    }

    /// Checks the proof.
    func verdict(_ keys: [NoteVerifier], in session: Session) throws -> Verdict {
        switch form {
        case .bundle(let bundle):
            let scratch = try ScratchFolder(in: session)
            let found = withExtendedLifetime(scratch) {
                bundle.verify(keys: keys, in: scratch.path) { ledger in
                    try ProvedQuestion(bundle.question, today: bundle.today).answer(of: ledger)
                }
            }
            return Self.verdict(on: found, of: bundle)
        case .inclusion(let proof, let proven):
            try Self.requireKey(keys)
            return Self.verdict(on: proof, proven, keys)
        case .growth(let proof, let earlier):
            try Self.requireKey(keys)
            return Self.verdict(on: proof, from: earlier, keys)
        }
    }

    private static func requireKey(_ keys: [NoteVerifier]) throws {
        guard keys.isEmpty else { return }
        throw UsageError("--proof: this proof comes without a key: give the one that you know with --key")
    }

    private static func verdict(on found: BundleVerification, of bundle: AnswerBundle) -> Verdict {
        let question = (["annals"] + bundle.question).joined(separator: " ")
        var lines: [String]
        if found.isSound, let size = found.size, let origin = found.origin {
            lines = [
                "verified: asked of these \(events(found.events)) on \(bundle.today), `\(question)` is answered so",
                "all of them stand in the log \(origin), which had \(events(size)) when it was signed by "
                    + "\(found.signer ?? "")",
                "note: this does not prove that no other event of the log speaks against them",
            ]
        } else {
            lines = ["not verified:"] + found.faults.prefix(20).map { "  \($0)" }
            if found.faults.count > 20 { lines.append("  and \(found.faults.count - 20) more") }
        }
        if !found.isKeyGiven {
            lines.append("note: the key came with the answer: give the one that you know with --key")
        }
        let json: JSONObject = [
            "verified": .bool(found.isSound), "proof": "answer", "origin": found.origin.map { .string($0) } ?? .null,
            "size": found.size.map { .number(Double($0)) } ?? .null,
            "signer": found.signer.map { .string($0) } ?? .null, "key_given": .bool(found.isKeyGiven),
            "events": .number(Double(found.events)),
            "question": .array(bundle.question.map { .string($0) }), "today": .string(bundle.today.description),
            "faults": .array(found.faults.map { .string($0.description) }),
        ]
        return Verdict(isSound: found.isSound, lines: lines, json: json)
    }

    private static func verdict(on proof: LogProof, _ proven: Proven, _ keys: [NoteVerifier]) -> Verdict {
        let seq = proof.inclusion.index + 1
        let (leaf, line, isErased): (TreeHash, [UInt8], Bool) =
            switch proven {
            case .event(let bytes): (.leaf(bytes), bytes, false)
            case .erased(let leaf, let line): (leaf, line, true)
            }
        var fault: String?
        var signer: String?
        do throws(LogProofError) {
            signer = try proof.verify(leaf: leaf, keys: keys).first?.name
        } catch {
            fault = String(describing: error)
        }
        let good =
            (isErased ? "verified: this is the leaf hash of" : "verified: this is")
            + " event \(seq) of the log \(proof.checkpoint.origin), which had \(events(proof.checkpoint.size)) when it was signed by \(signer ?? "")"
        let checked = Self.verdict(
            fault, good,
            [
                "proof": "event", "seq": .number(Double(seq)), "origin": .string(proof.checkpoint.origin),
                "size": .number(Double(proof.checkpoint.size)), "signer": signer.map { .string($0) } ?? .null,
            ])
        guard fault == nil else { return checked }
        let said = String(decoding: line, as: UTF8.self)
        var json = checked.json
        json["body"] = isErased ? .null : .string(said)
        let note = isErased ? ["note: what the event said is erased, and nothing shows what it was"] : []
        return Verdict(isSound: true, lines: checked.lines + [said] + note, json: json)
    }

    private static func verdict(on proof: GrowthProof, from earlier: Checkpoint, _ keys: [NoteVerifier]) -> Verdict {
        var fault: String?
        var signer: String?
        if earlier.origin != proof.checkpoint.origin {
            fault = "the checkpoints are of two logs, \(earlier.origin) and \(proof.checkpoint.origin)"
        } else if earlier.size != proof.consistency.first {
            fault = "it starts from \(events(proof.consistency.first)), the checkpoint has \(events(earlier.size))"
        } else {
            do throws(LogProofError) {
                signer = try proof.verify(from: earlier.root, keys: keys).first?.name
            } catch {
                fault = String(describing: error)
            }
        }
        let good =
            "verified: the log \(proof.checkpoint.origin) of \(events(proof.checkpoint.size)), signed by "
            + "\(signer ?? ""), begins with the \(events(earlier.size)) of the earlier checkpoint"
        return verdict(
            fault, good,
            [
                "proof": "growth", "from": .number(Double(earlier.size)), "origin": .string(proof.checkpoint.origin),
                "size": .number(Double(proof.checkpoint.size)), "signer": signer.map { .string($0) } ?? .null,
            ])
    }

    private static func verdict(_ fault: String?, _ good: String, _ facts: JSONObject) -> Verdict {
        var json: JSONObject = ["verified": .bool(fault == nil)]
        json.append(facts)
        json["faults"] = .array(fault.map { [.string($0)] } ?? [])
        return Verdict(
            isSound: fault == nil, lines: fault.map { ["not verified:", "  \($0)"] } ?? [good], json: json)
    }

    private static func events(_ count: Int) -> String {
        count == 1 ? "1 event" : "\(ProgressLine.grouped(count)) events"
    }
}
