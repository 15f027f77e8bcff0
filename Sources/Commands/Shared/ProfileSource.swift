import Foundation
import Readiness

/// Decides whether TARGET is a URL or a profile, and reads it.
enum ProfileSource {
    /// The profile that is read when neither a target nor anything else is named.
    static let defaultFile = "firstlight.yml"

    /// The profile to work with.
    ///
    /// - Parameters:
    ///   - target: A URL, the path of a profile, or `nil` for `firstlight.yml` here.
    ///   - overrides: What the flags say.
    ///   - environment: The process's environment.
    /// - Returns: A complete profile.
    /// - Throws: `ProfileErrors` with every mistake; `UsageError` when there is no target.
    static func profile(
        target: String?, overrides: ProfileOverrides, environment: [String: String]
    ) throws -> Profile {
        var overrides = overrides
        guard let target else {
            guard FileManager.default.fileExists(atPath: defaultFile) else {
                throw UsageError(
                    "no target: write a URL such as http://localhost:8000 or the path of a profile, "
                        + "or try --demo; there is no \(defaultFile) in this directory")
            }
            let base = try Profile.load(path: defaultFile, environment: environment)
            return try overrides.applied(to: base, environment: environment)
        }
        if isFile(target) {
            let base = try Profile.load(path: target, environment: environment)
            return try overrides.applied(to: base, environment: environment)
        }
        overrides.url = normalise(target)
        return try overrides.applied(to: nil, environment: environment)
    }

    /// Whether a target means a file: by its ending, or because it is there and is no URL.
    private static func isFile(_ target: String) -> Bool {
        if target.contains("://") { return false }
        if target.hasSuffix(".yml") || target.hasSuffix(".yaml") { return true }
        return FileManager.default.fileExists(atPath: target)
    }

    /// A URL as people type it: `localhost:8000` means plain HTTP.
    private static func normalise(_ target: String) -> String {
        guard !target.contains("://"), !target.isEmpty else { return target }
        return "http://\(target)"
    }
}
