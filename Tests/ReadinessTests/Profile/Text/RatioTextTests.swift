import Readiness
import Testing

@Suite struct RatioTextTests {
    struct Accepted: Sendable, CustomTestStringConvertible {
        let text: String
        let value: Double
        let compact: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Accepted(text: "95%", value: 0.95, compact: "95%"),
        Accepted(text: "95 %", value: 0.95, compact: "95%"),
        Accepted(text: "0.95", value: 0.95, compact: "95%"),
        Accepted(text: ".95", value: 0.95, compact: "95%"),
        Accepted(text: "99.9%", value: 0.999, compact: "99.9%"),
        Accepted(text: "0.999", value: 0.999, compact: "99.9%"),
        Accepted(text: "0.07%", value: 0.0007, compact: "0.07%"),
        Accepted(text: "1", value: 1, compact: "100%"),
        Accepted(text: "100%", value: 1, compact: "100%"),
        Accepted(text: "0", value: 0, compact: "0%"),
        Accepted(text: "0.001%", value: 0.00001, compact: "0.001%"),
    ])
    func `a share is read exactly and written back`(_ accepted: Accepted) throws {
        let value = try RatioText.parse(accepted.text).double
        #expect(value == accepted.value)
        #expect(RatioText.compact(value) == accepted.compact)
        #expect(try RatioText.parse(RatioText.exact(value)).double == value)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let text: String
        let message: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Refused(text: "", message: "a share is missing; write one such as 95% or 0.95"),
        Refused(text: "95", message: "\"95\" has no unit; write 95% or 0.95"),
        Refused(text: "1.5", message: "\"1.5\" has no unit; write 1.5% or 0.015"),
        Refused(text: "950", message: "\"950\" is above 100 %; write a share such as 95% or 0.95"),
        Refused(text: "101%", message: "\"101%\" is above 100 %; a share lies between 0% and 100%"),
        Refused(text: "-5%", message: "\"-5%\" is negative; a share lies between 0% and 100%"),
        Refused(text: "most", message: "\"most\" is not a share; write one such as 95% or 0.95"),
        Refused(text: "%", message: "\"%\" is not a share; write one such as 95% or 0.95"),
        Refused(text: "5ms", message: "\"5ms\" is not a share; write one such as 95% or 0.95"),
    ])
    func `anything else is refused with the way out`(_ refused: Refused) {
        let error = #expect(throws: RatioTextError.self) { try RatioText.parse(refused.text) }
        #expect(error?.description == refused.message)
    }
}
