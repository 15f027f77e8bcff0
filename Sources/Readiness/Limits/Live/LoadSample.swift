package import Signals

/// How busy an engine was at the moment of one scrape.
package struct LoadSample: Sendable, Hashable {
    /// When, since the first scrape.
    package var offset: Duration
    /// Requests in execution.
    package var running: Double
    /// Requests that wait for a slot or for KV cache; those held back for another reason are left
    /// out where the engine tells them apart.
    package var waiting: Double
    /// The share of the KV cache in use, 0...1; nil when the engine does not tell.
    package var kvCacheUsage: Double?
    /// Preemptions since the process started; nil when the engine does not tell.
    package var preemptions: Double?

    /// Makes a sample.
    package init(
        offset: Duration, running: Double, waiting: Double, kvCacheUsage: Double? = nil,
        preemptions: Double? = nil
    ) {
        self.offset = offset
        self.running = running
        self.waiting = waiting
        self.kvCacheUsage = kvCacheUsage
        self.preemptions = preemptions
    }

    /// Reads a sample; nil when the engine tells no running or no waiting requests.
    package init?(_ reading: SignalReading, offset: Duration) {
        guard let running = reading.gauge(.running), let all = reading.gauge(.waiting) else {
            return nil
        }
        self.init(
            offset: offset, running: running,
            waiting: reading.gauge(.waitingForCapacity) ?? all,
            kvCacheUsage: reading.gauge(.kvCacheUsage),
            preemptions: reading.counter(.preemptions)?.total)
    }
}
