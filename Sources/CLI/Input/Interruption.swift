import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Takes unfinished files away where the user or the system ends the program, which then ends as it would have.
final class Interruption {
    private let sources: [any DispatchSourceSignal]

    /// Takes these files away from now on, as long as this lives.
    init(removing files: [String]) {
        sources = [SIGINT, SIGTERM].map { number in
            // The signal itself must not end the program before its handler has run.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                for file in files { unlink(file) }
                signal(number, SIG_DFL)
                raise(number)
            }
            source.activate()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
}
