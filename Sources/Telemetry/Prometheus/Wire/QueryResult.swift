import Exposition

/// The data of a query's answer: a type and a result of that type.
struct QueryResult: Decodable {
    let value: PrometheusValue
    /// How many series hold native histograms, whose values are not read.
    let nativeHistograms: Int

    private enum CodingKeys: String, CodingKey {
        case resultType
        case result
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let type = try fields.decode(String.self, forKey: .resultType)
        switch type {
        case "vector", "matrix":
            // Grafana's proxies and older servers write null for no result.
            let rows = try fields.decode([Row]?.self, forKey: .result) ?? []
            nativeHistograms = rows.count { $0.holdsNativeHistogram }
            let series = rows.compactMap(\.series)
            value = type == "vector" ? .vector(series) : .matrix(series)
        case "scalar":
            value = .scalar(try fields.decode(Pair.self, forKey: .result).sample)
            nativeHistograms = 0
        case "string":
            let pair = try fields.decode(Pair.self, forKey: .result)
            value = .string(pair.text, timeSeconds: pair.timeSeconds)
            nativeHistograms = 0
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .resultType, in: fields,
                debugDescription: "the result type '\(type)' is unknown")
        }
    }

    /// `[1700000000.5, "1e-07"]`: a time as a number, a value as a text.
    private struct Pair: Decodable {
        let timeSeconds: Double
        let text: String
        private let path: [any CodingKey]

        init(from decoder: any Decoder) throws {
            var parts = try decoder.unkeyedContainer()
            timeSeconds = try parts.decode(Double.self)
            text = try parts.decode(String.self)
            path = decoder.codingPath
        }

        var sample: PrometheusSample {
            get throws {
                guard let value = Double(text) else {
                    throw DecodingError.dataCorrupted(
                        .init(codingPath: path, debugDescription: "'\(text)' is not a number"))
                }
                return PrometheusSample(timeSeconds: timeSeconds, value: value)
            }
        }
    }

    private struct Row: Decodable {
        let name: String?
        let labels: [Label]
        let samples: [PrometheusSample]
        let holdsNativeHistogram: Bool

        private enum CodingKeys: String, CodingKey {
            case metric
            case value
            case values
            case histogram
            case histograms
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            var metric = try fields.decode([String: String].self, forKey: .metric)
            name = metric.removeValue(forKey: "__name__")
            labels = metric.sorted { $0.key < $1.key }.map { Label(name: $0.key, value: $0.value) }
            holdsNativeHistogram = fields.contains(.histogram) || fields.contains(.histograms)
            if let pair = try fields.decodeIfPresent(Pair.self, forKey: .value) {
                samples = [try pair.sample]
            } else if let pairs = try fields.decodeIfPresent([Pair].self, forKey: .values) {
                samples = try pairs.map { try $0.sample }
            } else if holdsNativeHistogram {
                samples = []
            } else {
                throw DecodingError.keyNotFound(
                    CodingKeys.values,
                    .init(codingPath: decoder.codingPath, debugDescription: "no values"))
            }
        }

        /// Nil when it holds nothing but native histograms.
        var series: PrometheusSeries? {
            samples.isEmpty && holdsNativeHistogram
                ? nil : PrometheusSeries(name: name, labels: labels, samples: samples)
        }
    }
}
