/// What to test, how, and what to require of it: the contents of a `firstlight.yml`.
///
/// A profile is complete and consistent once it exists: ``parse(yaml:file:environment:)`` and
/// ``ProfileOverrides`` fill in ``ProfileDefaults`` and refuse what contradicts itself.
package struct Profile: Sendable, Equatable {
    /// The format's version; this firstlight reads version 1.
    package var version: Int
    /// The name in reports and of the run directory; letters, digits, `.`, `_` and `-`.
    package var name: String
    /// The endpoint.
    package var target: Target
    /// Where the engine's own signals come from.
    package var engine: Engine
    /// What is sent.
    package var workload: Workload
    /// Hard limits: one violated means NOT READY.
    package var objectives: [Objective]
    /// Soft limits: one violated means DEGRADED.
    package var warnings: [Objective]
    /// How the decision is made.
    package var gate: Gate
    /// When a request is given up, as written; ``requestTimeouts`` fills the gaps.
    package var timeouts: Timeouts

    /// A profile for an endpoint with every default of ``ProfileDefaults``.
    ///
    /// - Parameters:
    ///   - url: The endpoint.
    ///   - name: The name; taken from the URL's host and port when left out.
    package init(url: HTTPAddress, name: String? = nil) {
        version = ProfileDefaults.version
        self.name = name ?? Self.name(for: url)
        target = Target(url: url)
        engine = Engine()
        workload = Workload()
        objectives = ProfileDefaults.objectives
        warnings = ProfileDefaults.warnings
        gate = Gate()
        timeouts = Timeouts()
    }

    /// The name an endpoint gets when none is written: its host and port, `localhost-8000`.
    package static func name(for url: HTTPAddress) -> String {
        let port = url.port.map { "-\($0)" } ?? ""
        let host = String(url.host.lowercased().map { isNameCharacter($0) ? $0 : "-" })
        return String(host.drop { $0 == "-" || $0 == "." }.prefix(nameLength - port.count)) + port
    }

    /// The longest name, in characters.
    package static let nameLength = 64

    /// Whether a text can be a name: it becomes part of a path, so it begins with a letter or a
    /// digit and holds only letters, digits, `.`, `_` and `-`, all ASCII.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter || first.isNumber,
            text.count <= nameLength
        else { return false }
        return text.allSatisfy(isNameCharacter)
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
    }
}

extension Profile {
    /// Hard and soft limits in the order they were written, hard ones first.
    package var allObjectives: [Objective] { objectives + warnings }
}
