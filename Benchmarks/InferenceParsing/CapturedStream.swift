import Foundation
import Inference

/// A captured event stream that is fed to the response reader again and again.
struct CapturedStream {
    /// How the body is cut into reads.
    enum Cut: String, CaseIterable {
        /// One read brings everything.
        case whole = "one read          "
        /// Each event is a read of its own, as it is with a token every few milliseconds.
        case event = "a read an event   "
        /// Reads of 100 bytes, so that every event is cut.
        case hundred = "reads of 100 bytes"
    }

    /// What a measurement found.
    struct Result: CustomStringConvertible {
        /// Processor time per meaningful chunk of the best round, in nanoseconds.
        var nanosecondsPerChunk: Double
        /// Body bytes per second of the best round, in millions.
        var megabytesPerSecond: Double
        /// Meaningful chunks of one pass.
        var chunkCount: Int

        var description: String {
            "\(Int(nanosecondsPerChunk.rounded())) ns per chunk, "
                + "\(Int(megabytesPerSecond.rounded())) MB/s, \(chunkCount) chunks a pass"
        }
    }

    /// The file's name.
    let name: String

    /// The body.
    let body: [UInt8]

    private let eventEnds: [Int]

    /// Reads a stream; `nil` when the file cannot be read.
    ///
    /// - Parameter path: The file with the body.
    init?(path: String) {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        name = String(path.split(separator: "/").last ?? "")
        body = Array(data)
        var ends: [Int] = []
        for index in body.indices.dropFirst() where body[index] == 10 && body[index - 1] == 10 {
            ends.append(index + 1)
        }
        eventEnds = ends.last == body.count ? ends : ends + [body.count]
    }

    /// Measures passes over the stream.
    ///
    /// - Parameters:
    ///   - cut: How it is cut into reads.
    ///   - rounds: How many rounds, of which the best counts; each takes about 0.2 seconds.
    /// - Returns: Times of the best round.
    func measure(cut: Cut, rounds: Int) -> Result {
        let ends: [Int]
        switch cut {
        case .whole: ends = [body.count]
        case .event: ends = eventEnds
        case .hundred: ends = Array(stride(from: 100, to: body.count, by: 100)) + [body.count]
        }
        let chunkCount = pass(ends)
        let passes = max(1, 40_000_000 / body.count)
        var best = Duration.seconds(1_000_000)
        for _ in 0..<rounds {
            let time = processorTime {
                var seen = 0
                for _ in 0..<passes { seen += pass(ends) }
                precondition(seen == passes * chunkCount, "every pass reads the same")
            }
            best = min(best, time)
        }
        return Result(
            nanosecondsPerChunk: best.seconds * 1e9 / Double(passes * max(1, chunkCount)),
            megabytesPerSecond: Double(passes * body.count) / best.seconds / 1e6,
            chunkCount: chunkCount)
    }

    /// Reads the whole stream once.
    private func pass(_ ends: [Int]) -> Int {
        var now = ContinuousClock.now
        var reader = ResponseReader(
            api: OpenAIChat(),
            request: InferenceRequest(
                model: "m", messages: [ChatMessage(role: .user, content: "x")], maxTokens: 1),
            limits: RequestLimits(), instants: PhaseInstants(intendedStart: now, start: now),
            keepText: false)
        var head = ResponseHead(status: 200)
        head.contentType = "text/event-stream"
        _ = reader.read(head, at: now)
        body.withUnsafeBytes { bytes in
            var start = 0
            for end in ends {
                now += .nanoseconds(1)
                _ = reader.read(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), at: now)
                start = end
            }
        }
        reader.readEnd(at: now)
        return reader.measured.chunkCount
    }

    /// The processor time that a body takes.
    private func processorTime(_ body: () -> Void) -> Duration {
        func now() -> Duration {
            var time = timespec()
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
        let start = now()
        body()
        return now() - start
    }
}
