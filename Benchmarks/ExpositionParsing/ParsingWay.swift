import Exposition

/// How a body is read.
enum ParsingWay: String {
    /// Into families with all their samples.
    case model
    /// One sample after the other, keeping nothing.
    case visitor

    /// A federated body holds more samples than one engine is allowed to have.
    static let options = ExpositionOptions(samplesMax: 100_000_000)

    /// Reads the body and looks at each sample, so that none can be left out.
    func parse(_ body: [UInt8], format: ExpositionFormat) throws -> SampleTally {
        var tally = SampleTally()
        switch self {
        case .model:
            let families = try ExpositionParser.parse(
                body, format: format, options: Self.options)
            for family in families {
                for sample in family.samples { tally.add(sample.value) }
            }
        case .visitor:
            try ExpositionParser.forEachSample(
                in: body.span, format: format, options: Self.options
            ) { line in
                tally.add(line.value)
            }
        }
        return tally
    }
}
