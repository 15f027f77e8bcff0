import Testing

@testable import Simulator

@Suite struct HTTPDateTests {
    struct Moment: Sendable {
        let unixSeconds: Double
        let text: String
    }

    @Test(arguments: [
        Moment(unixSeconds: 0, text: "Thu, 01 Jan 1970 00:00:00 GMT"),
        Moment(unixSeconds: 784_111_777.9, text: "Sun, 06 Nov 1994 08:49:37 GMT"),
        Moment(unixSeconds: 951_782_400, text: "Tue, 29 Feb 2000 00:00:00 GMT"),
        Moment(unixSeconds: 1_795_229_236, text: "Sat, 21 Nov 2026 02:47:16 GMT"),
    ])
    func `times are written as in RFC 9110`(_ moment: Moment) {
        #expect(HTTPDate.text(unixSeconds: moment.unixSeconds) == moment.text)
    }
}
