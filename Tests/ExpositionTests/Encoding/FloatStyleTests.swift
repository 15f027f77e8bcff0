import Exposition
import Testing

/// A number and its two spellings, from `repr()` with the Python client's rule and from `strconv`.
struct FloatSpelling: Sendable, CustomTestStringConvertible {
    let value: Double
    let python: String
    let go: String

    var testDescription: String { python }
}

@Suite struct FloatStyleTests {
    static let spellings: [FloatSpelling] = [
        FloatSpelling(value: 0, python: "0.0", go: "0"),
        FloatSpelling(value: -0.0, python: "-0.0", go: "-0"),
        FloatSpelling(value: 5, python: "5.0", go: "5"),
        FloatSpelling(value: 2.5, python: "2.5", go: "2.5"),
        FloatSpelling(value: 0.3, python: "0.3", go: "0.3"),
        FloatSpelling(value: 0.0001, python: "0.0001", go: "0.0001"),
        FloatSpelling(value: 0.00001, python: "1e-05", go: "1e-05"),
        FloatSpelling(value: 0.000012345, python: "1.2345e-05", go: "1.2345e-05"),
        FloatSpelling(value: 250_000, python: "250000.0", go: "250000"),
        FloatSpelling(value: 999_999.5, python: "999999.5", go: "999999.5"),
        FloatSpelling(value: 1_000_000, python: "1e+06", go: "1e+06"),
        FloatSpelling(value: 1_234_567.25, python: "1.23456725e+06", go: "1.23456725e+06"),
        FloatSpelling(value: -1_234_567.25, python: "-1234567.25", go: "-1.23456725e+06"),
        FloatSpelling(value: 1_865_523_200, python: "1.8655232e+09", go: "1.8655232e+09"),
        FloatSpelling(value: 12_345_678_901, python: "1.2345678901e+010", go: "1.2345678901e+10"),
        FloatSpelling(value: 1.5e16, python: "1.5e+16", go: "1.5e+16"),
        FloatSpelling(value: 1e22, python: "1e+22", go: "1e+22"),
        FloatSpelling(value: -1e15, python: "-1000000000000000.0", go: "-1e+15"),
        FloatSpelling(value: .leastNonzeroMagnitude, python: "5e-324", go: "5e-324"),
        FloatSpelling(value: .infinity, python: "+Inf", go: "+Inf"),
        FloatSpelling(value: -.infinity, python: "-Inf", go: "-Inf"),
        FloatSpelling(value: .nan, python: "NaN", go: "NaN"),
    ]

    @Test(arguments: spellings)
    func `a number is spelled as the exporter spells it`(spelling: FloatSpelling) {
        #expect(FloatStyle.python.text(spelling.value) == spelling.python)
        #expect(FloatStyle.go.text(spelling.value) == spelling.go)
    }
}
