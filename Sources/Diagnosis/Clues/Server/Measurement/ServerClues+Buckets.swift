import Estimates
import Exposition
import Signals

extension ServerClues {
    /// A percentile of a histogram beside what is known of the truth.
    struct BucketReading {
        let name: String
        /// What a dashboard shows, and the bucket it lies in.
        let shown: Double
        let bucket: ClosedRange<Double>
        /// The share of the observations that this bucket holds.
        let share: Double
        /// The exact mean of the observations.
        let mean: Double
        let count: Int
    }

    /// The p95 of a histogram over the window and all engines; nil without one.
    func bucketReading(_ signal: Signal, _ name: String, _ story: ServerStory) -> BucketReading? {
        var groups: [Double: Double] = [:]
        for track in story.engines {
            for source in track.dialect.sources[signal] ?? [] {
                guard case .histogram(let selector, let scale) = source.formula else { continue }
                let spelled = SeriesSelector(
                    name: track.detection.naming.spell(selector.name) + "_bucket",
                    matchers: selector.matchers)
                let found = Self.increases(track, spelled)
                guard !found.isEmpty else { continue }
                for (bound, count) in found { groups[bound * scale, default: 0] += count }
                break
            }
        }
        let buckets = groups.map { (upperBound: $0.key, count: $0.value) }
        guard let quantile = BucketQuantile(0.95, buckets: buckets), quantile.count >= 20,
            quantile.upper.isFinite, let mean = story.mean(signal)
        else { return nil }
        func below(_ bound: Double) -> Double {
            groups.filter { $0.key <= bound }.map(\.value).max() ?? 0
        }
        let within = below(quantile.upper) - (quantile.lower > 0 ? below(quantile.lower) : 0)
        return BucketReading(
            name: name, shown: quantile.interpolated, bucket: quantile.lower...quantile.upper,
            share: within / quantile.count, mean: mean.mean, count: Int(quantile.count))
    }

    /// Cumulative counts by bound over the window, outside resets.
    private static func increases(
        _ track: EngineTrack, _ selector: SeriesSelector
    ) -> [Double: Double] {
        func counts(_ page: MetricPage) -> [Double: Double] {
            page.samples(selector.name).reduce(into: [:]) { result, sample in
                guard selector.matchers.allSatisfy({ $0.matches(sample) }),
                    let bound = sample.label("le").flatMap({ Double($0) })
                else { return }
                result[bound, default: 0] += sample.value
            }
        }
        var total: [Double: Double] = [:]
        var before = track.pages.first.map(counts) ?? [:]
        for page in track.pages.dropFirst() {
            let now = counts(page)
            if (now[.infinity] ?? 0) >= (before[.infinity] ?? 0) {
                for (bound, count) in now {
                    total[bound, default: 0] += count - (before[bound] ?? 0)
                }
            }
            before = now
        }
        return total
    }

    /// By which factor a shown percentile has to miss before it counts, and by how many seconds.
    static let missesBy = (factor: 1.2, seconds: 1.0)

    func percentileIsBucket(_ story: ServerStory) -> ClueFinding {
        let signals: [(Signal, String)] = [
            (.endToEndLatency, "E2E"), (.timeToFirstToken, "TTFT"), (.queueTime, "queue time"),
        ]
        let readings = signals.compactMap { bucketReading($0.0, $0.1, story) }
        guard !readings.isEmpty else {
            return .unknown(
                .percentileIsBucket, "no engine has a histogram, or too little was observed")
        }
        let first = readings.first { $0.name == "TTFT" }
        for reading in readings {
            // An exponential tail above the lower edge with the mean that is known exactly.
            let likely =
                reading.bucket.lowerBound
                + 3 * max(reading.mean - reading.bucket.lowerBound, 0)
            let isOneBucket = reading.share >= 0.9
            let isAbove =
                reading.name == "queue time"
                && first.map { reading.shown > $0.bucket.upperBound } == true
            guard isOneBucket || isAbove,
                reading.shown >= Self.missesBy.factor * likely,
                reading.shown - likely >= Self.missesBy.seconds
            else { continue }
            return ClueFinding(
                .percentileIsBucket, .holds,
                strength: 0.9
                    * Self.strength(
                        reading.shown / likely, from: Self.missesBy.factor, to: 1.8),
                "the p95 of \(reading.name) reads \(ServerWords.seconds(reading.shown)), but "
                    + "\(ServerWords.percent(reading.share)) of the values lie between "
                    + "\(ServerWords.seconds(reading.bucket.lowerBound)) and "
                    + "\(ServerWords.seconds(reading.bucket.upperBound)) with a mean of "
                    + ServerWords.seconds(reading.mean),
                figures: [
                    ClueFinding.Figure(
                        "\(reading.name) p95 as shown",
                        Estimate(
                            point: reading.shown, lower: reading.bucket.lowerBound,
                            upper: reading.bucket.upperBound, count: reading.count, confidence: 1,
                            provenance: .serverBucket, method: .histogramBucket), unit: "s")
                ])
        }
        return ClueFinding(
            .percentileIsBucket, .fails, strength: 0.5,
            "no percentile is more than a second off for the width of its bucket")
    }
}
