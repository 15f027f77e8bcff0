import ArgumentParser
import Simulator

/// A scenario as an argument of `--demo` and `simulate`.
struct DemoScenario: ExpressibleByArgument, Sendable {
    /// The scenario.
    let scenario: Scenario

    /// Nothing goes wrong.
    static let healthy = DemoScenario(scenario: .healthy)

    /// All names, for help texts.
    static let names = Scenario.all.map(\.name).joined(separator: ", ")

    init(scenario: Scenario) {
        self.scenario = scenario
    }

    init?(argument: String) {
        guard let scenario = Scenario.named(argument) else { return nil }
        self.scenario = scenario
    }

    static var allValueStrings: [String] { Scenario.all.map(\.name) }

    var defaultValueDescription: String { scenario.name }
}

extension DemoScenario: CustomStringConvertible {
    var description: String { scenario.name }
}
