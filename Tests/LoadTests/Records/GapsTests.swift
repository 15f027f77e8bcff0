import Load
import Testing

@Suite struct GapsTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var gaps: [Duration]
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "none", gaps: []),
        Case(name: "zeros of one read", gaps: [.zero, .milliseconds(10), .zero]),
        Case(name: "single nanoseconds", gaps: [.nanoseconds(1), .nanoseconds(999_999_999)]),
        Case(name: "the longest of four bytes", gaps: [.nanoseconds(Int64(UInt32.max))]),
        Case(name: "one beyond it", gaps: [.nanoseconds(1), .nanoseconds(Int64(UInt32.max) + 1)]),
        Case(name: "a stall of minutes", gaps: [.seconds(300), .milliseconds(20)]),
        Case(name: "one that is negative", gaps: [.nanoseconds(-5), .nanoseconds(5)]),
    ]

    @Test(arguments: cases)
    func `whole nanoseconds come back exactly`(_ tried: Case) {
        let gaps = Gaps(tried.gaps)
        #expect(Array(gaps) == tried.gaps)
        #expect(gaps.count == tried.gaps.count)
        #expect(gaps == Gaps(nanoseconds: tried.gaps.map { Int64($0 / .nanoseconds(1)) }))
    }

    @Test func `parts of a nanosecond are rounded to the nearest`() {
        let half = Duration(secondsComponent: 0, attosecondsComponent: 1_500_000_000)
        let less = Duration(secondsComponent: 0, attosecondsComponent: 1_499_999_999)
        #expect(Array(Gaps([half, less, .zero - half])) == [2, 1, -2].map { .nanoseconds($0) })
    }

    @Test func `a time beyond all clocks is the longest there is`() {
        let gaps = Gaps([.seconds(Int64.max), .zero - .seconds(Int64.max)])
        #expect((0..<2).map(gaps.nanoseconds(at:)) == [.max, .min])
    }

    @Test func `equal gaps are equal however they are kept`() {
        #expect(Gaps([.seconds(1)]) == [.seconds(1)])
        #expect(Gaps([.seconds(1)]) != [.seconds(5)])
        #expect(Gaps([.seconds(1)]) != [.seconds(1), .seconds(1)])
    }
}
