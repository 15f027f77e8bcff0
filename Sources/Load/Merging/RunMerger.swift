import Foundation
import Inference

/// Joins the runs of several load generators to one, request by request.
///
/// Counts add and percentiles are computed from the requests of all: an average of percentiles is
/// no percentile of anything. Requests are numbered anew in the order in which they were to start,
/// each names its generator, and times keep the clock of the generator that took them: differences
/// between the clocks are bounded and told, not corrected.
package struct RunMerger: Sendable {
    /// The runs.
    package let sources: [RunSource]

    /// Creates a merger.
    ///
    /// - Parameters:
    ///   - sources: Two runs or more.
    ///   - allowsDifferentModels: Whether runs that asked different models are joined all the same.
    /// - Throws: ``RunMergeError`` when runs share requests or names, or asked different models.
    package init(_ sources: [RunSource], allowsDifferentModels: Bool = false) throws(RunMergeError)
    {
        self.sources = sources
        for (index, source) in sources.enumerated() {
            for other in sources[..<index] {
                guard source.name != other.name else { throw .sameName(source.name) }
                let shared = source.marks.shared(with: other.marks)
                guard shared == 0 else {
                    throw .sameRequests(other.file, source.file, shared)
                }
                guard allowsDifferentModels || source.models == other.models else {
                    throw .differentModels(
                        other.file, other.models.sorted(), source.file, source.models.sorted())
                }
            }
        }
    }

    /// Requests of all runs.
    package var count: Int { sources.reduce(0) { $0 + $1.count } }

    /// When the earliest run began, in seconds since the Unix epoch.
    package var beganUnixSeconds: Double { sources.map(\.beganUnixSeconds).min() ?? 0 }

    /// What a reader of the joined run should know, each a sentence.
    package var warnings: [String] {
        var warnings = sources.flatMap(\.notes)
        let (first, rest) = (sources.first, sources.dropFirst())
        if let first, let other = rest.first(where: { $0.maxTokens != first.maxTokens }) {
            warnings.append(
                "\(first.name) and \(other.name) asked for answers of different length: "
                    + "\(Self.list(first.maxTokens)) against \(Self.list(other.maxTokens)) tokens")
        }
        if let first, let other = rest.first(where: { $0.models != first.models }) {
            warnings.append(
                "\(first.name) and \(other.name) asked different models: latencies of the two are "
                    + "mixed")
        }
        let ordered = sources.sorted {
            $0.startsUnixSeconds.lowerBound < $1.startsUnixSeconds.lowerBound
        }
        var latest = ordered.first
        for source in ordered.dropFirst() {
            if let before = latest,
                source.startsUnixSeconds.lowerBound > before.startsUnixSeconds.upperBound
            {
                let gap = source.startsUnixSeconds.lowerBound - before.startsUnixSeconds.upperBound
                warnings.append(
                    "\(source.name) began \(Self.decimal(gap)) s after \(before.name) had started "
                        + "its last request: they loaded the server one after the other, not "
                        + "together")
            }
            if source.startsUnixSeconds.upperBound > (latest?.startsUnixSeconds.upperBound ?? 0) {
                latest = source
            }
        }
        return warnings
    }

    /// How the generators' clocks stand against the first one's, a sentence each.
    package var clocks: [String] {
        guard let first = sources.first else { return [] }
        return sources.dropFirst().map { source in
            guard let lead = first.clock.lead(of: source.clock) else {
                let doubtful = [first, source].first { $0.clock.isContradicted }
                return doubtful.map {
                    "\($0.name): the servers' Date headers contradict each other, so the clocks of "
                        + "\(first.name) and \(source.name) cannot be compared"
                } ?? "\(source.name): no Date header tells how its clock stands"
            }
            let (low, high) = (Self.decimal(lead.lowerBound), Self.decimal(lead.upperBound))
            let isCertain = lead.lowerBound > 0 || lead.upperBound < 0
            return "\(source.name)'s clock is \(low) to \(high) s ahead of \(first.name)'s"
                + (isCertain ? ": the clocks differ" : "; no difference is certain")
        }
    }

    /// The requests of all runs in the order in which they were to start.
    ///
    /// - Parameter body: Takes each request, with its new number, its generator, and its start since
    ///   the earliest run began.
    /// - Throws: What `body` throws, or `ProbeFileError` when a file changed meanwhile.
    package func forEach(_ body: (ProbeRecord) throws -> Void) throws {
        var places: [(source: Int, place: RunSource.Place)] = []
        places.reserveCapacity(count)
        for (index, source) in sources.enumerated() {
            for place in source.places { places.append((index, place)) }
        }
        places.sort {
            ($0.place.unixSeconds, $0.source, $0.place.offset)
                < ($1.place.unixSeconds, $1.source, $1.place.offset)
        }
        let began = beganUnixSeconds
        var (counted, warmups) = (0, 0)
        var numbers: [[Int: Int]] = Array(repeating: [:], count: sources.count)
        for (index, place) in places {
            let source = sources[index]
            var record = try source.record(at: place)
            let old = record.index
            record.index = record.isWarmup ? warmups : counted
            if record.isWarmup {
                warmups += 1
            } else {
                numbers[index][old] = counted
                counted += 1
            }
            record.generator = record.generator.map { "\(source.name)/\($0)" } ?? source.name
            record.repeats = record.repeats.flatMap { numbers[index][$0] }
            record.intendedStart += .seconds(source.beganUnixSeconds - began)
            try body(record)
        }
    }

    private static func list(_ numbers: Set<Int>) -> String {
        numbers.isEmpty ? "unknown" : numbers.sorted().map(String.init).joined(separator: ", ")
    }

    /// Two places behind the point.
    private static func decimal(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = "\(abs(hundredths) % 100)"
        return (hundredths < 0 ? "-" : "") + "\(abs(hundredths) / 100)."
            + (fraction.count < 2 ? "0" : "") + fraction
    }
}
