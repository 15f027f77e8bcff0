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
}
