/// What a piece of text means, from which its colour follows.
enum TextRole: Hashable, Sendable, CaseIterable {
    case heading, certain, possible, undated, vacant, disputed, error, strong, faint
}

/// Colours and weights by meaning, as SGR escape sequences (ECMA-48), or none at all.
///
/// Only the eight base colours are used, which follow the reader's own palette. No meaning rests on colour alone:
/// the words "possibly", "undated" and "vacant" are printed in any case.
struct Style: Hashable, Sendable {
    /// Whether escape sequences are written.
    let isOn: Bool

    static let plain = Style(isOn: false)
    static let colored = Style(isOn: true)

    /// The text with its role's escape sequences around it; unchanged where the style is off or there is no role.
    ///
    /// The text has to be safe already: nothing is cleaned here.
    func paint(_ text: String, _ role: TextRole?) -> String {
        guard isOn, let role, !text.isEmpty else { return text }
        return "\u{1B}[\(Self.parameters(of: role))m\(text)\u{1B}[0m"
    }

    private static func parameters(of role: TextRole) -> String {
        switch role {
        case .heading, .strong: "1"
        case .certain: "32"
        case .possible: "33"
        case .undated: "2;36"
        case .vacant: "35"
        case .disputed: "1;33"
        case .error: "1;31"
        case .faint: "2"
        }
    }
}
