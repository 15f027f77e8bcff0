/// What makes two lines the same series at the same time, whatever the order of their labels.
struct SeriesKey: Hashable {
    private let name: String
    private let labels: [Label]
    private let timestamp: Int64?

    init(_ sample: Sample) {
        name = sample.name
        timestamp = sample.timestamp
        let isSorted = zip(sample.labels, sample.labels.dropFirst()).allSatisfy {
            $0.name < $1.name
        }
        labels = isSorted ? sample.labels : sample.labels.sorted { $0.name < $1.name }
    }
}
