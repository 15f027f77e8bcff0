/// The periodic lines of one engine about its load, summed up.
package struct LogStatistics: Sendable, Hashable {
    /// Running flat while requests wait: the sign of a limit on running requests.
    package struct Plateau: Sendable, Hashable {
        /// How many requests ran at the same time.
        package let running: Int
        /// How many lines said so.
        package let lines: Int
        /// The first of these lines, from 1.
        package let firstLine: Int
        /// The last of these lines, from 1.
        package let lastLine: Int
    }

    /// The engine, when the log holds several.
    package let scope: String?
    /// How many periodic lines there were.
    package let lines: Int
    package let runningMax: Int
    package let waitingMax: Int
    /// A ratio from 0 to 1, although vLLM's lines are in percent; nil when no line told it.
    package let kvUsageMax: Double?
    /// Preemptions that the lines told of; nil when none told their number.
    package let preemptions: Int?
    /// Nil unless at least three lines, and half of those with waiting requests, show the largest
    /// number running, none with waiting requests shows a KV cache of 80 % or more, and none tells of
    /// preemptions: otherwise memory, not a limit on requests, may hold them back.
    package let plateau: Plateau?
}
