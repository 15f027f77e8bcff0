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

    /// What the steps of an engine cost.
    struct CalibrationEntry: Encodable {
        var name: String
        var provenance: String
    }

    /// The scenarios, the healthy one first.
    let scenarios = Scenario.all.map {
        ScenarioEntry(name: $0.name, summary: $0.summary, shows: $0.shows)
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
            + ["", "calibrations"] + calibrations.map { row($0.name, $0.provenance) })
            .joined(separator: "\n")
    }
}
