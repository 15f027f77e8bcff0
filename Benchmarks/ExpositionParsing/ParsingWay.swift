import Exposition

/// How a body is read.
enum ParsingWay: String {
    /// Into families with all their samples.
    case model
    /// One sample after the other, keeping nothing.
    case visitor

    /// Reads the body and looks at each sample, so that none can be left out.
    func parse(_ body: [UInt8]) throws -> SampleTally {
        // A federated body holds more samples than one engine is allowed to have.
        let options = ExpositionOptions(samplesMax: 100_000_000)
        var tally = SampleTally()
        switch self {
        case .model:
            for family in try ExpositionParser.parse(body, options: options) {
                for sample in family.samples { tally.add(sample.value) }
            }
        case .visitor:
            try ExpositionParser.forEachSample(in: body.span, options: options) { line in
                tally.add(line.value)
            }
        }
        return tally
    }
}
