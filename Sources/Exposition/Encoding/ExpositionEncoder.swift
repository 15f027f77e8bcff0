/// Writes metric families as Prometheus text format 0.0.4 or OpenMetrics 1.0.
///
/// Names outside the classic grammar are written quoted (`{"a.b",x="y"} 1`), as Prometheus 3 and the
/// Python client do under `version=1.0.0`; a body without such names is plain 0.0.4.
///
/// What was parsed is written in the order and spelling of the Python client: `# HELP`, `# TYPE`,
/// `# UNIT`, samples. Families of the other format are converted first, see
/// `MetricFamily.converted(_:from:to:)`.
package enum ExpositionEncoder {
    /// The `Content-Type` of the bytes that `encode` returns for Prometheus text format.
    package static let contentType = ExpositionFormat.text.contentType

    /// The bytes of an exposition of `families`, in their order, each line ended by a line feed.
    ///
    /// Prometheus text format leaves out units, exemplars and what is below a millisecond in
    /// timestamps.
    ///
    /// - Parameters:
    ///   - families: the families, in the conventions of `format`.
    ///   - format: what to write.
    ///   - floats: how to spell numbers.
    /// - Returns: the body.
    package static func encode(
        _ families: [MetricFamily], format: ExpositionFormat = .text,
        floats: FloatStyle = .python
    ) -> [UInt8] {
        var writer = ExpositionWriter(format: format, floats: floats)
        for family in families { writer.write(family) }
        return writer.finish()
    }
}
