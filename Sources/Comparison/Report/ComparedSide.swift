package import Foundation
import Inference
package import Load
package import Readiness

/// One of the two runs compared.
package struct ComparedSide: Sendable, Equatable {
    /// Where it came from: a path, a URL, or a simulated scenario.
    package var place: String

    /// The requests that were read, warm-up and those cut short included.
    package var records: [ProbeRecord]

    /// Creates a side.
    ///
    /// - Parameters:
    ///   - place: Where it came from.
    ///   - records: The requests.
    package init(place: String, records: [ProbeRecord]) {
        self.place = place
        self.records = records
    }

    /// The requests that count.
    package var counted: [ProbeRecord] {
        records.filter { !$0.isWarmup && $0.outcomeClass != .excluded }
    }

    /// How many requests, and what became of them.
    package var counts: ProbeCounts {
        var counts = ProbeCounts()
        counts.warmup = records.count(where: \.isWarmup)
        counts.counted = counted.count
        counts.succeeded = counted.count(where: \.isSuccess)
        counts.failed = counts.counted - counts.succeeded
        counts.excluded = records.count - counts.counted - counts.warmup
        return counts
    }

    /// Why requests that count failed, the most frequent first.
    package var failures: [FailureCount] { FailureCount.of(counted) }

    /// How the side failed when it never answered: nobody was found, or no request can ever work as
    /// configured.
    ///
    /// `nil` where any request was answered, and where there are too few to say so.
    package var silence: FailureCount? {
        let counted = counted
        let isSilent = counted.allSatisfy {
            $0.outcomeClass == .unreachable || $0.outcomeClass == .configuration
        }
        return isSilent && counted.count >= Self.silentMin ? failures.first : nil
    }

    /// One request that failed may be bad luck, and so may two.
    private static let silentMin = 3

    /// The models asked for, sorted; more than one when runs were mixed.
    package var models: [String] { Set(counted.map(\.model)).sorted() }

    /// When the first request that counts was to start.
    package var startedAt: Date? { counted.map(\.timestamp).min() }
}
