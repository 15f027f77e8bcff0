import ArgumentParser
import Simulator

/// A scenario as it is named on the command line.
///
/// The text is kept as typed, so that a wrong name gets an answer of its own.
struct DemoScenario: ExpressibleByArgument, Sendable, CustomStringConvertible {
    /// The name as typed.
    let description: String

    /// Nothing goes wrong.
    static let healthy = DemoScenario(argument: Scenario.healthy.name)

    /// All names, for help texts.
    static let names = Scenario.all.map(\.name).joined(separator: ", ")

    init(argument: String) {
        description = argument
    }

    /// The scenario of that name.
    ///
    /// - Returns: The scenario.
    /// - Throws: `ValidationError` that lists the names.
    func scenario() throws -> Scenario {
        guard let scenario = Scenario.named(description) else {
            throw ValidationError(
                "unknown scenario \"\(description)\"; expected one of \(Self.names)")
        }
        return scenario
    }

    static var allValueStrings: [String] { Scenario.all.map(\.name) }

    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

    var defaultValueDescription: String { description }
}
