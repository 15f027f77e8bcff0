import Foundation

/// The name of a run directory: `chat-demo-20261121T031500Z`.
enum RunName {
    /// The longest part taken from a profile's name, in characters.
    private static let charactersMax = 80

    /// The name of a run.
    ///
    /// - Parameters:
    ///   - name: The profile's name; whatever is no letter, digit, dot, line or underline becomes
    ///     a line, and an address loses its scheme.
    ///   - startedAt: When the run began.
    /// - Returns: A single component of a path, never hidden and never empty.
    static func of(_ name: String, startedAt: Date) -> String {
        "\(part(name))-\(stamp(startedAt))"
    }

    /// UTC to the second without signs in it: `20261121T031500Z`.
    static func stamp(_ date: Date) -> String {
        date.formatted(.iso8601).replacing("-", with: "").replacing(":", with: "")
    }

    private static func part(_ name: String) -> String {
        var kept = ""
        let plain = name.range(of: "://").map { name[$0.upperBound...] } ?? name[...]
        for scalar in plain.unicodeScalars.prefix(charactersMax) {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "_": kept.unicodeScalars.append(scalar)
            default: if kept.last != "-" { kept.append("-") }
            }
        }
        let isEdge: (Character) -> Bool = { $0 == "-" || $0 == "." }
        while let last = kept.last, isEdge(last) { kept.removeLast() }
        let trimmed = String(kept.drop(while: isEdge))
        return trimmed.isEmpty ? "run" : trimmed
    }
}
