package import Signals

/// One step of finding out what is wrong.
package struct PlaybookStep: Sendable, Hashable {
    /// What is looked at.
    package enum Look: Sendable, Hashable {
        /// Series of the engine, under the names that the engine in question gives them.
        case signal(Signal, SignalStatistic)
        /// A command to paste; `$URL` is the endpoint, `$PROM` a store, `$RUN` a run directory.
        case command(String)
    }

    /// What to do, an imperative sentence without a full stop.
    package let instruction: String
    package let look: Look
    /// What the answer means, a clause without a full stop.
    package let reading: String

    /// Reads a signal of the engine.
    static func read(
        _ signal: Signal, _ statistic: SignalStatistic = .value, _ instruction: String,
        _ reading: String
    ) -> PlaybookStep {
        PlaybookStep(instruction: instruction, look: .signal(signal, statistic), reading: reading)
    }

    /// Runs a command.
    static func run(
        _ command: String, _ instruction: String, _ reading: String
    ) -> PlaybookStep {
        PlaybookStep(instruction: instruction, look: .command(command), reading: reading)
    }
}
