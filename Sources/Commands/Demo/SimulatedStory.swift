import ArgumentParser
import Readiness
import Simulator

/// What a name on the command line stands for: a scenario, or a fault of the catalogue.
enum SimulatedStory: Sendable {
    /// A server with a story of its own.
    case scenario(Scenario)
    /// A fault, which comes in strengths.
    case fault(CataloguedFault)

    /// How bad a fault is when nobody says.
    static let defaultStrength = 0.7
    /// The seed of a fault's world when nobody says.
    static let defaultSeed: UInt64 = 1

    /// Finds what a name stands for.
    ///
    /// - Parameter name: As typed.
    /// - Throws: `ValidationError` with the nearest name, or with all of the scenarios'.
    init(named name: String) throws(ValidationError) {
        if let scenario = Scenario.named(name) {
            self = .scenario(scenario)
        } else if let fault = CataloguedFault.named(name) {
            self = .fault(fault)
        } else {
            let scenarios = Scenario.all.map(\.name)
            let faults = CataloguedFault.all.map(\.name)
            let nearest = NearestSpelling.of(name, among: scenarios + faults)
            throw ValidationError(
                "unknown scenario \"\(name)\"; "
                    + (nearest.map { "did you mean \"\($0)\"?" }
                        ?? "expected one of \(scenarios.joined(separator: ", ")), or a fault that "
                        + "firstlight simulate --list names"))
        }
    }

    /// Why it cannot be served over HTTP on the loopback interface; nil when it can.
    var notServable: String? {
        switch self {
        case .scenario: nil
        case .fault(let fault): fault.notServable
        }
    }
}
