import Estimates
import Signals

/// What would decide an objective whose limit lies inside a bucket.
struct BucketAdvice {
    let objective: Objective
    /// The bounds around the limit, in seconds.
    let bracket: ClosedRange<Double>
    /// Every finite bound of the histogram, ascending, in seconds.
    let bounds: [Double]
    let window: SignalWindow

    /// The advice in words.
    ///
    /// - Parameter judge: What the same window says at a bound of the histogram.
    /// - Returns: A sentence without a full stop.
    func text(_ judge: (Double) -> Judgement) -> String {
        let ends = [bracket.lowerBound, bracket.upperBound].filter { $0 > 0 && $0.isFinite }
        let words = ends.map { bound in
            let limit = SignalWindow.time(bound)
            return switch judge(bound) {
            case .met: "\(limit) (met by this run)"
            case .violated: "\(limit) (violated by this run)"
            case .undecided: limit
            }
        }
        let change =
            words.isEmpty
            ? "" : "a limit of \(words.joined(separator: " or ")) can be decided"
        guard let flag else {
            return change.isEmpty
                ? "\(objective) lies beyond the bounds of the engine's histogram"
                : "\(objective) lies inside a bucket: \(change)"
        }
        let start = "start vLLM with \(flag)"
        return change.isEmpty
            ? "\(objective) lies beyond the bounds of the engine's histogram: \(start)"
            : "\(objective) lies inside a bucket: \(change); or \(start)"
    }

    /// The flag with which vLLM gets a bound at the limit; `nil` for engines and histograms without.
    ///
    /// It replaces the whole list, so the present bounds are part of it.
    var flag: String? {
        guard window.detection.kind == .vllm, !window.detection.isSimulator, let family else {
            return nil
        }
        if let stated = window.engineVersion {
            guard Self.isAtLeast(stated, major: 0, minor: 32) else { return nil }
        } else if let end = window.detection.version?.below,
            !Self.isAtLeast(end, major: 0, minor: 33)
        {
            return nil
        }
        let all = Set(bounds + [objective.threshold]).sorted()
        let since = window.engineVersion == nil ? " (0.32 and later)" : ""
        return "--custom-histogram-buckets '\(BucketFlag.vllmValue([(family, all)]))'\(since)"
    }

    private var family: String? { objective.metric.signal.flatMap(BucketFlag.vllmFamily) }

    /// Whether a release such as `0.32.0rc1` is at least another; one that cannot be read is not.
    static func isAtLeast(_ release: String, major: Int, minor: Int) -> Bool {
        let parts = release.drop { $0 == "v" }.split(separator: ".").prefix(2).map { part in
            Int(part.prefix { $0.isNumber })
        }
        guard parts.count == 2, let first = parts[0], let second = parts[1] else { return false }
        return (first, second) >= (major, minor)
    }
}
