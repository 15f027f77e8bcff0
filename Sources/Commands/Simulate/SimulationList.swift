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

    /// A fault of the catalogue.
    struct FaultEntry: Encodable {
        var name: String
        var summary: String
        var shows: String
        /// Why it cannot be served on the loopback interface; nil when it can.
        var notServable: String?
    }

    /// A fault as scripts name it.
    struct WordEntry: Encodable {
        var name: String
        var keys: [String]
        var meaning: String
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

    /// The faults of the catalogue, in its order.
    let faults = CataloguedFault.all.map {
        FaultEntry(
            name: $0.name, summary: $0.summary, shows: $0.shows, notServable: $0.notServable)
    }

    /// The faults that scripts put together.
    let words = FaultWord.all.map {
        WordEntry(name: $0.name, keys: $0.keys, meaning: $0.meaning)
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
            "  " + name.padding(toLength: 22, withPad: " ", startingAt: 0) + text
        }
        var lines = ["scenarios"]
        for entry in scenarios {
            lines += [row(entry.name, entry.summary), row("", "shows: \(entry.shows)")]
        }
        lines += ["", "faults"]
        for entry in faults {
            lines += [row(entry.name, entry.summary), row("", "shows: \(entry.shows)")]
            if let reason = entry.notServable {
                lines.append(row("", "only with --virtual: \(reason)"))
            }
        }
        lines += ["", "words of a script"]
        lines += words.map { word in
            let keys = word.keys.isEmpty ? "" : " (\(word.keys.joined(separator: ", ")))"
            return row(word.name, word.meaning + keys)
        }
        lines += ["", "engines"]
        lines += engines.map { row($0.name, "\($0.newest), or from \($0.oldest) on") }
        lines += ["", "calibrations"] + calibrations.map { row($0.name, $0.provenance) }
        return lines.joined(separator: "\n")
    }
}
