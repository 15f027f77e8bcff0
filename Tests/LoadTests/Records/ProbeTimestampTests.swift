import Foundation
import Load
import Testing

@Suite struct ProbeTimestampTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var seconds: Double?
        var testDescription: String { text }

        init(_ text: String, _ seconds: Double?) {
            self.text = text
            self.seconds = seconds
        }
    }

    static let cases: [Case] = [
        Case("1970-01-01T00:00:00Z", 0),
        Case("1970-01-01T00:00:00.250Z", 0.25),
        Case("1969-12-31T23:59:59.5Z", -0.5),
        Case("2000-02-29T12:00:00Z", 951_825_600),
        Case("2026-11-21T03:15:00Z", 1_795_230_900),
        Case("2026-11-21T04:15:00+01:00", 1_795_230_900),
        Case("2026-11-20T21:45:00-0530", 1_795_230_900),
        Case("2026-11-21T04:15:00+01", 1_795_230_900),
        Case("2026-11-21 03:15:00", 1_795_230_900),
        Case("2026-11-21t03:15:00z", 1_795_230_900),
        // Go writes nanoseconds, Python microseconds, some a comma.
        Case("2026-11-21T03:15:00.123456789Z", 1_795_230_900.123456789),
        Case("2026-11-21T03:15:00.500000", 1_795_230_900.5),
        Case("2026-11-21T03:15:00,5Z", 1_795_230_900.5),
        // A leap second is the next one.
        Case("2016-12-31T23:59:60Z", 1_483_228_800),
        Case("9999-12-31T23:59:59Z", 253_402_300_799),
        Case("0001-01-01T00:00:00Z", -62_135_596_800),
        Case("", nil), Case("now", nil), Case("2026-11-21", nil), Case("1795230900", nil),
        Case("2026-13-01T00:00:00Z", nil), Case("2026-00-01T00:00:00Z", nil),
        Case("2026-02-29T00:00:00Z", nil), Case("1900-02-29T00:00:00Z", nil),
        Case("2026-11-31T00:00:00Z", nil), Case("2026-11-21T24:00:00Z", nil),
        Case("2026-11-21T03:60:00Z", nil), Case("2026-11-21T03:15:61Z", nil),
        Case("2026-11-21T03:15:00.Z", nil), Case("2026-11-21T03:15:00Zulu", nil),
        Case("2026-11-21T03:15:00+1", nil), Case("2026-11-21T03:15:00+24:00", nil),
        Case("2026-11-21T03:15:00+01:60", nil), Case("-026-11-21T03:15:00Z", nil),
        Case("0000-01-01T00:00:00Z", nil), Case("2026-11-21T03:15Z", nil),
    ]

    @Test(arguments: cases) func `a text is its moment, or none`(test: Case) {
        let found = ProbeTimestamp.date(test.text)?.timeIntervalSince1970
        guard let expected = test.seconds else {
            #expect(found == nil)
            return
        }
        #expect(abs((found ?? .nan) - expected) < 1e-5)
    }

    @Test(arguments: 0..<1000) func `a written moment reads back to the millisecond`(seed: Int) {
        let milliseconds = seed &* 7_919_333_331 &- 2_000_000_000_000
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let text = ProbeTimestamp.text(date)
        #expect(text.utf8.count == 24)
        let back = ProbeTimestamp.date(text)
        #expect(back.map { Int(($0.timeIntervalSince1970 * 1000).rounded()) } == milliseconds)
        #expect(back.map(ProbeTimestamp.text) == text)
    }

    @Test func `the calendar agrees with Foundation's`() {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        // Foundation's is the Julian one before October 1582; RFC 3339 knows the Gregorian only.
        for day in stride(from: -141_000, through: 400_000, by: 97) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            #expect(ProbeTimestamp.text(date) == date.formatted(style))
        }
    }

    @Test func `moments are rounded, and those out of range moved to its ends`() {
        func text(_ seconds: Double) -> String {
            ProbeTimestamp.text(Date(timeIntervalSince1970: seconds))
        }
        #expect(text(0.2496) == "1970-01-01T00:00:00.250Z")
        #expect(text(59.9996) == "1970-01-01T00:01:00.000Z")
        #expect(text(1e18) == "9999-12-31T23:59:59.999Z")
        #expect(text(-1e18) == "0001-01-01T00:00:00.000Z")
    }
}
