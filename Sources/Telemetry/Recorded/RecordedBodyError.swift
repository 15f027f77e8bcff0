package import Exposition

/// Why a recorded body, or several as a window, cannot be used.
package enum RecordedBodyError: Error, Sendable, Hashable {
    case file(FileError)
    /// A web page was saved in place of metrics.
    case html(name: String)
    /// JSON, as TensorRT-LLM serves on `/metrics`.
    case json(name: String)
    /// A body without a single metric family.
    case empty(name: String)
    case malformed(name: String, ExpositionError)
    /// A line of a series file that is no JSON object of numbers.
    case malformedLine(name: String, line: Int, problem: String)
    /// A body that came without a file, and of which nothing tells the time.
    case timeUnknown(name: String)
    /// Bodies that do not follow each other in time.
    case notAscending(first: String, firstSeconds: Double, second: String, secondSeconds: Double)
}

extension RecordedBodyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .file(let error): error.description
        case .html(let name): "\(name) holds a web page instead of metrics"
        case .json(let name): "\(name) holds JSON instead of Prometheus text"
        case .empty(let name): "\(name) holds no metric"
        case .malformed(let name, let error): "\(name), \(error)"
        case .malformedLine(let name, let line, let problem): "\(name):\(line): \(problem)"
        case .timeUnknown(let name): "nothing tells the time of \(name)"
        case .notAscending(let first, let firstSeconds, let second, let secondSeconds):
            "\(second), of \(secondSeconds) s, does not follow \(first), of \(firstSeconds) s, "
                + "in time"
        }
    }

    /// The way out, where there is a usual one; a clause for `hint: ...`.
    package var hint: String? {
        switch self {
        case .json: "TensorRT-LLM's Prometheus text is at /prometheus/metrics"
        case .timeUnknown: "say the time of the body in seconds since 1970"
        case .notAscending:
            "name the files in the order of time; copies lose it, so say the times instead"
        default: nil
        }
    }
}
