import EngineModel
import Exposition

extension VLLMExposition {
    /// A gauge of the engine.
    func gauge(
        _ name: String, _ help: String, _ values: [([String: String], Double)]
    ) -> MetricFamily {
        MetricFamily(
            name: name, help: help, type: .gauge,
            samples: values.map { Sample(name: name, labels: labels($0.0), value: $0.1) })
    }

    /// A counter of the engine, and the gauge that tells when it was created.
    func counter(
        _ name: String, _ help: String, _ values: [([String: String], UInt64)]
    ) -> [MetricFamily] {
        counter(name, help, labelled: values.map { (labels($0.0), $0.1) })
    }

    /// A counter with labels as given; a family without series has no creation times either.
    func counter(
        _ name: String, _ help: String, labelled values: [([Label], UInt64)]
    ) -> [MetricFamily] {
        let total = MetricFamily(
            name: name + "_total", help: help, type: .counter,
            samples: values.map {
                Sample(name: name + "_total", labels: $0.0, value: Double($0.1))
            })
        return values.isEmpty
            ? [total] : [total, created(name, help, values.map(\.0))]
    }

    /// A histogram of the engine with `le` in its alphabetical place, and its creation time.
    func histogram(
        _ name: String, _ help: String, _ histogram: BucketHistogram
    ) -> [MetricFamily] {
        let bounds = histogram.bounds + [.infinity]
        var samples = zip(bounds, histogram.cumulativeCounts).map { bound, count in
            Sample(
                name: name + "_bucket", labels: labels(["le": FloatStyle.python.text(bound)]),
                value: Double(count))
        }
        samples.append(
            Sample(name: name + "_count", labels: labels([:]), value: Double(histogram.count)))
        samples.append(Sample(name: name + "_sum", labels: labels([:]), value: histogram.sum))
        return [
            MetricFamily(name: name, help: help, type: .histogram, samples: samples),
            created(name, help, [labels([:])]),
        ]
    }

    private func created(_ name: String, _ help: String, _ labels: [[Label]]) -> MetricFamily {
        MetricFamily(
            name: name + "_created", help: help, type: .gauge,
            samples: labels.map {
                Sample(name: name + "_created", labels: $0, value: createdUnixSeconds)
            })
    }

    /// The labels of an engine series, in the alphabetical order of the Python client.
    private func labels(_ extra: [String: String]) -> [Label] {
        let all = extra.merging(["engine": "0", "model_name": modelName]) { own, _ in own }
        return all.sorted { $0.key < $1.key }.map { Label(name: $0.key, value: $0.value) }
    }
}
