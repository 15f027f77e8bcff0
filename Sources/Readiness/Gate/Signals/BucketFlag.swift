package import Signals

/// The flag with which an engine gets histogram bounds of somebody's choice.
///
/// A list replaces the engine's own, so it has to hold every bound that is to stay.
package enum BucketFlag {
    /// The bounds of one of vLLM's families of histograms; several histograms share one.
    package static func vllmFamily(of signal: Signal) -> String? {
        switch signal {
        case .timeToFirstToken: "time_to_first_token"
        case .interTokenLatency, .timePerOutputToken: "inter_token_latency"
        case .queueTime, .prefillTime, .decodeTime, .endToEndLatency: "request_latency"
        default: nil
        }
    }

    /// SGLang's flag for a histogram.
    package static func sglangFlag(of signal: Signal) -> String? {
        switch signal {
        case .timeToFirstToken: "--bucket-time-to-first-token"
        case .interTokenLatency, .timePerOutputToken: "--bucket-inter-token-latency"
        case .endToEndLatency: "--bucket-e2e-request-latency"
        default: nil
        }
    }

    /// What names the list of bounds behind a signal, where the engine takes one.
    ///
    /// - Parameters:
    ///   - signal: The signal.
    ///   - engine: The engine.
    /// - Returns: A family of vLLM's or a flag of SGLang's; nil for other engines.
    package static func family(of signal: Signal, engine: EngineKind) -> String? {
        switch engine {
        case .vllm: vllmFamily(of: signal)
        case .sglang: sglangFlag(of: signal)
        default: nil
        }
    }

    /// The value of `--custom-histogram-buckets`.
    ///
    /// - Parameter lists: Families with their bounds in seconds, ascending.
    /// - Returns: JSON.
    package static func vllmValue(_ lists: [(family: String, bounds: [Double])]) -> String {
        let members = lists.map { list in
            "\"\(list.family)\": [\(list.bounds.map(number).joined(separator: ", "))]"
        }
        return "{\(members.joined(separator: ", "))}"
    }

    /// A bound as the shortest text that reads back to it.
    package static func number(_ bound: Double) -> String {
        FixedDecimal(shortest: bound)?.text ?? "\(bound)"
    }
}
