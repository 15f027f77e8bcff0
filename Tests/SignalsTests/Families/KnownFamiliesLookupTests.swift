import Exposition
import Signals
import Testing

@Suite struct KnownFamiliesLookupTests {
    struct Name: CustomTestStringConvertible {
        var sample: String
        var family: String?
        var role: SeriesRole = .value
        var testDescription: String { sample }
    }

    @Test(arguments: [
        Name(sample: "vllm:num_requests_running", family: "vllm:num_requests_running"),
        Name(
            sample: "vllm:time_to_first_token_seconds_bucket",
            family: "vllm:time_to_first_token_seconds", role: .bucket),
        Name(
            sample: "vllm:iteration_tokens_total_sum", family: "vllm:iteration_tokens_total",
            role: .sum),
        Name(sample: "vllm:iteration_tokens_total", family: nil),
        Name(sample: "vllm:time_to_first_token_seconds", family: nil),
        Name(sample: "vllm:num_requests_running_bucket", family: nil),
        Name(
            sample: "vllm:prompt_tokens_created", family: "vllm:prompt_tokens_total",
            role: .created),
        Name(
            sample: "vllm:e2e_request_latency_seconds_created",
            family: "vllm:e2e_request_latency_seconds", role: .created),
        Name(sample: "tgi_request_count", family: "tgi_request_count"),
        Name(sample: "tgi_request_duration_count", family: "tgi_request_duration", role: .count),
        Name(sample: "http_request_size_bytes_sum", family: "http_request_size_bytes", role: .sum),
        Name(
            sample: "ray_vllm_time_to_first_token_seconds_bucket",
            family: "ray_vllm_time_to_first_token_seconds", role: .bucket),
        Name(sample: "my_app_requests_total", family: nil),
    ])
    func `a sample's name leads to its family`(name: Name) {
        let found = KnownFamilies.series(named: name.sample)
        #expect(found.first?.family.name == name.family)
        #expect(name.family == nil || found.first?.role == name.role)
    }

    @Test func `buckets carry le and nothing else does`() throws {
        let bucket = try #require(
            KnownFamilies.series(named: "sglang:queue_time_seconds_bucket").first)
        #expect(bucket.family.labels(of: bucket.role).contains("le"))
        #expect(bucket.isCumulative)
        let gauge = try #require(KnownFamilies.series(named: "sglang:token_usage").first)
        #expect(!gauge.family.labels(of: gauge.role).contains("le"))
        #expect(!gauge.isCumulative)
    }

    @Test func `a name may belong to an engine and to a router`() {
        let exporters = KnownFamilies.series(named: "vllm:num_requests_running")
            .map(\.family.exporter)
        #expect(exporters == [.vllm, .stackRouter])
        #expect(
            KnownFamilies.series(named: "vllm:request_latency_seconds_bucket")
                .map(\.family.exporter) == [.stackRouter])
    }

    struct Misspelling: CustomTestStringConvertible {
        var sample: String
        var exporter: Exporter
        var nearest: String?
        var testDescription: String { sample }
    }

    @Test(arguments: [
        Misspelling(
            sample: "vllm:num_request_running", exporter: .vllm,
            nearest: "vllm:num_requests_running"),
        Misspelling(
            sample: "vllm:kv_cache_usage_prec", exporter: .vllm,
            nearest: "vllm:kv_cache_usage_perc"),
        Misspelling(
            sample: "sglang:num_runing_reqs", exporter: .sglang,
            nearest: "sglang:num_running_reqs"),
        Misspelling(
            sample: "vllm:time_to_first_token_second_bucket", exporter: .vllm,
            nearest: "vllm:time_to_first_token_seconds_bucket"),
        Misspelling(
            sample: "vllm:num_preemptions", exporter: .vllm, nearest: "vllm:num_preemptions_total"),
        Misspelling(
            sample: "vllm:num_requests_running_total", exporter: .vllm,
            nearest: "vllm:num_requests_running"),
        Misspelling(sample: "vllm:something_else_entirely", exporter: .vllm, nearest: nil),
    ])
    func `the nearest name is found within its exporter`(name: Misspelling) {
        #expect(KnownFamilies.nearest(to: name.sample, of: name.exporter) == name.nearest)
    }

    @Test func `an invented name is known with a histogram's suffix too`() {
        #expect(KnownFamilies.invented(named: "llm_ttft_seconds_bucket") != nil)
        #expect(KnownFamilies.invented(named: "tgi_request_duration_seconds_sum") != nil)
        #expect(KnownFamilies.invented(named: "llm_custom_total") == nil)
    }

    @Test(arguments: [
        ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abcd", 1), ("kitten", "sitting", 3),
        ("", "ab", 2),
    ])
    func `the distance counts edits`(left: String, right: String, distance: Int) {
        #expect(EditDistance.between(left, right, limit: 5) == distance)
        #expect(EditDistance.between(right, left, limit: 5) == distance)
        #expect(EditDistance.between(left, right, limit: distance - 1) == nil)
    }
}
