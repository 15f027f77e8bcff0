/// What an expression evaluated to.
package enum PrometheusValue: Sendable, Hashable {
    /// One sample of every series.
    case vector([PrometheusSeries])
    /// Several samples of every series.
    case matrix([PrometheusSeries])
    case scalar(PrometheusSample)
    case string(String, timeSeconds: Double)

    /// The series of a vector or matrix; a scalar is a series without labels, as VictoriaMetrics
    /// answers one; nil for a string.
    package var series: [PrometheusSeries]? {
        switch self {
        case .vector(let series), .matrix(let series): series
        case .scalar(let sample): [PrometheusSeries(name: nil, labels: [], samples: [sample])]
        case .string: nil
        }
    }

    /// What the API calls this type.
    package var typeName: String {
        switch self {
        case .vector: "vector"
        case .matrix: "matrix"
        case .scalar: "scalar"
        case .string: "string"
        }
    }
}
