import EngineModel
import Foundation
import Simulator

/// What can be simulated.
struct SimulationList: Encodable {
    /// A simulated server with a story.
    struct ScenarioEntry: Encodable {
        var name: String
        var summary: String
        var shows: String
    }

    /// An engine whose words a simulated server can speak.
    struct EngineEntry: Encodable {
        var name: String
        var newest: String
        var oldest: String
    }

    /// What the steps of an engine cost.
    struct CalibrationEntry: Encodable {
        var name: String
        var provenance: String
    }

    /// The scenarios, the healthy one first.
    let scenarios = Scenario.all.map {
        ScenarioEntry(name: $0.name, summary: $0.summary, shows: $0.shows)
    }

    /// The engines, vLLM first.
    let engines = SimulatedEngine.allCases.map {
        EngineEntry(
            name: $0.rawValue, newest: "\($0.defaultVersion)", oldest: "\($0.firstVersion)")
    }

    /// The calibrations.
    let calibrations = Calibration.all.map {
        CalibrationEntry(name: $0.name, provenance: $0.provenance)
    }

    /// The list for a person.
    var text: String {
        func row(_ name: String, _ text: String) -> String {
            "  " + name.padding(toLength: 18, withPad: " ", startingAt: 0) + text
        }
        return
            (["scenarios"]
            + scenarios.flatMap { [row($0.name, $0.summary), row("", "shows: \($0.shows)")] }
            + ["", "engines"]
            + engines.map { row($0.name, "\($0.newest), or from \($0.oldest) on") }
            + ["", "calibrations"] + calibrations.map { row($0.name, $0.provenance) })
            .joined(separator: "\n")
    }
}
