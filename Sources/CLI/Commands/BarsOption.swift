import ArgumentParser
import Chronology

/// Whether histories draw tenures as bars.
enum BarsChoice: String, ExpressibleByArgument, CaseIterable {
    /// On a terminal that is wide enough.
    case auto
    case always, never
}

/// The option of histories that draw bars.
struct BarsOption: ParsableArguments {
    @Option(help: "Whether to draw tenures as bars on a time axis: auto (on a terminal), always, never.")
    var bars: BarsChoice = .auto

    /// The columns that the bars can take; nil where none are to be drawn.
    func width(_ output: Output) -> Int? {
        switch bars {
        case .never: nil
        case .always: max(output.width ?? 80, TenureBars.minimumWidth)
        case .auto: output.cutWidth
        }
    }
}
