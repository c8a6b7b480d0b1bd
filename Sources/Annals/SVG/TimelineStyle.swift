/// The colours, patterns and signs of a timeline, by meaning: readable in black and white, and in the dark.
enum TimelineStyle {
    /// The style sheet.
    static let sheet = """
        <style>
        svg { font-family: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", Arial, sans-serif }
        .page { fill: #ffffff }
        .title { fill: #16202e; font-size: 20px; font-weight: 600 }
        .subtitle, .tick, .key { fill: #55606e; font-size: 11.5px }
        .group { fill: #16202e; font-size: 13.5px; font-weight: 600 }
        .seat { fill: #16202e; font-size: 12.5px; font-style: italic }
        .label { fill: #16202e; font-size: 12.5px }
        .mark { fill: #16202e; font-size: 11.5px }
        .title, .group, .seat, .label, .mark { unicode-bidi: plaintext }
        .grid { stroke: #dde2e8; stroke-width: 1 }
        .rule { stroke: #aab3bf; stroke-width: 1 }
        .event { stroke: #55606e; stroke-width: 1; stroke-dasharray: 3 3 }
        .certain, .tip, .diamond { fill: #24507e }
        .possible { fill: url(#possible); stroke: #24507e; stroke-width: 1 }
        .disputed { fill: url(#disputed); stroke: #24507e; stroke-width: 1 }
        .undated { stroke: #24507e; stroke-width: 2; stroke-dasharray: 2 4 }
        .hatch { stroke: #24507e; stroke-width: 1.2 }
        .paper { fill: #ffffff }
        .unknown { fill: #16202e; font-size: 12px; font-weight: 700 }
        .rim { fill: #ffffff; stroke: #ffffff; stroke-width: 3; font-size: 12px; font-weight: 700 }
        @media (prefers-color-scheme: dark) {
        .page, .paper { fill: #14181d }
        .title, .group, .seat, .label, .mark, .unknown { fill: #e8ecf1 }
        .subtitle, .tick, .key { fill: #a3adba }
        .rim { fill: #14181d; stroke: #14181d }
        .grid { stroke: #2b323b }
        .rule { stroke: #56606d }
        .event { stroke: #a3adba }
        .certain, .tip, .diamond { fill: #7fb2e5 }
        .possible, .disputed, .undated, .hatch { stroke: #7fb2e5 }
        }
        </style>
        """

    /// The patterns that bars are filled with.
    static let patterns = """
        <defs>
        <pattern id="possible" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="paper" width="5" height="5"/>
        <line class="hatch" x1="0" y1="0" x2="0" y2="5"/>
        </pattern>
        <pattern id="disputed" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="paper" width="5" height="5"/>
        <line class="hatch" x1="0" y1="0" x2="0" y2="5"/>
        <line class="hatch" x1="0" y1="0" x2="5" y2="0"/>
        </pattern>
        </defs>
        """
}
