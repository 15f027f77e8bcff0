// Source: the documentation of Prometheus 2.42, "Query functions"; each signature is compared with
// promtool 2.42 by the tests.
extension PromQLFunction {
    /// Every function of Prometheus 2.42, sorted by name.
    package static let all: [PromQLFunction] =
        (ofVectors + ofRanges + ofHistograms + ofDates + ofScalars + ofLabels)
        .sorted { $0.name < $1.name }

    static let table: [String: PromQLFunction] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static let ofVectors: [PromQLFunction] =
        [
            "abs", "absent", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos",
            "cosh", "deg", "exp", "floor", "ln", "log10", "log2", "rad", "sgn", "sin", "sinh",
            "sort", "sort_desc", "sqrt", "tan", "tanh", "timestamp",
        ].map { PromQLFunction($0, .vector) } + [
            PromQLFunction("clamp", .vector, .scalar, .scalar),
            PromQLFunction("clamp_max", .vector, .scalar),
            PromQLFunction("clamp_min", .vector, .scalar),
            PromQLFunction("round", .vector, .scalar, optional: 1),
        ]

    private static let ofRanges: [PromQLFunction] =
        [
            "absent_over_time", "avg_over_time", "changes", "count_over_time", "delta", "deriv",
            "idelta", "increase", "irate", "last_over_time", "max_over_time", "min_over_time",
            "present_over_time", "rate", "resets", "stddev_over_time", "stdvar_over_time",
            "sum_over_time",
        ].map { PromQLFunction($0, .matrix) } + [
            PromQLFunction("holt_winters", .matrix, .scalar, .scalar),
            PromQLFunction("predict_linear", .matrix, .scalar),
            PromQLFunction("quantile_over_time", .scalar, .matrix),
        ]

    private static let ofHistograms = [
        PromQLFunction("histogram_count", .vector),
        PromQLFunction("histogram_fraction", .scalar, .scalar, .vector),
        PromQLFunction("histogram_quantile", .scalar, .vector),
        PromQLFunction("histogram_sum", .vector),
    ]

    /// Without an argument they take the time of evaluation.
    private static let ofDates = [
        "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month",
        "year",
    ].map { PromQLFunction($0, .vector, optional: 1) }

    private static let ofScalars = [
        PromQLFunction("pi", returns: .scalar),
        PromQLFunction("scalar", .vector, returns: .scalar),
        PromQLFunction("time", returns: .scalar),
        PromQLFunction("vector", .scalar),
    ]

    private static let ofLabels = [
        PromQLFunction("label_join", .vector, .string, .string, .string, repeating: true),
        PromQLFunction("label_replace", .vector, .string, .string, .string, .string),
    ]

    /// `optional` of the last arguments may be left out; with `repeating`, the last one may be left
    /// out or come any number of times.
    private init(
        _ name: String, _ argumentTypes: ValueType..., optional: Int = 0, repeating: Bool = false,
        returns returnType: ValueType = .vector
    ) {
        self.name = name
        self.argumentTypes = argumentTypes
        minimumArguments = argumentTypes.count - (repeating ? 1 : optional)
        maximumArguments = repeating ? nil : argumentTypes.count
        self.returnType = returnType
    }
}
