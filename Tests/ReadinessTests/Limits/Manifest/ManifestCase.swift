import Readiness
import Testing

/// A manifest and what it says.
struct ManifestCase: Sendable, CustomTestStringConvertible {
    var name: String
    var file = "deploy.yaml"
    var text: String
    /// The engine's name.
    var engine: String
    /// Roles with the value as written and the line it stands on, such as `slots 2 :9`.
    var settings: [String]

    var testDescription: String { name }

    /// What a declared engine says, in the words of a case.
    static func words(_ engine: DeclaredEngine) -> [String] {
        engine.settings.map { setting in
            "\(setting.role.title) \(setting.value) :\(setting.place.line.map(String.init) ?? "-")"
        }
    }
}
