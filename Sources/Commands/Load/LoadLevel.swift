import ArgumentParser
import Load
import Readiness

/// How much load as it is typed: one number, or steps such as `1:30s,4:30s`.
struct LoadLevel: ExpressibleByArgument, Equatable {
    /// One stretch of a constant load.
    struct Step: Equatable {
        var value: Double
        /// How long; `nil` for a load without an end of its own.
        var length: Duration?
    }

    /// The steps, at least one.
    let steps: [Step]

    private static let valueMax = 1e6

    init?(argument: String) {
        var steps: [Step] = []
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        for part in parts {
            let pair = part.split(separator: ":", omittingEmptySubsequences: false)
            guard let value = pair.first.flatMap({ Double($0) }), value >= 0,
                value <= Self.valueMax, pair.count <= 2
            else { return nil }
            let length = pair.count == 2 ? try? DurationText.parse(String(pair[1])) : nil
            guard pair.count == 2 ? (length ?? .zero) > .zero : parts.count == 1 else { return nil }
            steps.append(Step(value: value, length: length))
        }
        guard steps.contains(where: { $0.value > 0 }) else { return nil }
        self.steps = steps
    }

    /// The largest load.
    var most: Double { steps.map(\.value).max() ?? 0 }

    /// How long all steps take; `nil` for a load without an end.
    var length: Duration? {
        steps.reduce(Duration.zero as Duration?) { total, step in
            guard let total, let length = step.length else { return nil }
            return total + length
        }
    }

    /// The load over time.
    ///
    /// - Parameter ramp: How long a single number takes to be reached.
    /// - Returns: The curve.
    func curve(ramp: Duration?) -> LoadCurve {
        guard steps.count > 1 || steps[0].length != nil else {
            return .ramp(to: steps[0].value, overSeconds: (ramp ?? .zero) / .seconds(1))
        }
        var points: [LoadCurve.Point] = []
        var offset = 0.0
        for step in steps {
            points.append(.init(offsetSeconds: offset, value: step.value))
            offset += (step.length ?? .zero) / .seconds(1)
            points.append(.init(offsetSeconds: offset, value: step.value))
        }
        return LoadCurve(points: points)
    }
}
