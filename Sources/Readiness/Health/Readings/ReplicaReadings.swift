package import Estimates
package import Signals

/// The numbers of one replica over the window.
package struct ReplicaReadings: Sendable {
    package let observation: ReplicaObservation
    package let window: HealthWindow
    private var values: [SignalQuestion: Estimate] = [:]
    /// Requests that ended, by the engine's own reasons.
    package var finishedByReason: [String: Double] = [:]
    /// The medians by which replicas are compared, with the interval that sampling leaves open.
    package var medians: [Signal: Estimate] = [:]
    /// When the processes behind the body started, Unix seconds; the latest of them.
    package var processStart: Double?
    /// By how much a start time moved over the window.
    package var processStartMoved: Double?
    /// Whether an engine says that it is awake; nil when it does not tell.
    package var isAwake: Bool?
    /// The exporter's clock less ours, in seconds; nil when it does not tell its time.
    package var clockOffset: Double?

    package init(_ observation: ReplicaObservation, window: HealthWindow) {
        self.observation = observation
        self.window = window
    }

    /// The name of the replica.
    package var name: String { observation.name }

    /// The answer to a question about a signal; nil when there is none.
    package subscript(signal: Signal, statistic: SignalStatistic) -> Estimate? {
        get { values[SignalQuestion(signal, statistic)] }
        set { values[SignalQuestion(signal, statistic)] = newValue }
    }

    /// The point of an answer.
    func value(_ signal: Signal, _ statistic: SignalStatistic) -> Double? {
        self[signal, statistic]?.point
    }

    /// Whether any signal was told.
    package var isEmpty: Bool { values.isEmpty }

    // MARK: - What happened in the window

    /// Requests that ended; nil when the engine does not count them.
    var finished: Double? { value(.requestsFinished, .increase) }

    /// The queue that counts: what waits for capacity where the engine tells it apart.
    var waitingSignal: Signal {
        self[.waitingForCapacity, .minimum] != nil ? .waitingForCapacity : .waiting
    }

    /// Whether requests waited at every scrape; nil when unknown.
    var isAlwaysWaiting: Bool? { value(waitingSignal, .minimum).map { $0 > 0 } }

    /// Whether requests were executed at every scrape; nil when unknown.
    var isAlwaysRunning: Bool? { value(.running, .minimum).map { $0 > 0 } }

    /// Whether nothing ran, waited, ended or was generated; nil when that cannot be told.
    var isIdle: Bool? {
        guard window.isRange else { return nil }
        let levels = [value(.running, .maximum), value(waitingSignal, .maximum)]
        let work = [finished, value(.generationTokens, .increase)]
        let known = (levels + work).compactMap(\.self)
        if known.contains(where: { $0 > 0 }) { return false }
        return levels[0] != nil && work.contains { $0 != nil } ? true : nil
    }

    /// Whether the engine adds tokens to its counter as it generates them.
    ///
    /// The others add them when a request ends, so that a short window may hold none.
    var countsTokensLive: Bool {
        switch observation.engine {
        case .vllm, .dynamo: true
        default: false
        }
    }
}
