import ArgumentParser
import Simulator

/// A scenario or a fault as it is named on the command line.
///
/// The text is kept as typed, so that a wrong name gets an answer of its own.
struct DemoScenario: ExpressibleByArgument, Sendable, CustomStringConvertible {
    /// The name as typed.
    let description: String

    /// Nothing goes wrong.
    static let healthy = DemoScenario(argument: Scenario.healthy.name)

    /// All names, for help texts.
    static let names =
        Scenario.all.map(\.name).joined(separator: ", ")
        + ", or a fault that firstlight simulate --list names"

    init(argument: String) {
        description = argument
    }

    /// What the name stands for.
    ///
    /// - Throws: `ValidationError` with the nearest name.
    func story() throws(ValidationError) -> SimulatedStory {
        try SimulatedStory(named: description)
    }

    /// What can be served under that name.
    ///
    /// - Returns: The scenario, or the fault as one.
    /// - Throws: `ValidationError` for an unknown name, and for a fault that cannot be served.
    func scenario() throws -> Scenario {
        try demonstration().scenario
    }

    /// What can be served under that name, with everything around it.
    ///
    /// A fault begins at once: nobody waits minutes before a demo.
    ///
    /// - Throws: As ``scenario()``.
    func demonstration() throws(ValidationError) -> Demonstration {
        switch try story() {
        case .scenario(let scenario):
            return Demonstration(
                scenario: scenario, deployment: Deployment(server: scenario.server))
        case .fault(let fault):
            if let reason = fault.notServable {
                throw ValidationError(
                    "\(fault.name) cannot be served over HTTP on the loopback interface: \(reason); "
                        + "firstlight simulate \(fault.name) --virtual computes it")
            }
            var rehearsed = fault.rehearsed(
                SimulatedStory.defaultStrength, SimulatedStory.defaultSeed)
            let script = rehearsed.deployment.server.faults
            rehearsed.deployment.server.faults = script.skipping(script.onset ?? .zero)
            return Demonstration(
                scenario: Scenario(fault, rehearsed), deployment: rehearsed.deployment,
                load: rehearsed.load)
        }
    }

    static var allValueStrings: [String] {
        Scenario.all.map(\.name)
            + CataloguedFault.all.filter { $0.notServable == nil }.map(\.name)
    }

    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

    var defaultValueDescription: String { description }
}
