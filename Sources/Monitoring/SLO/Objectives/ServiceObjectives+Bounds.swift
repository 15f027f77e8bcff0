import Readiness
import Signals

/// What an engine's histograms can count.
extension ServiceObjectives {
    /// The limit that can be counted, in seconds; nil for none.
    ///
    /// What is not as it was asked for is said.
    mutating func countable(_ objective: Objective, _ signal: Signal) -> Double? {
        guard subject.tells(signal) else {
            note("\(objective)", "no SLO: \(subject.title) does not tell the \(name(signal))")
            return nil
        }
        guard let counted = CountedLimit(objective, on: signal, for: subject) else {
            note(
                "\(objective)",
                "no SLO: \(subject.title) tells only the mean of the \(name(signal)), which says "
                    + "nothing about a share of requests")
            return nil
        }
        if let said = counted.note { note(said.subject, said.text) }
        return counted.boundSeconds
    }

    private func name(_ signal: Signal) -> String { signal.definition.title }
}
