import Exposition
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct PrometheusAPITests {
    /// Runs `body` with a client of a server that answers everything with `step`.
    private func with<Result: Sendable>(
        _ step: ServerStep, path: String = "",
        _ configuration: PrometheusAPI.Configuration = .init(),
        _ body: (PrometheusAPI, [RecordedRequest].Getter) async throws -> Result
    ) async throws -> Result {
        try await withScriptedServer([.forever([.awaitRequest, step])]) { server in
            let url = try ServerURL(server.url + path)
            return try await TelemetryClient.withClient { client in
                let api = PrometheusAPI(url: url, client: client, configuration: configuration)
                return try await body(api, [RecordedRequest].Getter { server.requests })
            }
        }
    }

    /// The error of a query that is answered with `step`.
    private func failure(
        _ step: ServerStep, _ configuration: PrometheusAPI.Configuration = .init()
    ) async throws -> PrometheusError? {
        try await with(step, configuration) { api, _ in
            await #expect(throws: PrometheusError.self) { try await api.query("up") }
        }
    }

    private static func vector(_ rows: String, _ rest: String = "") -> ServerStep {
        .response(
            200,
            body:
                #"{"status":"success","data":{"resultType":"vector","result":[\#(rows)]}\#(rest)}"#
        )
    }

    // MARK: - What is asked

    @Test func `token, tenant and the URL's own query go with every request`() async throws {
        let configuration = PrometheusAPI.Configuration(
            token: BearerToken("t0ken"),
            headers: [try RequestHeader(name: "X-Scope-OrgID", value: "team-a")],
            evaluationTimeout: .milliseconds(2500))
        try await with(Self.vector(""), path: "/prometheus/api/v1?key=k", configuration) {
            api, requests in
            _ = try await api.query("up{a=\"b c\"}", at: 1_700_000_000.5)
            let request = try #require(requests.value.first)
            #expect(request.method == "GET")
            #expect(
                request.target == "/prometheus/api/v1/query?key=k&query=up%7Ba%3D%22b%20c%22%7D"
                    + "&time=1700000000.5&timeout=2.5")
            #expect(request.header("Authorization") == "Bearer t0ken")
            #expect(request.header("X-Scope-OrgID") == "team-a")
        }
    }

    @Test func `a long query is posted as a form, and its URL keeps only its own query`()
        async throws
    {
        let query = "up{a=\"" + String(repeating: "é&", count: 500) + "\"}"
        try await with(Self.vector(""), path: "?key=k") { api, requests in
            _ = try await api.query(query, at: 1)
            let request = try #require(requests.value.first)
            #expect(request.method == "POST")
            #expect(request.target == "/api/v1/query?key=k")
            #expect(request.header("Content-Type") == "application/x-www-form-urlencoded")
            #expect(request.bodyText.hasPrefix("query=up%7Ba%3D%22%C3%A9%26%C3%A9%26"))
            #expect(request.bodyText.hasSuffix("%22%7D&time=1"))
        }
    }

    @Test func `label values, series and metadata ask their paths`() async throws {
        let empty = ServerStep.response(200, body: #"{"status":"success","data":[]}"#)
        try await with(empty) { api, requests in
            _ = try await api.labelValues(of: "model/name", matching: ["a", "b"], in: 1...2.25)
            _ = try await api.series(matching: ["up"])
            _ = try await api.labelNames()
            #expect(
                requests.value.map(\.target) == [
                    "/api/v1/label/model%2Fname/values?match%5B%5D=a&match%5B%5D=b&start=1&end=2.25",
                    "/api/v1/series?match%5B%5D=up", "/api/v1/labels",
                ])
        }
    }

    @Test func `raw samples ask for a millisecond more and leave out what is outside`()
        async throws
    {
        let body = """
            {"status":"success","data":{"resultType":"matrix","result":[
            {"metric":{"__name__":"g"},"values":[[9.999,"0"],[10,"1"],[15,"2"]]},
            {"metric":{"__name__":"h"},"values":[[9.999,"0"]]}]}}
            """
        try await with(.response(200, body: body)) { api, requests in
            let answer = try await api.rawSamples("g", from: 10, to: 15)
            #expect(answer.value.map(\.name) == ["g"])
            #expect(answer.value.flatMap(\.samples).map(\.value) == [1, 2])
            #expect(requests.value.map(\.target) == ["/api/v1/query?query=g%5B5001ms%5D&time=15"])
        }
    }

    struct TimeCase: Sendable {
        let step: Duration
        let text: String
    }

    @Test(arguments: [
        TimeCase(step: .seconds(15), text: "15"),
        TimeCase(step: .milliseconds(1), text: "0.001"),
        TimeCase(step: .nanoseconds(1_500_000_001), text: "1.500000001"),
        TimeCase(step: .milliseconds(100), text: "0.1"),
    ])
    func `steps are exact decimal seconds`(time: TimeCase) async throws {
        let body = #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#
        try await with(.response(200, body: body)) { api, requests in
            _ = try await api.queryRange("up", from: 0.1, to: 1_700_000_000.125, step: time.step)
            #expect(
                requests.value.map(\.target) == [
                    "/api/v1/query_range?query=up&start=0.1&end=1700000000.125&step=\(time.text)"
                ])
        }
    }

    @Test func `impossible times are refused before any request`() async throws {
        try await with(Self.vector("")) { api, requests in
            await #expect(throws: PrometheusError.self) { try await api.query("up", at: .nan) }
            await #expect(throws: PrometheusError.self) { try await api.query("up", at: 1e300) }
            await #expect(throws: PrometheusError.self) {
                try await api.queryRange("up", from: 2, to: 1, step: .seconds(1))
            }
            await #expect(throws: PrometheusError.self) {
                try await api.queryRange("up", from: 1, to: 2, step: .zero)
            }
            await #expect(throws: PrometheusError.self) {
                try await api.rawSamples("up", from: 2, to: 1)
            }
            #expect(requests.value.isEmpty)
        }
    }

    // MARK: - What is answered

    @Test func `every type of result is read, with exact values`() async throws {
        let rows = #"""
            {"metric":{"__name__":"up","b":"2","a":"1"},"value":[1700000000.123,"0.1"]},
            {"metric":{},"value":[1,"NaN"]},{"metric":{"a":"+"},"value":[1,"+Inf"]},
            {"metric":{"a":"-"},"value":[1,"-Inf"]},{"metric":{"a":"e"},"value":[1,"5e-324"]}
            """#
        let series = try await with(Self.vector(rows)) { api, _ in
            try #require(try await api.query("up").value.series)
        }
        #expect(series.count == 5)
        #expect(
            series[0]
                == PrometheusSeries(
                    name: "up",
                    labels: [Label(name: "a", value: "1"), Label(name: "b", value: "2")],
                    samples: [PrometheusSample(timeSeconds: 1_700_000_000.123, value: 0.1)]))
        #expect(series[1].name == nil)
        #expect(series[1].samples.first?.value.isNaN == true)
        #expect(
            series[2...].map { $0.samples.first?.value }
                == [.infinity, -.infinity, .leastNonzeroMagnitude])

        func value(_ type: String, _ result: String) async throws -> PrometheusValue {
            let body =
                #"{"status":"success","data":{"resultType":"\#(type)","result":\#(result)}}"#
            return try await with(.response(200, body: body)) { api, _ in
                try await api.query("x").value
            }
        }
        let scalar = try await value("scalar", #"[2.5,"3"]"#)
        #expect(scalar == .scalar(PrometheusSample(timeSeconds: 2.5, value: 3)))
        let string = try await value("string", #"[2.5,"NaN"]"#)
        #expect(string == .string("NaN", timeSeconds: 2.5))
        let nothing = try await value("vector", "null")
        #expect(nothing == .vector([]))
    }

    struct PartialCase: Sendable {
        let rest: String
        let isPartial: Bool
        let warnings: [String]
    }

    @Test(arguments: [
        PartialCase(rest: "", isPartial: false, warnings: []),
        PartialCase(
            rest: #","isPartial":true"#, isPartial: true,
            warnings: ["the server says that its answer is partial"]),
        PartialCase(rest: #","isPartial":false"#, isPartial: false, warnings: []),
        PartialCase(
            rest: #","warnings":["receive series from Addr: store-1: unavailable"]"#,
            isPartial: true, warnings: ["receive series from Addr: store-1: unavailable"]),
        PartialCase(
            rest: #","warnings":["PromQL warning: bucket label le is missing"]"#,
            isPartial: false, warnings: ["PromQL warning: bucket label le is missing"]),
    ])
    func `a partial answer is never silent`(partial: PartialCase) async throws {
        try await with(Self.vector("", partial.rest)) { api, _ in
            let answer = try await api.query("up")
            #expect(answer.isPartial == partial.isPartial)
            #expect(answer.warnings == partial.warnings)
        }
    }

    @Test func `native histograms are left out and told`() async throws {
        let rows = #"{"metric":{"__name__":"h"},"histogram":[1,{"count":"3","sum":"1"}]}"#
        try await with(Self.vector(rows)) { api, _ in
            let answer = try await api.query("h")
            #expect(answer.value == .vector([]))
            #expect(answer.warnings.first?.contains("1 series hold native histograms") == true)
            #expect(!answer.isPartial)
        }
    }

    @Test func `build and metadata are read`() async throws {
        let build =
            #"{"status":"success","data":{"application":"Grafana Mimir","version":"2.14.0"}}"#
        try await with(.response(200, body: build)) { api, _ in
            let answer = try await api.buildInfo()
            #expect(
                answer.value == PrometheusBuild(version: "2.14.0", application: "Grafana Mimir"))
        }
        let metadata = """
            {"status":"success","data":{"up":[{"type":"gauge","help":"Up.","unit":""}],
            "c_total":[{"type":"counter"}]}}
            """
        try await with(.response(200, body: metadata)) { api, requests in
            let answer = try await api.metadata(of: "up")
            #expect(answer.value["up"] == [PrometheusMetadata(type: "gauge", help: "Up.")])
            #expect(answer.value["c_total"] == [PrometheusMetadata(type: "counter")])
            #expect(requests.value.map(\.target) == ["/api/v1/metadata?metric=up"])
        }
    }

    // MARK: - What goes wrong

    @Test func `a refusal is in the server's own words, without the token`() async throws {
        let body =
            #"{"status":"error","errorType":"bad_data","error":"parse error near t0ken-abc"}"#
        let configuration = PrometheusAPI.Configuration(token: BearerToken("t0ken-abc"))
        for status in [200, 400, 422, 503] {
            let error = try await failure(.response(status, body: body), configuration)
            guard case .api(_, status, "bad_data", let message)? = error else {
                Issue.record("\(status): \(String(describing: error))")
                continue
            }
            #expect(message == "parse error near <token>")
        }
    }

    @Test func `a secret in a header does not come back in an error`() async throws {
        let header = try RequestHeader(name: "Authorization", value: "Basic c2VjcmV0")
        let error = try await failure(
            .response(401, body: "who is Basic c2VjcmV0?", contentType: "text/plain"),
            .init(headers: [header]))
        #expect("\(String(describing: error))".contains("c2VjcmV0") == false)
        #expect(error?.description.contains("who is <Authorization>?") == true)
        #expect(error?.hint?.contains("X-Scope-OrgID") == true)
    }

    @Test func `pages, text, other JSON and nothing are told apart`() async throws {
        let page = try await failure(
            .response(200, body: "<!DOCTYPE html><title>Grafana</title>", contentType: "text/html"))
        guard case .html? = page else {
            Issue.record("\(String(describing: page))")
            return
        }
        #expect(page?.hint?.contains("/api/v1/query") == true)
        guard case .notJSON? = try await failure(.response(200, body: "ok")) else {
            Issue.record("text was not recognised")
            return
        }
        for body in [
            #"{"object":"list","data":[]}"#, #"[{"iter":1}]"#, #"{"status":"success"}"#,
            #"{"status":"success","data":{"resultType":"matrix"}}"#,
            #"{"status":"success","data":{"resultType":"tensor","result":[]}}"#,
            #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{}}]}}"#,
            #"{"status":"success","data":{"resultType":"scalar","result":[1,"one"]}}"#,
        ] {
            switch try await failure(.response(200, body: body)) {
            case .unexpectedShape?, .notJSON?: break
            case let error: Issue.record("\(body): \(String(describing: error))")
            }
        }
        guard case .empty? = try await failure(.response(200, body: "")) else {
            Issue.record("an empty body was not recognised")
            return
        }
    }

    @Test func `a status without the API's body keeps its status`() async throws {
        let missing = try await failure(
            .response(404, body: "404 page not found", contentType: "text/plain"))
        #expect(missing?.description.hasSuffix("answered 404: 404 page not found") == true)
        #expect(missing?.hint?.contains("/prometheus") == true)
        let login = try await failure(
            .response(403, body: "<html>Sign in</html>", contentType: "text/html"))
        #expect(login?.description.hasSuffix("answered 403: a web page") == true)
        let moved = try await failure(
            .response(302, body: "", headers: [("Location", "https://login.example/")]))
        guard case .request(.redirect(_, 302, "https://login.example/"))? = moved else {
            Issue.record("\(String(describing: moved))")
            return
        }
    }

    @Test func `an expression of another type than needed is named`() async throws {
        let error = try await with(Self.vector("")) { api, _ in
            await #expect(throws: PrometheusError.self) {
                try await api.rawSamples("rate(x[5m])", from: 0, to: 1)
            }
        }
        guard case .unexpectedType(_, "vector", "matrix")? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a body over the limit is refused`() async throws {
        let rows = #"{"metric":{"a":"\#(String(repeating: "x", count: 5000))"},"value":[1,"1"]}"#
        try await withScriptedServer([.forever([.awaitRequest, Self.vector(rows)])]) { server in
            let url = try ServerURL(server.url)
            try await TelemetryClient.withClient(.init(bodyBytesMax: 4096)) { client in
                let api = PrometheusAPI(url: url, client: client)
                let error = await #expect(throws: PrometheusError.self) {
                    try await api.query("up")
                }
                guard case .request(.bodyTooLarge(_, 4096))? = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test func `a server of a trusted authority is asked over TLS`() async throws {
        try await TestIdentity.withAuthorityFile { file in
            try await withScriptedServer(
                [.forever([.awaitRequest, Self.vector("")])], tls: .localhost
            ) { server in
                let url = try ServerURL("https://localhost:\(server.port)")
                let value = try await TelemetryClient.withClient(
                    .init(certificateAuthorityFile: file)
                ) { client in
                    try await PrometheusAPI(url: url, client: client).query("up").value
                }
                #expect(value == .vector([]))
            }
        }
    }
}

extension [RecordedRequest] {
    /// Reads the requests that a server has seen so far.
    struct Getter: Sendable {
        let read: @Sendable () -> [RecordedRequest]
        var value: [RecordedRequest] { read() }
    }
}
