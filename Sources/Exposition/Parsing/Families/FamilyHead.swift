/// What is known of a family besides its samples.
struct FamilyHead {
    let name: String
    /// The line that mentioned the family first, from 1.
    let firstLine: Int
    var help: String?
    var unit: String?
    /// The type of the `# TYPE` line; nil while there was none.
    var declaredType: MetricType?
    var hasSamples = false

    init(name: String, firstLine: Int) {
        self.name = name
        self.firstLine = firstLine
    }

    var type: MetricType { declaredType ?? .untyped }

    func family(samples: [Sample]) -> MetricFamily {
        MetricFamily(name: name, help: help, unit: unit, type: type, samples: samples)
    }
}
