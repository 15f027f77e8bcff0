package import Readiness

/// The live limits as gauges, for the textfile collector of the node exporter or any scraper:
/// panels and alerts divide by them instead of by typed-in numbers.
///
/// The text is OpenMetrics, and Prometheus' older text format too: `# EOF` is a comment there.
/// Values are those of a whole instance, summed over its data-parallel engines where they add up.
package enum LimitsOpenMetrics {
    /// Renders a report.
    ///
    /// - Parameter report: What was found.
    /// - Returns: One family for each limit that is known, ended by `# EOF`; limits of which only a
    ///   lower bound is known are left out.
    package static func render(_ report: LimitsReport) -> String {
        var text = ""
        for kind in LimitKind.allCases {
            let readings = report.published.filter { $0.kind == kind }
            guard !readings.isEmpty else { continue }
            let name = "firstlight_engine_limit_" + suffix(kind)
            text += "# HELP \(name) \(help(kind))\n# TYPE \(name) gauge\n"
            for reading in readings {
                let labels = labels(of: reading, report).map { "\($0)=\"\(escaped($1))\"" }
                text += "\(name){\(labels.joined(separator: ","))} \(number(reading.value))\n"
            }
        }
        return text + "# EOF\n"
    }

    private static func labels(
        of reading: LimitReading, _ report: LimitsReport
    ) -> [(String, String)] {
        [
            ("model_name", report.model ?? ""),
            ("instance", instance(reading.replica ?? report.url ?? report.name)),
            ("source", reading.origin.rawValue),
        ]
    }

    /// Host and port of a URL, as Prometheus labels its targets.
    private static func instance(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let authority = String(url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" })
        let host = authority.hasPrefix("[") ? authority.drop { $0 != "]" } : authority[...]
        guard !host.contains(":") else { return authority }
        return authority + (url.hasPrefix("https") ? ":443" : ":80")
    }

    private static func suffix(_ kind: LimitKind) -> String {
        switch kind {
        case .runningRequests: "slots"
        case .kvCacheTokens: "kv_cache_tokens"
        case .contextTokens: "max_model_len"
        case .fullLengthRequests: "full_length_requests"
        case .batchedTokens: "batch_tokens"
        case .admittedRequests: "admitted_requests"
        case .kvCacheBlocks: "kv_cache_blocks"
        case .kvBlockTokens: "kv_block_tokens"
        }
    }

    private static func help(_ kind: LimitKind) -> String {
        switch kind {
        case .runningRequests: "Requests that the instance executes at the same time."
        case .kvCacheTokens: "Tokens that the KV caches of the instance hold."
        case .contextTokens: "Longest sequence in tokens."
        case .fullLengthRequests: "Requests of the longest length that the KV caches hold at once."
        case .batchedTokens: "Tokens that one step of the instance's engines computes."
        case .admittedRequests: "Requests that the instance lets in, running or waiting."
        case .kvCacheBlocks: "Blocks of the KV caches of the instance."
        case .kvBlockTokens: "Tokens in a block of the KV cache."
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacingScalars { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: SafeText.isReadable(scalar) ? nil : "\u{FFFD}"
            }
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
