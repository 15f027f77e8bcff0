/// Turns the families of one body from the conventions of the text format into OpenMetrics.
struct OpenMetricsConversion {
    private let families: [MetricFamily]
    private let names: Set<String>
    /// The families that hold start times, by the name of the family they belong to.
    private let created: [String: MetricFamily]

    init(_ families: [MetricFamily]) {
        let names = Set(families.map(\.name))
        let suffix = SampleRole.created.rawValue
        var created: [String: MetricFamily] = [:]
        let owners = Set(
            families.filter { [.counter, .histogram, .summary].contains($0.type) }
                .map { Self.baseName(of: $0, among: names) })
        for family in families where family.name.hasSuffix(suffix) {
            let owner = String(family.name.dropLast(suffix.count))
            if family.type == .gauge, owners.contains(owner) { created[owner] = family }
        }
        self.families = families
        self.names = names
        self.created = created
    }

    /// The families in the order of the body.
    var converted: [MetricFamily] {
        let taken = Set(created.values.map(\.name))
        return families.filter { !taken.contains($0.name) }.map(converted)
    }

    /// The name of a family in OpenMetrics; that of a counter has no `_total`.
    private static func baseName(of family: MetricFamily, among names: Set<String>) -> String {
        let suffix = SampleRole.total.rawValue
        guard family.type == .counter, family.name.hasSuffix(suffix) else { return family.name }
        let base = String(family.name.dropLast(suffix.count))
        return base.isEmpty || names.contains(base) ? family.name : base
    }

    private func converted(_ family: MetricFamily) -> MetricFamily {
        var result = family
        let total = SampleRole.total.rawValue
        if family.type == .counter {
            result.name = Self.baseName(of: family, among: names)
            if result.name == family.name, family.name.hasSuffix(total) {
                // The name without the suffix is another family's.
                result.type = .untyped
                return result
            }
            for index in result.samples.indices { result.samples[index].name = result.name + total }
        }
        guard [.counter, .histogram, .summary].contains(family.type) else { return result }
        result.samples = grouped(
            result.samples.map(canonical), with: created[result.name]?.samples ?? [])
        return result
    }

    /// The samples with the bound or quantile spelled as OpenMetrics has it.
    private func canonical(_ sample: Sample) -> Sample {
        var labels = Array(sample.labels)
        for index in labels.indices
        where labels[index].name == "le" || labels[index].name == "quantile" {
            guard case .number(let number) = DecimalNumber.double(labels[index].value) else {
                continue
            }
            labels[index].value = FloatStyle.python.text(number)
        }
        guard !sample.labels.elementsEqual(labels) else { return sample }
        var result = sample
        result.labels = LabelSet(labels)
        return result
    }

    /// The samples of each set of labels together, each followed by its start time.
    private func grouped(_ samples: [Sample], with startTimes: [Sample]) -> [Sample] {
        var groups: [[Sample]] = []
        var positions: [Set<Label>: Int] = [:]
        for sample in samples {
            let key = Set(sample.labels.filter { $0.name != "le" && $0.name != "quantile" })
            if let position = positions[key] {
                groups[position].append(sample)
            } else {
                positions[key] = groups.count
                groups.append([sample])
            }
        }
        for startTime in startTimes {
            guard let position = positions[Set(startTime.labels)] else { continue }
            groups[position].append(startTime)
        }
        return groups.flatMap { $0 }
    }
}
