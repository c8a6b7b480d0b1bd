import Dispatch
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Takes unfinished files away, and has a last word, where the user or the system ends the program, which then ends as
/// it would have.
final class Interruption {
    private let sources: [(number: Int32, source: any DispatchSourceSignal)]
    private let queue = DispatchQueue(label: "interruption")

    /// Takes these files, and this folder with all that is in it, away, and says these words on standard error from now
    /// on, as long as this lives.
    init(
        removing files: [String] = [], folder: String? = nil, saying words: @escaping @Sendable () -> String? = { nil }
    ) {
        sources = [SIGINT, SIGTERM, SIGHUP].compactMap { [queue] number in
            // The signal itself must not end the program before its handler has run.
            let before = signal(number, SIG_IGN)
            // What whoever started the program had it ignore (`nohup`, a shell's background) stays ignored.
            guard unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self) else { return nil }
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                for file in files { unlink(file) }
                if let folder { Self.remove(folder) }
                if let words = words() {
                    var stream = OutputStream(descriptor: 2)
                    // Whoever no longer listens is ended all the same.
                    try? stream.write(words + "\n")
                    try? stream.flush()
                }
                signal(number, SIG_DFL)
                // This thread blocks signals, and whoever started the program may have had all of them do so.
                var these = sigset_t()
                sigemptyset(&these)
                sigaddset(&these, number)
                pthread_sigmask(SIG_UNBLOCK, &these, nil)
                kill(getpid(), number)
            }
            source.activate()
            return (number, source)
        }
    }

    /// Takes a folder away in which files may still be made.
    private static func remove(_ folder: String) {
        // Under another name nobody finds it any more who would make one.
        let gone = folder + ".gone"
        let name = rename(folder, gone) == 0 ? gone : folder
        try? FileManager.default.removeItem(atPath: name)
    }

    deinit {
        for (number, source) in sources {
            source.cancel()
            signal(number, SIG_DFL)
        }
        // Whoever finds its file gone because a signal came must not live on to call that a failure.
        queue.sync {}
    }
}
