import Readiness
import Testing

@Suite struct LimitSetTests {
    private func set(_ readings: LimitReading...) -> LimitSet { LimitSet(readings) }

    @Test func `a label of the process is believed before its answer, the log and a guess`() {
        let readings: [LimitReading] = [
            LimitReading(.runningRequests, 1, .inferred, source: "plateau"),
            LimitReading(.runningRequests, 2, .log, source: "log"),
            LimitReading(.runningRequests, 3, .http, source: "GET /server_info"),
            LimitReading(.runningRequests, 4, .label, source: "label"),
            LimitReading(.runningRequests, 0.5, .manifest, source: "manifest"),
        ]
        #expect(LimitSet(readings).live(.runningRequests).map(\.value) == [4, 3, 2, 1])
        let trusted = LimitSet(readings).trusted(.runningRequests, tolerance: .standard)
        #expect(trusted?.reading.value == 4)
        #expect(trusted?.reason == "a label of the running process")
        #expect(trusted?.disagreeing.map(\.value) == [3, 2, 1])
    }

    @Test func `a lower bound is no value and contradicts only what lies below it`() {
        let log = LimitReading(.runningRequests, 16, .log, source: "log")
        let least = LimitReading(.runningRequests, 3, .inferred, source: "load", isLeast: true)
        let trusted = LimitSet([least, log]).trusted(.runningRequests, tolerance: .standard)
        #expect(trusted?.reading == log)
        #expect(trusted?.agreeing == [least])
        let more = LimitReading(.runningRequests, 20, .inferred, source: "load", isLeast: true)
        let other = LimitSet([more, log]).trusted(.runningRequests, tolerance: .standard)
        #expect(other?.disagreeing == [more])
    }

    @Test func `of several engines the lowest value counts`() {
        let set = set(
            LimitReading(.kvCacheTokens, 900, .label, source: "l", scope: "0"),
            LimitReading(.kvCacheTokens, 880, .label, source: "l", scope: "1"))
        #expect(set.trusted(.kvCacheTokens, tolerance: .standard)?.reading.value == 880)
    }

    @Test func `the KV cache may differ by a tenth, slots by nothing`() {
        func agree(_ kind: LimitKind, _ left: Double, _ right: Double) -> Bool {
            LimitTolerance.standard.agrees(
                LimitReading(kind, left, .label, source: "a"),
                LimitReading(kind, right, .log, source: "b"))
        }
        #expect(agree(.kvCacheTokens, 71_439, 71_424))
        #expect(agree(.kvCacheTokens, 100, 90))
        #expect(!agree(.kvCacheTokens, 100, 89))
        #expect(!agree(.runningRequests, 16, 15))
        #expect(agree(.runningRequests, 16, 16))
        #expect(!agree(.contextTokens, 8192, 8191))
    }

    /// A number and its words.
    struct Words: Sendable, CustomTestStringConvertible {
        var value: Double
        var text: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Words(value: 2, text: "2"), Words(value: 8192, text: "8192"),
        Words(value: 71_439, text: "71,439"), Words(value: 8.7206, text: "8.72"),
        Words(value: 8.5, text: "8.5"), Words(value: 0.04, text: "0.04"),
        Words(value: 1_234_567.891, text: "1,234,567.89"), Words(value: -0.5, text: "-0.5"),
        Words(value: 9.999, text: "10"), Words(value: .infinity, text: "inf"),
    ])
    func `numbers are written without a locale`(words: Words) {
        #expect(LimitText.number(words.value) == words.text)
    }
}
