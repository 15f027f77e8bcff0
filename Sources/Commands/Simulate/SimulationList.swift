import EngineModel
import Foundation
import Simulator

/// What can be simulated, as text.
enum SimulationList {
    /// Scenarios and calibrations, one a line.
    static var text: String {
        let width = 18
        func row(_ name: String, _ text: String) -> String {
            "  " + name.padding(toLength: width, withPad: " ", startingAt: 0) + text
        }
        let scenarios = Scenario.all.map { scenario in
            row(scenario.name, scenario.summary) + "\n" + row("", "shows: \(scenario.shows)")
        }
        let calibrations = Calibration.all.map { row($0.name, $0.provenance) }
        return (["scenarios"] + scenarios + ["", "calibrations"] + calibrations)
            .joined(separator: "\n")
    }
}
