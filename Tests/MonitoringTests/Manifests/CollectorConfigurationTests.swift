import Monitoring
import Signals
import Testing
import Yams

@Suite struct CollectorConfigurationTests {
    /// Components of the contrib distribution.
    private static let known: [String: Set<String>] = [
        "receivers": ["otlp"],
        "processors": ["memory_limiter", "tail_sampling", "batch"],
        "connectors": ["spanmetrics"],
        "exporters": ["otlp", "prometheus"],
        "extensions": ["health_check"],
    ]

    private static let policies: Set<String> = [
        "always_sample", "latency", "numeric_attribute", "probabilistic", "status_code",
        "string_attribute", "rate_limiting", "and", "composite", "ottl_condition",
    ]

    @Test func `pipelines use what is configured, and nothing is configured for nobody`() throws {
        for output in try GeneratedOutput.all() {
            let root = try #require(try output.documents("otel/collector.yaml").first)
            var defined: [String: Set<String>] = [:]
            for (section, kinds) in Self.known {
                let names = (root[section]?.mapping ?? [:]).compactMap(\.key.string)
                defined[section] = Set(names)
                for name in names {
                    #expect(kinds.contains(String(name.prefix { $0 != "/" })), "\(name)")
                }
            }
            let connectors = defined["connectors"] ?? []
            var used: [String: Set<String>] = ["extensions": []]
            for (_, pipeline) in root.at("service.pipelines")?.mapping ?? [:] {
                for role in ["receivers", "processors", "exporters"] {
                    used[role, default: []].formUnion(pipeline[role]?.texts ?? [])
                }
            }
            used["extensions"] = Set(root.at("service.extensions")?.texts ?? [])
            for role in ["receivers", "exporters"] {
                #expect(used[role]?.subtracting(connectors) == defined[role])
                #expect(used[role]?.isSuperset(of: connectors) == true)
            }
            #expect(used["processors"] == defined["processors"])
            #expect(used["extensions"] == defined["extensions"])
        }
    }

    @Test func `errors and slow requests are kept, of the rest a tenth`() throws {
        let output = try GeneratedOutput(.vllm, profile: GeneratedOutput.profile)
        let root = try #require(try output.documents("otel/collector.yaml").first)
        let policies = root.at("processors.tail_sampling.policies")?.items ?? []
        for policy in policies {
            let type = try #require(policy["type"]?.string)
            #expect(Self.policies.contains(type))
            #expect(policy[type] != nil)
        }
        #expect(
            policies.first { $0["type"]?.string == "latency" }?.at("latency.threshold_ms")?.int
                == 12_000)
        #expect(
            policies.first { $0["type"]?.string == "status_code" }?
                .at("status_code.status_codes")?.texts == ["ERROR"])
        let share = policies.first { $0["type"]?.string == "probabilistic" }?
            .at("probabilistic.sampling_percentage")?.int
        #expect(share == 10)
        let condition = policies.first { $0["type"]?.string == "ottl_condition" }?
            .at("ottl_condition.span.0")?.string
        #expect(condition == "attributes[\"gen_ai.latency.time_to_first_token\"] > 0.3")
        // A slow request ends before its trace is judged.
        #expect(root.at("processors.tail_sampling.decision_wait")?.string == "30s")
    }
}
