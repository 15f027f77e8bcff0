package import Readiness

/// Where the values of a panel change colour.
package struct PanelThresholds: Sendable, Hashable {
    /// How a value is to be seen.
    package enum Grade: Sendable, Hashable, CaseIterable {
        /// Nothing is said about good or bad.
        case neutral
        case healthy
        case warning
        case critical

        /// Grafana's colour.
        package var color: String {
            switch self {
            case .neutral: "blue"
            case .healthy: "green"
            case .warning: "orange"
            case .critical: "red"
            }
        }
    }

    /// From a value on, a grade.
    package struct Step: Sendable, Hashable {
        /// The lowest value of the step; nil for minus infinity.
        package let value: Double?
        package let grade: Grade
    }

    /// By value; the first one begins at minus infinity.
    package let steps: [Step]

    /// No value is better than another.
    package static let none = PanelThresholds(from: .neutral)

    /// Creates thresholds.
    ///
    /// - Parameters:
    ///   - first: The grade of the lowest values.
    ///   - rest: From which value on which grade, ascending.
    package init(from first: Grade, _ rest: (Double, Grade)...) { self.init(from: first, rest) }

    /// Creates thresholds.
    ///
    /// - Parameters:
    ///   - first: The grade of the lowest values.
    ///   - rest: From which value on which grade, ascending.
    package init(from first: Grade, _ rest: [(Double, Grade)]) {
        steps = [Step(value: nil, grade: first)] + rest.map { Step(value: $0, grade: $1) }
    }

    /// The thresholds of a range; none where there is none.
    ///
    /// Grafana colours from a threshold on and a range begins above its limit: at a limit of zero,
    /// where the two differ for healthy systems, the threshold lies a little above.
    ///
    /// - Parameter range: Of the catalogue, or a profile's.
    package init(_ range: HealthRange?) {
        guard let range else {
            self = .none
            return
        }
        var steps: [Step] = []
        var grade = Grade.healthy
        if range.warningBelow != nil { grade = .warning }
        if range.criticalBelow != nil { grade = .critical }
        steps.append(Step(value: nil, grade: grade))
        if let limit = range.criticalBelow {
            steps.append(Step(value: limit, grade: range.warningBelow == nil ? .healthy : .warning))
        }
        if let limit = range.warningBelow { steps.append(Step(value: limit, grade: .healthy)) }
        let critical = range.criticalAbove
        if let limit = range.warningAbove, critical.map({ limit < $0 }) ?? true {
            steps.append(Step(value: Self.above(limit), grade: .warning))
        }
        if let critical { steps.append(Step(value: Self.above(critical), grade: .critical)) }
        self.steps = steps
    }

    /// Whether anything is said about good or bad.
    package var judges: Bool { steps.count > 1 }

    /// The grade of a value.
    ///
    /// - Parameter value: In the panel's unit.
    /// - Returns: The grade of the last step at or below it.
    package func grade(of value: Double) -> Grade {
        steps.last { $0.value.map { $0 <= value } ?? true }?.grade ?? .neutral
    }

    private static func above(_ limit: Double) -> Double { limit == 0 ? 1e-6 : limit }
}
