import Events
import Projections

/// Names and identifiers of somebody or something, a line each sort.
struct DirectoryPicture {
    let entry: DirectoryEntry?
    /// What it is called in the header, not repeated here.
    let shown: String

    /// The lines; none where there is nothing to add.
    var lines: [StyledText] {
        guard let entry else { return [] }
        var lines: [StyledText] = []
        let names = entry.names.filter { $0.name != shown }
        if !names.isEmpty {
            lines.append(StyledText("also ", .faint) + StyledText(names.map(Self.text).joined(separator: "; ")))
        }
        if !entry.identifiers.isEmpty {
            let text = entry.identifiers.map { "\($0.scheme) \($0.identifier)" }.joined(separator: "; ")
            lines.append(StyledText("identifiers ", .faint) + StyledText(text))
        }
        return lines
    }

    private static func text(_ name: AlternateName) -> String {
        let remarks = [name.language, name.kind].compactMap(\.self)
        return remarks.isEmpty ? name.name : "\(name.name) (\(remarks.joined(separator: ", ")))"
    }
}
