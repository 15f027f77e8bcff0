import Foundation
import Readiness

/// Decides whether TARGET is a URL or a profile, and reads it.
enum ProfileSource {
    /// The profile that is read when neither a target nor anything else is named.
    static let defaultFile = "firstlight.yml"

    /// From this length on a word that is neither a URL nor a file may be a key, and is not shown.
    private static let wordLengthShown = 20

    /// The profile to work with.
    ///
    /// - Parameters:
    ///   - target: A URL, the path of a profile, or `nil` for `firstlight.yml` here.
    ///   - overrides: What the flags say.
    ///   - environment: The process's environment.
    ///   - isContacted: Whether the endpoint will be contacted; if not, nothing is asked for that
    ///     only a request needs.
    /// - Returns: A complete profile.
    /// - Throws: `ProfileErrors` with every mistake; `UsageError` when there is no target, or
    ///   certificate authorities cannot be read.
    static func profile(
        target: String?, overrides: ProfileOverrides, environment: [String: String],
        isContacted: Bool = true
    ) throws -> Profile {
        var overrides = overrides
        var base: Profile?
        if let file = try file(of: target) {
            base = try Profile.load(
                path: file, environment: environment, needsSecrets: isContacted)
        } else {
            overrides.url = try url(of: target ?? "")
        }
        let profile = try overrides.applied(to: base, environment: environment)
        if isContacted { try profile.requireCertificateAuthorities() }
        return profile
    }

    /// The profile's file, or `nil` when the target is a URL.
    private static func file(of target: String?) throws(UsageError) -> String? {
        if let target { return isFile(target) ? target : nil }
        guard FileManager.default.fileExists(atPath: defaultFile) else {
            throw UsageError(
                "no target: write a URL such as http://localhost:8000 or the path of a profile, "
                    + "or try --demo; there is no \(defaultFile) in this directory")
        }
        return defaultFile
    }

    /// A URL as people type it: `localhost:8000` means plain HTTP.
    ///
    /// - Parameter target: The URL, with or without a scheme.
    /// - Returns: The URL with a scheme.
    /// - Throws: `UsageError` for a single word, which is a mistyped name more often than a host.
    static func url(of target: String) throws(UsageError) -> String {
        if target.isEmpty || target.contains("://") { return target }
        guard isURL(target) else {
            let isShown = target.count < wordLengthShown
            let isName = target.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
            }
            throw UsageError(
                (isShown ? "\"\(target)\"" : "TARGET") + " is neither a URL nor a file; write a "
                    + "URL such as http://\(isShown && isName ? target : "localhost"):8000, "
                    + "or the path of a profile")
        }
        return "http://\(target)"
    }

    /// Whether a target reads like a URL: it has a scheme, a port, a dot, or is `localhost`.
    static func isURL(_ target: String) -> Bool {
        let host = target.prefix { $0 != "/" }.lowercased()
        return host == "localhost" || target.hasPrefix("[")
            || target.contains { ":.@?#".contains($0) }
    }

    /// Whether a target means a file: by its form, or because it is there and is no URL.
    static func isFile(_ target: String) -> Bool {
        if target.contains("://") { return false }
        if target.hasSuffix(".yml") || target.hasSuffix(".yaml") { return true }
        if ["/", "./", "../"].contains(where: target.hasPrefix) { return true }
        return FileManager.default.fileExists(atPath: target)
    }
}
