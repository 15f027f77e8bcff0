import Readiness
import Testing

@Suite struct DurationTextTests {
    struct Accepted: Sendable, CustomTestStringConvertible {
        let text: String
        let value: Duration
        let compact: String
        let exact: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Accepted(text: "500ms", value: .milliseconds(500), compact: "500ms", exact: "500 ms"),
        Accepted(text: "2s", value: .seconds(2), compact: "2s", exact: "2 s"),
        Accepted(text: "1.5s", value: .milliseconds(1_500), compact: "1.5s", exact: "1.5 s"),
        Accepted(text: "2m", value: .seconds(120), compact: "2m", exact: "2 m"),
        Accepted(text: "1m30s", value: .seconds(90), compact: "1m30s", exact: "1 m 30 s"),
        Accepted(text: "90s", value: .seconds(90), compact: "1m30s", exact: "1 m 30 s"),
        Accepted(text: " 1 M 30 S ", value: .seconds(90), compact: "1m30s", exact: "1 m 30 s"),
        Accepted(text: "250us", value: .microseconds(250), compact: "250us", exact: "250 us"),
        Accepted(text: "250\u{B5}s", value: .microseconds(250), compact: "250us", exact: "250 us"),
        Accepted(text: "250\u{3BC}s", value: .microseconds(250), compact: "250us", exact: "250 us"),
        Accepted(text: "7ns", value: .nanoseconds(7), compact: "7ns", exact: "7 ns"),
        Accepted(text: "0.5ns", value: .nanoseconds(0.5), compact: "0.5ns", exact: "0.5 ns"),
        Accepted(text: "1h", value: .seconds(3_600), compact: "1h", exact: "1 h"),
        Accepted(
            text: "1h0.5s", value: .milliseconds(3_600_500), compact: "1h0.5s", exact: "1 h 0.5 s"),
        Accepted(text: "1.5h", value: .seconds(5_400), compact: "1h30m", exact: "1 h 30 m"),
        Accepted(text: "2min", value: .seconds(120), compact: "2m", exact: "2 m"),
        Accepted(text: "3sec", value: .seconds(3), compact: "3s", exact: "3 s"),
        Accepted(text: "0s", value: .zero, compact: "0s", exact: "0 s"),
        Accepted(text: "1500ms", value: .milliseconds(1_500), compact: "1.5s", exact: "1.5 s"),
        Accepted(text: "8784h", value: .seconds(366 * 86_400), compact: "8784h", exact: "8784 h"),
    ])
    func `a duration is read exactly and written back`(_ accepted: Accepted) throws {
        let value = try DurationText.parse(accepted.text)
        #expect(value == accepted.value)
        #expect(DurationText.compact(value) == accepted.compact)
        #expect(DurationText.exact(value) == accepted.exact)
        #expect(try DurationText.parse(accepted.compact) == value)
        #expect(try DurationText.parse(accepted.exact) == value)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let text: String
        let message: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Refused(text: "", message: "a duration is missing; write one such as 500ms, 2s or 1m30s"),
        Refused(
            text: "   ", message: "a duration is missing; write one such as 500ms, 2s or 1m30s"),
        Refused(text: "500", message: "\"500\" has no unit; write 500ms, 500s or 500m"),
        Refused(text: "1m30", message: "\"1m30\" has no unit; write 30ms, 30s or 30m"),
        Refused(text: "-2s", message: "\"-2s\" is negative; a duration counts from zero"),
        Refused(
            text: "2d",
            message: "\"2d\" has the unknown unit \"d\"; the units are h, m, s, ms, us and ns"),
        Refused(
            text: "30s1m",
            message:
                "\"30s1m\" has its units out of order; write the largest first, each once, as in 1m30s"
        ),
        Refused(
            text: "1s1s",
            message:
                "\"1s1s\" has its units out of order; write the largest first, each once, as in 1m30s"
        ),
        Refused(
            text: "soon",
            message: "\"soon\" is not a duration; write one such as 500ms, 2s or 1m30s"),
        Refused(
            text: "1.s", message: "\"1.s\" is not a duration; write one such as 500ms, 2s or 1m30s"),
        Refused(
            text: "1.2.3s",
            message: "\"1.2.3s\" is not a duration; write one such as 500ms, 2s or 1m30s"),
        Refused(
            text: "1e3s",
            message: "\"1e3s\" has the unknown unit \"e\"; the units are h, m, s, ms, us and ns"),
        Refused(
            text: "0.0000000001ns",
            message: "\"0.0000000001ns\" has more decimal places than a duration can hold"),
        Refused(text: "8784h1ns", message: "\"8784h1ns\" is longer than 366 days"),
        Refused(
            text: "9999999999999999s",
            message: "\"9999999999999999s\" is not a duration; write one such as 500ms, 2s or 1m30s"
        ),
        Refused(
            text: "\u{1B}[31m",
            message: "\"\u{FFFD}[31m\" is not a duration; write one such as 500ms, 2s or 1m30s"),
    ])
    func `anything else is refused with the way out`(_ refused: Refused) {
        let error = #expect(throws: DurationTextError.self) {
            try DurationText.parse(refused.text)
        }
        #expect(error?.description == refused.message)
    }

    @Test func `every sum of units survives being written and read`() throws {
        var random = SplitMix(seed: 20_261_121)
        for _ in 0..<2_000 {
            let scale = [Int64(1), 1_000, 1_000_000, 1_000_000_000, 60_000_000_000].randomElement(
                using: &random)
            let count = Int64.random(in: 0..<400_000, using: &random)
            let value = Duration.nanoseconds(count * (scale ?? 1))
            #expect(try DurationText.parse(DurationText.compact(value)) == value)
            #expect(try DurationText.parse(DurationText.exact(value)) == value)
        }
    }

    struct Rounded: Sendable {
        let value: Duration
        let text: String
    }

    @Test(arguments: [
        Rounded(value: .milliseconds(350), text: "350 ms"),
        Rounded(value: .microseconds(123_456), text: "123 ms"),
        Rounded(value: .microseconds(123_500), text: "124 ms"),
        Rounded(value: .microseconds(999_700), text: "1 s"),
        Rounded(value: .microseconds(1_234_567), text: "1.23 s"),
        Rounded(value: .milliseconds(59_960), text: "1 m"),
        Rounded(value: .milliseconds(90_400), text: "1 m 30 s"),
        Rounded(value: .seconds(3_661), text: "1 h 1 m 1 s"),
        Rounded(value: .zero, text: "0 s"),
        Rounded(value: .microseconds(-1_234_567), text: "-1.23 s"),
    ])
    func `a rounded duration keeps three digits`(_ rounded: Rounded) {
        #expect(DurationText.rounded(rounded.value) == rounded.text)
    }

    @Test func `seconds keep their places`() {
        #expect(DurationText.seconds(.milliseconds(120)) == "0.12 s")
        #expect(DurationText.seconds(.milliseconds(125), places: 2) == "0.13 s")
        #expect(DurationText.seconds(.milliseconds(95_000), places: 1) == "95.0 s")
        #expect(DurationText.seconds(.milliseconds(1_500), places: 0) == "2 s")
        #expect(DurationText.seconds(.milliseconds(-120), places: 2) == "-0.12 s")
        #expect(DurationText.seconds(.milliseconds(-1), places: 2) == "0.00 s")
    }
}
