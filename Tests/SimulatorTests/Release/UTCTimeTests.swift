import Testing

@testable import Simulator

@Suite struct UTCTimeTests {
    /// A moment and its text.
    struct Moment: Sendable, CustomTestStringConvertible {
        let seconds: Double
        let text: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Moment(seconds: 0, text: "1970-01-01T00:00:00Z"),
        Moment(seconds: -1, text: "1969-12-31T23:59:59Z"),
        Moment(seconds: 951_782_400, text: "2000-02-29T00:00:00Z"),
        Moment(seconds: 1_795_229_519.9, text: "2026-11-21T02:51:59Z"),
        Moment(seconds: 4_102_444_800, text: "2100-01-01T00:00:00Z"),
    ])
    func `a moment is shown as a calendar shows it`(_ moment: Moment) {
        #expect(UTCTime(unixSeconds: moment.seconds).iso == moment.text)
    }
}
