import Exposition
import Telemetry
import Testing

@Suite(
    .enabled(if: Store.areThere, "no servers; run scripts/test-prometheus"),
    .timeLimit(.minutes(1)))
struct PrometheusAPITests {
    private static let start = 1_700_000_000.0
    private static let range = start...(start + 60)

    private static func gauge(_ name: String) -> String {
        selector("demo_gauge", name)
    }

    private static func selector(_ metric: String, _ name: String) -> String {
        let escaped = name.flatMap { $0 == "\\" || $0 == "\"" ? ["\\", $0] : [$0] }
        return "\(metric){name=\"\(String(escaped))\"}"
    }

    @Test(arguments: Store.allCases)
    func `a vector has exact values, names and sorted labels`(store: Store) async throws {
        let answer = try await store.with { api in
            try await api.query("demo_requests_total", at: Self.start + 30.5)
        }
        let series = try #require(answer.value.series).sorted { "\($0)" < "\($1)" }
        #expect(answer.value.typeName == "vector")
        #expect(series.map(\.name) == ["demo_requests_total", "demo_requests_total"])
        #expect(series.map { $0.label("reason") } == ["length", "stop"])
        #expect(series.map { $0.labels.map(\.name) } == [["job", "reason"], ["job", "reason"]])
        #expect(series.map { $0.samples.map(\.value) } == [[2], [30]])
        #expect(series[0].samples[0].timeSeconds == Self.start + 30.5)
        #expect(answer.warnings.isEmpty)
        #expect(!answer.isPartial)
    }

    @Test(arguments: Store.allCases)
    func `extreme values and infinities come through exactly`(store: Store) async throws {
        let answer = try await store.with { api in
            try await api.rawSamples("demo_gauge", from: Self.start, to: Self.start)
        }
        var values: [String: Double] = [:]
        for series in answer.value {
            values[series.label("name") ?? ""] = series.samples.first?.value
        }
        #expect(values["plain"] == 0.1)
        #expect(values["above"] == .infinity)
        #expect(values["below"] == -.infinity)
        // VictoriaMetrics keeps decimals of limited length, which is its choice, not ours.
        if store == .prometheus {
            #expect(values["tiny"] == .leastNonzeroMagnitude)
            #expect(values["huge"] == .greatestFiniteMagnitude)
        }
    }

    @Test func `Prometheus tells NaN from nothing`() async throws {
        try await Store.prometheus.with { api in
            let answer = try await api.rawSamples(
                "demo_missing", from: Self.start, to: Self.start + 10)
            let values = answer.value.flatMap(\.samples).map(\.value)
            #expect(values.count == 2)
            #expect(values.first?.isNaN == true)
            #expect(values.last == 4)
            guard case .scalar(let sample) = try await api.query("0/0", at: Self.start).value else {
                Issue.record("no scalar")
                return
            }
            #expect(sample.value.isNaN)
            #expect(sample.timeSeconds == Self.start)
        }
    }

