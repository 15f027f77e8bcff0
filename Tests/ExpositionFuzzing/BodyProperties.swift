package import Exposition

/// What holds for every body, whatever its bytes.
package enum BodyProperties {
    /// Parses a body and checks the promises.
    ///
    /// - An error names a place inside the body.
    /// - What is accepted survives writing and reading exactly, and is then written the same.
    /// - The visitor sees the samples of the model.
    /// - An accepted OpenMetrics body, turned to the text format, is accepted there.
    ///
    /// - Parameters:
    ///   - body: the bytes.
    ///   - format: the format to read them in.
    /// - Returns: whether the body was accepted.
    /// - Throws: the promise that is not kept.
    package static func check(
        _ body: [UInt8], format: ExpositionFormat
    ) throws(FuzzFailure) -> Bool {
        func fail(_ promise: String) -> FuzzFailure {
            FuzzFailure(promise: promise, format: format, body: body)
        }
        let families: [MetricFamily]
        do throws(ExpositionError) {
            families = try ExpositionParser.parse(body, format: format)
        } catch {
            guard isInside(error, body) else { throw fail("the place is in the body: \(error)") }
            return false
        }
        let written = ExpositionEncoder.encode(families, format: format)
        let again: [MetricFamily]
        do throws(ExpositionError) {
            again = try ExpositionParser.parse(written, format: format)
        } catch {
            throw fail("what was written is accepted: \(error)")
        }
        guard again.flatMap(\.exact) == families.flatMap(\.exact) else {
            throw fail("what was written reads the same")
        }
        guard ExpositionEncoder.encode(again, format: format) == written else {
            throw fail("what was written is written the same again")
        }
        guard visited(body, format) == families.reduce(0, { $0 + $1.samples.count }) else {
            throw fail("the visitor sees the samples of the model")
        }
        if format == .openMetrics { try checkText(of: families, fail) }
        return true
    }

    private static func visited(_ body: [UInt8], _ format: ExpositionFormat) -> Int? {
        var count = 0
        do throws(ExpositionError) {
            try ExpositionParser.forEachSample(in: body.span, format: format) { line in
                // Every accessor is read, so that a wrong index is found.
                let labels = line.allLabels
                count += line.name.isEmpty && labels.isEmpty ? 0 : 1
            }
        } catch {
            return nil
        }
        return count
    }

    private static func checkText(
        of families: [MetricFamily], _ fail: (String) -> FuzzFailure
    ) throws(FuzzFailure) {
        let text = MetricFamily.converted(families, from: .openMetrics, to: .text)
        // Times that differ by less than a millisecond become one.
        let options = ExpositionOptions(duplicateSeries: .keepFirst)
        do throws(ExpositionError) {
            _ = try ExpositionParser.parse(ExpositionEncoder.encode(text), options: options)
        } catch {
            throw fail("its text form is accepted: \(error)")
        }
    }

    private static func isInside(_ error: ExpositionError, _ body: [UInt8]) -> Bool {
        let lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(error.line - 1) else { return false }
        return error.column >= 1 && error.column <= lines[error.line - 1].count + 1
    }
}
