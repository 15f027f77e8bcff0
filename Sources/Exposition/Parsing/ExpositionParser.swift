/// Reads Prometheus text format 0.0.4 and OpenMetrics 1.0.
///
/// The whole body is read or refused: a body with one malformed line is an error that names the
/// line and the column, as it is for a Prometheus server.
///
/// In Prometheus text format, accepted beyond the format's page: CRLF line endings, a last line
/// without line feed, repeated `# HELP` and equal `# TYPE` lines, samples of one family apart from
/// each other (they are joined), and quoted UTF-8 names (`version=1.0.0`). OpenMetrics is read
/// strictly, with quoted names as the only extension.
package enum ExpositionParser {
    /// The families of a body in the order of their first mention.
    ///
    /// Series whose name fits no declared family make a family of their own of type `untyped`.
    ///
    /// - Parameters:
    ///   - bytes: the body, without transfer encoding or compression.
    ///   - format: the format, which `ExpositionFormat(contentType:)` reads from an answer's header.
    ///   - options: bounds and the treatment of duplicates.
    /// - Returns: families with their samples; values are exact 64-bit floats.
    /// - Throws: the first error, by position.
    package static func parse(
        _ bytes: some Collection<UInt8>, format: ExpositionFormat = .text,
        options: ExpositionOptions = ExpositionOptions()
    ) throws(ExpositionError) -> [MetricFamily] {
        // Shares the storage of an array; copies other collections once.
        let contiguous = Array(bytes)
        return try parse(contiguous.span, format: format, options: options)
    }

    /// The families of a body that lies in contiguous memory; see `parse(_:format:options:)`.
    ///
    /// - Parameters:
    ///   - bytes: the body.
    ///   - format: the format.
    ///   - options: bounds and the treatment of duplicates.
    /// - Returns: families with their samples.
    /// - Throws: the first error, by position.
    package static func parse(
        _ bytes: Span<UInt8>, format: ExpositionFormat = .text,
        options: ExpositionOptions = ExpositionOptions()
    ) throws(ExpositionError) -> [MetricFamily] {
        try bytes.withUnsafeBufferPointer { memory throws(ExpositionError) in
            var reader = ExpositionReader(
                memory, format: format, options: options, sink: SampleCollector())
            try reader.read()
            let heads = reader.heads
            let samples = reader.sink.finish(familyCount: heads.count)
            return zip(heads, samples).map { head, samples in head.family(samples: samples) }
        }
    }

    /// Visits the samples of a body in order, without making a model of them.
    ///
    /// Memory stays at the body and, unless duplicates are ignored, a few bytes a series. The
    /// samples before an error have been visited when it is thrown.
    ///
    /// - Parameters:
    ///   - bytes: the body.
    ///   - format: the format.
    ///   - options: bounds and the treatment of duplicates.
    ///   - visit: called with each sample, which is valid during the call.
    /// - Throws: the first error, by position.
    package static func forEachSample(
        in bytes: Span<UInt8>, format: ExpositionFormat = .text,
        options: ExpositionOptions = ExpositionOptions(),
        _ visit: (borrowing SampleLine) -> Void
    ) throws(ExpositionError) {
        try withoutActuallyEscaping(visit) { visit throws(ExpositionError) in
            try bytes.withUnsafeBufferPointer { memory throws(ExpositionError) in
                var reader = ExpositionReader(
                    memory, format: format, options: options, sink: SampleVisitor(visit))
                try reader.read()
            }
        }
    }
}
