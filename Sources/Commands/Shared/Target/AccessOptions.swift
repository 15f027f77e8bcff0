import ArgumentParser
import Readiness
import Telemetry

/// The options that say as whom a server is asked and whose word for its identity counts.
struct AccessOptions: ParsableArguments {
    @Option(
        name: .customLong("api-key-env"),
        help: ArgumentHelp(
            "Environment variable that holds the API key. Keys are never taken as arguments.",
            valueName: "NAME"))
    var apiKeyVariable: String?

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp(
            "PEM file of certificate authorities to trust instead of the system's.",
            valueName: "FILE"))
    var caFile: String?

    /// Puts the options into overrides.
    ///
    /// - Parameter overrides: What the other options say.
    func fill(_ overrides: inout ProfileOverrides) {
        overrides.apiKeyVariable = apiKeyVariable
        overrides.caFile = caFile
    }

    /// The key, for a server that no profile describes.
    ///
    /// - Parameter environment: The process's environment.
    /// - Returns: Nil when no variable is named.
    /// - Throws: `UsageError` when the variable is empty or not set.
    func token(in environment: [String: String]) throws(UsageError) -> BearerToken? {
        try Self.token(of: apiKeyVariable, flag: "--api-key-env", in: environment)
    }

    /// The key in an environment variable.
    ///
    /// - Parameters:
    ///   - variable: Its name, if one is named.
    ///   - flag: The option that names it, for messages.
    ///   - environment: The process's environment.
    /// - Returns: Nil when no variable is named.
    /// - Throws: `UsageError` when the variable is empty or not set.
    static func token(
        of variable: String?, flag: String, in environment: [String: String]
    ) throws(UsageError) -> BearerToken? {
        guard let variable else { return nil }
        guard let key = environment[variable], !key.isEmpty else {
            throw UsageError("\(flag): the environment variable \(variable) is not set")
        }
        return BearerToken(key)
    }
}
