import Events
import Projections

/// A holder as a picture shows one: how surely, who, and whether for the time being.
enum HolderWords {
    /// The cell of somebody in a position.
    static func text(
        _ person: Named, _ certainty: Certainty?, isActing: Bool, telling namesakes: Namesakes
    ) -> StyledText {
        let role: TextRole? =
            switch certainty {
            case .certain: .certain
            case .possible: .possible
            case .undated: .undated
            case nil: nil
            }
        var text: StyledText = certainty == .possible ? StyledText("possibly ", .possible) : ""
        switch person.id {
        case .nobody: text += StyledText("vacant", .vacant)
        case .unnamed: text += StyledText("somebody (not named)", role)
        default: text += StyledText(namesakes.text(person), role)
        }
        if isActing { text += StyledText(" (acting)", role) }
        return text
    }

    /// The same for a holder in a chart.
    static func text(_ holder: OrgChart.Holder, telling namesakes: Namesakes) -> StyledText {
        text(holder.person, holder.certainty, isActing: holder.isActing, telling: namesakes)
    }

    /// What nobody holds.
    static let vacant = StyledText("vacant", .vacant)
    /// A gap between holders: no source says that the seat was empty.
    static let nobodyKnown = StyledText("nobody known", .vacant)

    /// A name with its id behind it, the id alone where they are the same.
    static func heading(_ named: Named) -> StyledText {
        named.name == named.id.text
            ? StyledText(named.name, .heading)
            : StyledText(named.name, .heading) + StyledText(" (\(named.id))", .faint)
    }
}
