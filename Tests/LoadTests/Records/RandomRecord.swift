import Foundation
import Inference
import Load
import TestKit

/// Seeded records with every combination of present and absent values.
struct RandomRecord {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func next(index: Int) -> ProbeRecord {
        var record = ProbeRecord(
            index: index, provider: word(), model: word(),
            timestamp: Date(
                timeIntervalSince1970: Double(Int.random(in: 0...4_000_000_000, using: &generator))
                    + Double(Int.random(in: 0...999, using: &generator)) / 1000),
            outcome: word(), outcomeClass: pick(Outcome.Class.allCases))
        record.isWarmup = Bool.random(using: &generator)
        record.error = maybe { $0.word() }
        record.httpStatus = maybe { Int.random(in: 100...599, using: &$0.generator) }
        record.intendedStart = time()
        record.startDelay = time()
        record.resolve = maybe { $0.time() }
        record.connect = maybe { $0.time() }
        record.secure = maybe { $0.time() }
        record.requestWritten = maybe { $0.time() }
        record.responseHead = maybe { $0.time() }
        record.timeToFirstByte = maybe { $0.time() }
        record.timeToFirstChunk = maybe { $0.time() }
        record.timeToFirstToken = maybe { $0.time() }
        record.endToEnd = maybe { $0.time() }
        record.timePerOutputToken = maybe { $0.time() }
        record.tokensPerSecond = maybe {
            Double(Int.random(in: 0...9_999_999, using: &$0.generator)) / 1000
        }
        record.gaps = Gaps((0..<Int.random(in: 0...5, using: &generator)).map { _ in time() })
        record.outputTokens = maybe { $0.count() }
        record.outputTokensEstimated = Bool.random(using: &generator)
        record.promptTokens = maybe { $0.count() }
        record.cachedTokens = maybe { $0.count() }
        record.chunks = maybe { $0.count() }
        record.reads = maybe { $0.count() }
        record.finishReason = maybe { $0.word() }
        record.sawEndMark = maybe { Bool.random(using: &$0.generator) }
        record.isStream = maybe { Bool.random(using: &$0.generator) }
        record.reusedConnection = maybe { Bool.random(using: &$0.generator) }
        record.bodyBytes = maybe { $0.count() }
        record.retryAfter = maybe { $0.time() }
        record.serverTimings = maybe {
            ServerTimings(
                total: $0.maybe { $0.time() }, load: $0.maybe { $0.time() },
                prefill: $0.time(), decode: $0.maybe { $0.time() })
        }
        record.replica = maybe { $0.word() }
        record.generator = maybe { $0.word() }
        record.interleaved = maybe { $0.word() }
        record.round = maybe { $0.count() }
        record.maxTokens = maybe { $0.count() }
        record.repeats = maybe { $0.count() }
        record.session = maybe { $0.count() }
        record.turn = maybe { $0.count() }
        record.reasoningChunks = maybe { $0.count() }
        record.isRefusal = maybe { Bool.random(using: &$0.generator) }
        record.serverClockOffset = maybe { .zero - $0.time() }
        return record
    }

    private mutating func maybe<Value>(_ make: (inout RandomRecord) -> Value) -> Value? {
        Bool.random(using: &generator) ? make(&self) : nil
    }

    /// Whole microseconds, which is what a record keeps; never none at all, which means unknown.
    private mutating func time() -> Duration {
        .microseconds(Int.random(in: 1...200_000_000, using: &generator))
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &generator)]
    }

    private mutating func count() -> Int { Int.random(in: 0...100_000, using: &generator) }

    private mutating func word() -> String {
        let letters = Array("abcXYZ019 _-/\\\"\n\u{7}é日😀<>&")
        let length = Int.random(in: 1...12, using: &generator)
        return String((0..<length).map { _ in pick(letters) })
    }
}
