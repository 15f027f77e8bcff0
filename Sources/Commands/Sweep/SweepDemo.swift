import ArgumentParser
import EngineModel
import Readiness
import Simulator

/// Simulated engines as they are named on the command line: scenarios, faults, or calibrated engines.
struct SweepDemo: ExpressibleByArgument, Sendable, CustomStringConvertible {
    /// The names as typed.
    let description: String

    /// An engine without a fault.
    static let healthy = SweepDemo(argument: Scenario.healthy.name)

    /// All names, for help texts.
    static let names =
        (Scenario.all.map(\.name) + Calibration.all.map(\.name)).joined(separator: ", ")
        + ", or a fault that firstlight simulate --list names"

    init(argument: String) {
        description = argument
    }

    /// What the names stand for, in their order.
    ///
    /// - Throws: `ValidationError` for an unknown name, with the nearest, and for one that is there
    ///   twice.
    func engines() throws(ValidationError) -> [(name: String, demonstration: Demonstration)] {
        let names = description.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " } }
        var engines: [(name: String, demonstration: Demonstration)] = []
        for name in names {
            guard !name.isEmpty else {
                throw ValidationError(
                    "--demo \"\(description)\" has an empty name; write names separated by commas, "
                        + "such as vllm-cpu,ollama-cpu")
            }
            guard !engines.contains(where: { $0.name == name }) else {
                throw ValidationError("--demo names \(name) twice")
            }
            engines.append((name, try Self.engine(name)))
        }
        return engines
    }

    private static func engine(_ name: String) throws(ValidationError) -> Demonstration {
        guard let calibration = Calibration.all.first(where: { $0.name == name }) else {
            guard let nearest = nearestCalibration(name) else {
                return try DemoScenario(argument: name).demonstration()
            }
            throw ValidationError("unknown scenario \"\(name)\"; did you mean \"\(nearest)\"?")
        }
        let scenario = Scenario(calibration)
        return Demonstration(
            scenario: scenario, deployment: Deployment(server: scenario.server))
    }

    /// The calibration that was meant, when no scenario or fault has that name or a nearer one.
    private static func nearestCalibration(_ name: String) -> String? {
        let others = Scenario.all.map(\.name) + CataloguedFault.all.map(\.name)
        guard !others.contains(name) else { return nil }
        let own = Calibration.all.map(\.name)
        let nearest = NearestSpelling.of(name, among: own + others)
        return nearest.flatMap { own.contains($0) ? $0 : nil }
    }

    var defaultValueDescription: String { description }
}
