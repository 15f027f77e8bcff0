import Estimates
import Foundation
import Testing

@Suite struct LatencyHistogramCodingTests {
    @Test func `json gives back an equal histogram`() throws {
        var random = SplitMix64(seed: 12)
        for count in [0, 1, 2, 3, 50, 2_000] {
            var histogram = LatencyHistogram()
            for _ in 0..<count {
                histogram.record(seconds: LibraryMath.exp(random.nextUniform() * 12 - 10))
            }
            if count.isMultiple(of: 2) { histogram.recordUnbounded() }
            let data = try JSONEncoder().encode(histogram)
            let read = try JSONDecoder().decode(LatencyHistogram.self, from: data)
            #expect(read == histogram)
            #expect(read.smallest == histogram.smallest && read.largest == histogram.largest)
            #expect(
                read.quantileEstimate(share: 0.9).judged(against: .atMost(0))
                    == histogram.quantileEstimate(share: 0.9).judged(against: .atMost(0)))
        }
    }

    @Test func `equal times in one bucket survive`() throws {
        var histogram = LatencyHistogram()
        for nanoseconds in [1_000_001, 1_000_002, 1_000_002, 1_000_003] {
            histogram.record(.nanoseconds(Int64(nanoseconds)))
        }
        let data = try JSONEncoder().encode(histogram)
        let read = try JSONDecoder().decode(LatencyHistogram.self, from: data)
        #expect(read == histogram)
        #expect(read.count == 4)
    }

    @Test func `the text is as small as the buckets in use`() throws {
        var histogram = LatencyHistogram()
        for _ in 0..<100_000 { histogram.record(.milliseconds(20)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(histogram), as: UTF8.self)
        #expect(
            text == #"{"buckets_ns":[19988480,100000],"largest_ns":20000000,"#
                + #""smallest_ns":20000000,"unbounded":0}"#)
    }

    struct Corruption: Sendable, CustomTestStringConvertible {
        var json: String
        var complaint: String
        var testDescription: String { complaint }
    }

    static let corruptions: [Corruption] = [
        .init(json: #"{"unbounded":-1,"buckets_ns":[]}"#, complaint: "number of failures is -1"),
        .init(json: #"{"unbounded":0,"buckets_ns":[5]}"#, complaint: "1 entries"),
        .init(
            json: #"{"unbounded":0,"smallest_ns":5,"largest_ns":5,"buckets_ns":[5,0]}"#,
            complaint: "counts 0"),
        .init(
            json: #"{"unbounded":0,"smallest_ns":5,"largest_ns":9,"buckets_ns":[9,1,5,1]}"#,
            complaint: "5 follows 9"),
        .init(
            json: #"{"unbounded":0,"smallest_ns":5,"largest_ns":5,"buckets_ns":[5,1,5,1]}"#,
            complaint: "5 follows 5"),
        .init(
            json: #"{"unbounded":0,"smallest_ns":4097,"largest_ns":4097,"buckets_ns":[4097,1]}"#,
            complaint: "4097 is not the lower edge"),
        .init(
            json: #"{"unbounded":0,"smallest_ns":6,"largest_ns":6,"buckets_ns":[5,1]}"#,
            complaint: "extremes 6 and 6"),
        .init(
            json: #"{"unbounded":0,"smallest_ns":4096,"largest_ns":4097,"buckets_ns":[4096,1]}"#,
            complaint: "extremes 4096 and 4097"),
        .init(
            json: #"{"unbounded":0,"smallest_ns":0,"largest_ns":0,"#
                + #""buckets_ns":[18446744073709551615,1]}"#,
            complaint: "beyond a day"),
        .init(
            json: #"{"unbounded":0,"smallest_ns":5,"largest_ns":5,"#
                + #""buckets_ns":[5,18446744073709551615]}"#,
            complaint: "counts 18446744073709551615"),
    ]

    @Test(arguments: corruptions)
    func `a damaged file is refused with its reason`(_ corruption: Corruption) {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(
                LatencyHistogram.self, from: Data(corruption.json.utf8))
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("expected corrupted data, got \(String(describing: error))")
            return
        }
        #expect(context.debugDescription.contains(corruption.complaint))
    }
}
