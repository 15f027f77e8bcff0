/// Reads Prometheus text format 0.0.4.
///
/// The whole body is read or refused: a body with one malformed line is an error that names the
/// line and the column, as it is for a Prometheus server. Accepted beyond the format's page: CRLF
/// line endings, a last line without line feed, repeated `# HELP` and equal `# TYPE` lines, samples
/// of one family apart from each other (they are joined), and quoted UTF-8 names (`version=1.0.0`).
package enum ExpositionParser {
    /// The families of a body in the order of their first mention.
    ///
    /// Series whose name fits no declared family make a family of their own of type `untyped`;
    /// `_bucket`, `_sum` and `_count` join a histogram or summary declared before them.
    ///
    /// - Parameters:
    ///   - bytes: the body, without transfer encoding or compression.
    ///   - options: bounds and the treatment of duplicates.
    /// - Returns: families with their samples; values are exact 64-bit floats.
    /// - Throws: the first error, by position.
    package static func parse(
        _ bytes: some Collection<UInt8>, options: ExpositionOptions = ExpositionOptions()
    ) throws(ExpositionError) -> [MetricFamily] {
        // Shares the storage of an array; copies other collections once.
        let contiguous = Array(bytes)
        return try parse(contiguous.span, options: options)
    }

    /// The families of a body that lies in contiguous memory; see `parse(_:options:)`.
    ///
    /// - Parameters:
    ///   - bytes: the body.
    ///   - options: bounds and the treatment of duplicates.
    /// - Returns: families with their samples.
    /// - Throws: the first error, by position.
    package static func parse(
        _ bytes: Span<UInt8>, options: ExpositionOptions = ExpositionOptions()
    ) throws(ExpositionError) -> [MetricFamily] {
        var reader = ExpositionReader(options: options)
        try reader.read(bytes)
        return reader.families
    }
}
