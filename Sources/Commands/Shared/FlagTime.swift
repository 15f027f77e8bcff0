import ArgumentParser
import Readiness

/// Times as options take them.
enum FlagTime {
    /// A time above zero.
    ///
    /// - Parameters:
    ///   - text: What was written; nil for an option that was left out.
    ///   - flag: The option, for messages.
    /// - Returns: Nil for nil.
    /// - Throws: `ValidationError` for a text that is no duration, or zero.
    static func duration(_ text: String?, _ flag: String) throws -> Duration? {
        guard let text else { return nil }
        do {
            let duration = try DurationText.parse(text)
            guard duration > .zero else { throw ValidationError("\(flag) is zero") }
            return duration
        } catch let error as DurationTextError {
            throw ValidationError("\(flag): \(error)")
        }
    }

    /// How far back a store of metrics is asked: a second to a day.
    ///
    /// - Parameter text: What was written after `--window`; nil for an option that was left out.
    /// - Returns: Nil for nil.
    /// - Throws: `ValidationError` for a text that is no duration, or one out of range.
    static func window(_ text: String?) throws -> Duration? {
        guard let text, let time = try duration(text, "--window") else { return nil }
        guard time >= .seconds(1), time <= .seconds(86_400) else {
            throw ValidationError("--window is \(text); expected 1s to 24h")
        }
        return time
    }
}
