/// What was collected of one child of a histogram family so far.
struct HistogramParts {
    private let labels: [Label]
    private var buckets: [(bound: Double, count: Double)] = []
    private var count: Double?
    private var sum: Double?
    private var createdSeconds: Double?
    private var isReadable = true

    init(labels: [Label]) {
        self.labels = labels
    }

    mutating func add(_ sample: Sample, of family: String) {
        switch SampleRole(of: sample.name, in: family) {
        case .count, .gaugeCount: count = sample.value
        case .sum, .gaugeSum: sum = sample.value
        case .created: createdSeconds = sample.value
        case .bucket:
            guard let text = sample.label("le"),
                case .number(let bound) = DecimalNumber.double(text), !bound.isNaN
            else {
                isReadable = false
                return
            }
            buckets.append((bound, sample.value))
        case .value, .total, .info, nil: break
        }
    }

    var series: HistogramSeries? {
        let total = buckets.first { $0.bound == .infinity }?.count ?? count
        guard isReadable, let total else { return nil }
        let finite = buckets.filter { $0.bound.isFinite }.sorted { $0.bound < $1.bound }
        return HistogramSeries(
            labels: labels, upperBounds: finite.map(\.bound),
            cumulativeCounts: finite.map(\.count), count: total, sum: sum,
            createdSeconds: createdSeconds)
    }
}
