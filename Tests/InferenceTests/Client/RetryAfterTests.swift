import Testing

@testable import Inference

@Suite struct RetryAfterTests {
    /// Sunday, 6 November 1994, 08:49:37 GMT: the example of RFC 9110.
    private static let example = 784_111_777

    @Test(arguments: [
        ("0", Duration.zero), ("1", .seconds(1)), ("120", .seconds(120)), (" 5", .seconds(5)),
        ("1.5", .milliseconds(1500)), ("999999999", .seconds(366 * 86_400)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", .seconds(10)),
        ("Sun, 06 Nov 1994 08:50:27 GMT", .seconds(60)),
        ("Sun, 06 Nov 1994 08:49:00 GMT", .zero),
        ("Mon, 07 Nov 1994 08:49:37 GMT", .seconds(86_410)),
        ("Thu, 01 Dec 1994 00:00:00 GMT", .seconds(2_128_233)),
        ("Sat, 01 Jan 2000 00:00:00 GMT", .seconds(366 * 86_400)),
    ])
    func `a delay is read`(_ value: String, _ delay: Duration) {
        #expect(RetryAfter.parse(value, nowUnixSeconds: Self.example - 10) == delay)
    }

    @Test(arguments: [
        ("Thu, 29 Feb 1996 00:00:00 GMT", 825_552_000),
        ("Fri, 01 Mar 1996 00:00:00 GMT", 825_638_400),
        ("Wed, 01 Mar 1995 00:00:00 GMT", 794_016_000),
        ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
        ("Thu, 01 Jan 1970 00:00:01 GMT", 1), ("Tue, 19 Jan 2038 03:14:08 GMT", 2_147_483_648),
    ])
    func `a date is the second it names`(_ value: String, _ second: Int) {
        #expect(RetryAfter.parse(value, nowUnixSeconds: second - 1) == .seconds(1))
        #expect(RetryAfter.parse(value, nowUnixSeconds: second) == .zero)
    }

    @Test(arguments: [
        "", "x", "-1", "+1", "1e3", "inf", "nan", "0x10", "1 2", ".", "1..2",
        "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 12345 08:49:37 GMT", "Sun, 06 Nov 1994 9223372036854775807:49:37 GMT",
    ])
    func `anything else is no delay`(_ value: String) {
        #expect(RetryAfter.parse(value, nowUnixSeconds: Self.example) == nil)
    }
}
