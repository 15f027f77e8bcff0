import Exposition
import Readiness
import Synchronization
import Telemetry

/// A store that holds some series of load and some of targets.
final class SurveyedStore: HealthStore {
    let title = "a store"
    private let load: [PrometheusSeries]
    private let targets: [PrometheusSeries]
    private let remembered: Set<String>
    private let questions = Mutex<[String]>([])

    /// - Parameters:
    ///   - load: What engines say.
    ///   - targets: `up` and the like.
    ///   - remembered: Instances that said something within the last day.
    init(
        load: [PrometheusSeries], targets: [PrometheusSeries] = [], remembered: Set<String> = []
    ) {
        self.load = load
        self.targets = targets
        self.remembered = remembered
    }

    /// The selectors that were asked for.
    var asked: [String] { questions.withLock(\.self) }

    func samples(
        of selector: String, from startSeconds: Double, to endSeconds: Double
    ) async throws -> [PrometheusSeries] {
        questions.withLock { $0.append(selector) }
        return selector.contains("scrape_duration_seconds") ? targets : load
    }

    func instances(
        of selector: String, from startSeconds: Double, to endSeconds: Double
    ) async throws -> Set<String> { remembered }

    /// A series with a sample every 15 s.
    static func series(
        _ name: String, _ labels: [String: String], _ values: [Double]
    ) -> PrometheusSeries {
        PrometheusSeries(
            name: name,
            labels: labels.sorted { $0.key < $1.key }.map { Label(name: $0.key, value: $0.value) },
            samples: values.enumerated().map {
                PrometheusSample(timeSeconds: 1000 + 15 * Double($0), value: $1)
            })
    }
}
