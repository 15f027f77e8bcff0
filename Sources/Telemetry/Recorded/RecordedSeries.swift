import Exposition
package import Signals

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads files of sampled values: a JSON object a line, with a time and the series by their text.
///
///     {"t": 1.02, "vllm:num_requests_running{engine=\"0\"}": 2.0}
package enum RecordedSeries {
    /// The moments of such a file.
    ///
    /// - Parameters:
    ///   - bytes: the lines; a last line that was cut is left out.
    ///   - name: what to call the file in messages.
    ///   - startSeconds: when `t` was zero, in seconds since the Unix epoch.
    ///   - instance: the replica it is of; empty for no label.
    /// - Returns: the moments in the order of the lines.
    /// - Throws: `RecordedBodyError.malformedLine`.
    package static func parse(
        _ bytes: [UInt8], name: String, startSeconds: Double = 0, instance: String = ""
    ) throws(RecordedBodyError) -> [TimedScrape] {
        var scrapes: [TimedScrape] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            do throws(RecordedBodyError) {
                scrapes.append(
                    try scrape(
                        line, name: name, number: index + 1, startSeconds: startSeconds,
                        instance: instance))
            } catch {
                // What writes such a file may be stopped in the middle of a line.
                guard index == lines.count - 1 else { throw error }
            }
        }
        return scrapes
    }

    private static func scrape(
        _ line: ArraySlice<UInt8>, name: String, number: Int, startSeconds: Double,
        instance: String
    ) throws(RecordedBodyError) -> TimedScrape {
        guard var values = try? JSONDecoder().decode([String: Double].self, from: Data(line)) else {
            throw .malformedLine(
                name: name, line: number, problem: "is not a JSON object of numbers")
        }
        guard let time = values.removeValue(forKey: "t") else {
            throw .malformedLine(name: name, line: number, problem: "has no time `t` in seconds")
        }
        let text = values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined()
        do throws(ExpositionError) {
            return TimedScrape(
                instance: instance, unixSeconds: startSeconds + time,
                families: try ExpositionParser.parse(text.utf8))
        } catch {
            throw .malformedLine(
                name: name, line: number, problem: "holds a name that is no series: \(error)")
        }
    }
}