    @Test func `VictoriaMetrics answers a scalar as a series without labels`() async throws {
        try await Store.victoriametrics.with { api in
            let series = try await api.query("1+1", at: Self.start).value.series
            #expect(
                series == [
                    PrometheusSeries(
                        name: nil, labels: [],
                        samples: [PrometheusSample(timeSeconds: Self.start, value: 2)])
                ])
        }
    }

    @Test func `Prometheus answers a string with its time`() async throws {
        try await Store.prometheus.with { api in
            let value = try await api.query("\"a \\\"b\\\" é\"", at: Self.start + 0.25).value
            #expect(value == .string("a \"b\" é", timeSeconds: Self.start + 0.25))
        }
    }

    @Test(arguments: Store.allCases)
    func `label values with quotes and other scripts go both ways`(store: Store) async throws {
        let name = "quote \" backslash \\ brace } hash # é 模型"
        try await store.with { api in
            let answer = try await api.query(Self.gauge(name), at: Self.start)
            #expect(answer.value.series?.map(\.labels) == [[Label(name: "name", value: name)]])
            #expect(answer.value.series?.first?.samples.map(\.value) == [7])
            let values = try await api.labelValues(of: "name", in: Self.range)
            #expect(values.value.contains(name))
        }
    }

    @Test(arguments: Store.allCases)
    func `raw samples keep both ends of the range and their milliseconds`(
        store: Store
    ) async throws {
        try await store.with { api in
            let all = try await api.rawSamples(
                "demo_late", from: Self.start + 0.123, to: Self.start + 2.789)
            #expect(
                all.value.flatMap(\.samples) == [
                    PrometheusSample(timeSeconds: 1_700_000_000.123, value: 1),
                    PrometheusSample(timeSeconds: 1_700_000_001.456, value: 2),
                    PrometheusSample(timeSeconds: 1_700_000_002.789, value: 3),
                ])
            let middle = try await api.rawSamples(
                "demo_late", from: Self.start + 0.124, to: Self.start + 2.788)
            #expect(middle.value.flatMap(\.samples).map(\.value) == [2])
        }
    }

    @Test(arguments: Store.allCases)
    func `a range is evaluated at its steps`(store: Store) async throws {
        let answer = try await store.with { api in
            try await api.queryRange(
                "demo_requests_total{reason=\"stop\"}", from: Self.start, to: Self.start + 45,
                step: .seconds(15))
        }
        #expect(
            answer.value.flatMap(\.samples)
                == (0..<4).map {
                    PrometheusSample(
                        timeSeconds: Self.start + Double($0) * 15, value: Double($0) * 15)
                })
    }

    @Test(arguments: Store.allCases)
    func `nothing selected is an empty answer, not an error`(store: Store) async throws {
        try await store.with { api in
            let vector = try await api.query("no_such_metric", at: Self.start)
            #expect(vector.value == .vector([]))
            let raw = try await api.rawSamples(
                "no_such_metric", from: Self.start, to: Self.start + 60)
            #expect(raw.value.isEmpty)
            let series = try await api.series(matching: ["no_such_metric"])
            #expect(series.value.isEmpty)
        }
    }

    @Test(arguments: Store.allCases)
    func `labels, values and series are listed`(store: Store) async throws {
        try await store.with { api in
            let names = try await api.labelNames(in: Self.range).value
            #expect(Set(names).isSuperset(of: ["__name__", "job", "name", "reason"]))
            let selected = try await api.labelNames(
                matching: ["demo_requests_total"], in: Self.range)
            #expect(Set(selected.value) == ["__name__", "job", "reason"])
            let metrics = try await api.labelValues(of: "__name__", in: Self.range).value
            #expect(
                Set(metrics).isSuperset(of: [
                    "demo_gauge", "demo_late", "demo_requests_total",
                ]))
            let series = try await api.series(
                matching: ["demo_late", "demo_requests_total{reason=\"stop\"}"], in: Self.range)
            #expect(Set(series.value.map(\.name)) == ["demo_late", "demo_requests_total"])
            #expect(series.value.contains { $0.label("reason") == "stop" })
        }
    }

    @Test(arguments: Store.allCases)
    func `a long query is posted`(store: Store) async throws {
        let names = (0..<400).map { "name-that-is-not-there-\($0)" } + ["plain"]
        let query = "demo_gauge{name=~\"\(names.joined(separator: "|"))\"}"
        let answer = try await store.with { api in try await api.query(query, at: Self.start) }
        #expect(answer.value.series?.map { $0.label("name") } == ["plain"])
    }

    @Test func `Prometheus says where a query is wrong`() async throws {
        try await Store.prometheus.with { api in
            let error = await #expect(throws: PrometheusError.self) {
                try await api.query("rate(demo_requests_total[5x])")
            }
            guard case .api(_, 400, "bad_data", let message)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(message.contains("1:26: parse error"))
        }
    }

    @Test func `VictoriaMetrics says where a query is wrong`() async throws {
        try await Store.victoriametrics.with { api in
            let error = await #expect(throws: PrometheusError.self) {
                try await api.query("rate(demo_requests_total[5x")
            }
            guard case .api(_, 422, _, let message)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(message.contains("error when executing query"))
        }
    }

    @Test func `Prometheus tells its release, VictoriaMetrics does not`() async throws {
        try await Store.prometheus.with { api in
            let build = try await api.buildInfo().value
            #expect(build.version?.isEmpty == false)
            // Types come from scrapes; series that were loaded have none.
            let metadata = try await api.metadata().value
            #expect(metadata.isEmpty)
        }
        try await Store.victoriametrics.with { api in
            let build = try await api.buildInfo().value
            #expect(build.version == nil)
            let metadata = try await api.metadata(of: "up").value
            #expect(metadata.isEmpty)
        }
    }

    @Test(arguments: Store.allCases)
    func `a wrong path prefix is an error with a hint`(store: Store) async throws {
        let url = try ServerURL(try #require(store.url) + "/nowhere/else")
        try await TelemetryClient.withClient { client in
            let api = PrometheusAPI(url: url, client: client)
            let error = await #expect(throws: PrometheusError.self) { try await api.query("up") }
            guard case .request(.status)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
