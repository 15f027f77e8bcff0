import Foundation

/// One finding of the doctor.
struct DoctorFinding: Encodable, Equatable {
    /// What a finding is about.
    enum Area: String, Encodable {
        case machine, target
    }

    /// How serious it is.
    enum State: String, Encodable {
        case ok, warning, failed
    }

    /// What it is about.
    var area: Area
    /// A stable name.
    var id: String
    /// How serious it is.
    var state: State
    /// What was found.
    var message: String
    /// What to do about it; `nil` when nothing.
    var advice: String?

    init(
        _ area: Area, _ id: String, _ state: State, _ message: String, advice: String? = nil
    ) {
        self.area = area
        self.id = id
        self.state = state
        self.message = message
        self.advice = advice
    }

    /// The findings as a table.
    ///
    /// - Parameter findings: The findings.
    /// - Returns: Lines for a terminal; advice below what it belongs to.
    static func table(_ findings: [DoctorFinding]) -> String {
        let width = findings.map(\.id.count).max() ?? 0
        return findings.map { finding in
            let word = finding.state.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
            let id = finding.id.padding(toLength: width + 2, withPad: " ", startingAt: 0)
            let advice = finding.advice.map {
                "\n" + String(repeating: " ", count: width + 12) + $0
            }
            return "  \(word)\(id)\(finding.message)" + (advice ?? "")
        }.joined(separator: "\n")
    }
}
