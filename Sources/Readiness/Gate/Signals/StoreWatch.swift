import Exposition
import Signals
import Telemetry

/// Looks at a gate's window through a store of metrics, once the run is over.
///
/// The store scrapes in its own rhythm, so the scrape after the end of the run is waited for, at most
/// two of its intervals and the seconds that a store may take to show it.
package struct StoreWatch: Sendable {
    /// What came of a look.
    package enum Outcome: Sendable {
        /// The window.
        case window(SignalWindow)
        /// Why the store told nothing.
        case failed(String)
    }

    private let store: any SampleStore
    private let needs: SignalNeeds
    private let selector: [String: String]
    private let model: String?
    private let now: @Sendable () -> Double
    private let pause: @Sendable (Duration) async -> Void

    /// How far back the scrape before the run is looked for.
    private static let lookBackSeconds = 180.0
    /// The scrape intervals that are waited at most, the interval of a store that shows none, and the
    /// time that a store may take to show a sample: VictoriaMetrics gathers them for seconds.
    private static let patience = (intervals: 2.0, unknownSeconds: 15.0, visibleSeconds: 5.0)

    /// - Parameters:
    ///   - store: The store.
    ///   - needs: The series that the objectives need.
    ///   - selector: Labels that select the endpoint's series.
    ///   - model: The model probed: where nothing is selected, series of other models are left out.
    ///   - now: The wall clock, Unix seconds.
    ///   - pause: Waits; returns at once in a cancelled task.
    package init(
        _ store: any SampleStore, needs: SignalNeeds, selector: [String: String], model: String?,
        now: @escaping @Sendable () -> Double,
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.store = store
        self.needs = needs
        self.selector = selector
        self.model = model
        self.now = now
        self.pause = pause
    }

    /// The store's name for people.
    package var title: String { store.title }

    /// Asks for the window until its last scrape is not older than the window's end.
    ///
    /// - Parameters:
    ///   - startSeconds: The window's beginning, Unix seconds.
    ///   - endSeconds: The window's end, Unix seconds.
    ///   - replicas: Replicas expected at least.
    ///   - engineVersion: The engine's release as it states it.
    /// - Returns: The window with what the store has, or why it has nothing.
    package func look(
        from startSeconds: Double, to endSeconds: Double, replicas: Int = 1,
        engineVersion: String? = nil
    ) async -> Outcome {
        while true {
            let asked = now()
            let window: SignalWindow
            do {
                let series = try await store.samples(
                    of: query, from: startSeconds - Self.lookBackSeconds,
                    to: max(asked, endSeconds))
                if let twice = Self.scrapedTwice(series) { return .failed(twice) }
                let scrapes = Self.scrapes(series)
                window = SignalWindow(
                    scrapes, origin: .store(store.title), from: startSeconds, to: endSeconds,
                    replicasExpected: replicas, detection: Self.detection(scrapes),
                    engineVersion: engineVersion)
            } catch {
                return .failed("\(store.title) cannot be asked: \(error)")
            }
            let interval = window.intervalSeconds ?? Self.patience.unknownSeconds
            let patience = Self.patience.intervals * interval + Self.patience.visibleSeconds
            let left = endSeconds + patience - asked
            let isWaiting = !window.inner.isEmpty && !window.endsCovered
            guard isWaiting, left > 0, !Task.isCancelled else { return .window(window) }
            await pause(.seconds(min(left, max(interval / 4, 0.1))))
        }
    }

    /// The selector of everything that is needed.
    var query: String {
        var matchers = [LabelMatcher.any("__name__", of: needs.names)]
        for (label, value) in selector.sorted(by: { $0.key < $1.key }) {
            matchers.append(.equal(label, value))
        }
        // Series of the process carry no model, so those without one are asked for, too.
        if selector.isEmpty, let model { matchers.append(.any("model_name", of: ["", model])) }
        let selector = SeriesSelector(name: "", matchers: matchers)
        return MetricExpression.latest(selector).promQL(window: "") ?? ""
    }

    // MARK: - Scrapes out of samples

    private static func instance(_ series: PrometheusSeries) -> String {
        series.label("instance") ?? series.label("pod") ?? "the endpoint"
    }

    /// Samples of one target and time were read from one body.
    static func scrapes(_ series: [PrometheusSeries]) -> [TimedScrape] {
        let engines = Set(
            series.filter { $0.name != SignalNeeds.processStart }.map(instance))
        var bodies: [String: [Double: [Sample]]] = [:]
        for series in series where engines.contains(instance(series)) {
            guard let name = series.name else { continue }
            let labels = series.labels.filter { $0.name != "instance" }
            for sample in series.samples {
                bodies[instance(series), default: [:]][sample.timeSeconds, default: []].append(
                    Sample(name: name, labels: labels, value: sample.value))
            }
        }
        return bodies.flatMap { instance, times in
            times.map { seconds, samples in
                let families = Dictionary(grouping: samples, by: \.name).sorted {
                    $0.key < $1.key
                }
                return TimedScrape(
                    instance: instance, unixSeconds: seconds,
                    families: families.map {
                        MetricFamily(name: $0.key, type: .untyped, samples: $0.value)
                    })
            }
        }
    }

    private static func detection(_ scrapes: [TimedScrape]) -> EngineDetection {
        EngineDetection(scrapes.flatMap(\.families))
    }

    /// Two jobs that scrape one target would count everything twice.
    private static func scrapedTwice(_ series: [PrometheusSeries]) -> String? {
        var jobs: [String: Set<String>] = [:]
        for series in series where series.name != SignalNeeds.processStart {
            jobs[instance(series), default: []].insert(series.label("job") ?? "")
        }
        guard let twice = jobs.filter({ $0.value.count > 1 }).min(by: { $0.key < $1.key }) else {
            return nil
        }
        return "\(twice.key) is scraped by the jobs "
            + twice.value.sorted().map(\.quoted).joined(separator: " and ")
            + ": name one with engine.selector"
    }
}
