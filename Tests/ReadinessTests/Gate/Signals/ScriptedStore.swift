import Exposition
import Readiness
import Signals
import Synchronization
import Telemetry

/// A store of metrics that scraped a recorded history in its own rhythm.
final class ScriptedStore: SampleStore {
    let title = "Prometheus at http://store:9090"
    private let series: [PrometheusSeries]
    private let clock: Mutex<Double>
    private let asked = Mutex<[String]>([])
    private let failure: PrometheusError?

    /// - Parameters:
    ///   - scrapes: What was scraped, at times of the store's choosing.
    ///   - now: The time of the first question; pauses advance it.
    ///   - jobs: The jobs that scraped.
    ///   - failure: What every question ends with, if anything.
    init(
        _ scrapes: [TimedScrape], now: Double, jobs: [String] = ["vllm"],
        failure: PrometheusError? = nil
    ) {
        var samples: [Labels: [PrometheusSample]] = [:]
        for scrape in scrapes.sorted(by: { $0.unixSeconds < $1.unixSeconds }) {
            for sample in scrape.families.flatMap(\.samples) {
                for job in jobs {
                    let labels =
                        sample.labels + [
                            Label(name: "instance", value: scrape.instance),
                            Label(name: "job", value: job),
                        ]
                    samples[Labels(name: sample.name, labels: labels), default: []].append(
                        PrometheusSample(timeSeconds: scrape.unixSeconds, value: sample.value))
                }
            }
        }
        series = samples.map {
            PrometheusSeries(name: $0.key.name, labels: $0.key.labels, samples: $0.value)
        }
        clock = Mutex(now)
        self.failure = failure
    }

    private struct Labels: Hashable {
        let name: String
        let labels: [Label]
    }

    /// The selectors of all questions.
    var questions: [String] { asked.withLock { $0 } }

    /// The time by now.
    var time: Double { clock.withLock { $0 } }

    func samples(
        of selector: String, from startSeconds: Double, to endSeconds: Double
    ) async throws -> [PrometheusSeries] {
        asked.withLock { $0.append(selector) }
        if let failure { throw failure }
        return series.compactMap { series in
            let inside = series.samples.filter {
                $0.timeSeconds >= startSeconds && $0.timeSeconds <= min(endSeconds, time)
            }
            return inside.isEmpty
                ? nil
                : PrometheusSeries(name: series.name, labels: series.labels, samples: inside)
        }
    }

    /// A look at the window by a watch whose pauses take no time.
    func watch(
        _ objectives: [String], selector: [String: String] = [:], model: String? = nil
    ) throws -> StoreWatch {
        StoreWatch(
            self, needs: SignalNeeds(try objectives.map { try Objective.parse($0) }),
            selector: selector, model: model, now: { self.time },
            pause: { pause in
                self.clock.withLock {
                    $0 +=
                        Double(pause.components.seconds)
                        + Double(pause.components.attoseconds) / 1e18
                }
            })
    }
}
