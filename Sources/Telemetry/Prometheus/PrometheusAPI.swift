#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A client of the query API that Prometheus, VictoriaMetrics, Thanos and Mimir share.
///
/// Every call is one request, bounded in time and size by the `TelemetryClient` it runs on. Requests
/// are GETs while they are short, and posted forms when they are long: gateways that allow reading
/// only often refuse POST, and servers refuse long URLs.
package struct PrometheusAPI: Sendable {
    /// What goes with every request.
    package struct Configuration: Sendable {
        /// Sent as `Authorization: Bearer`.
        package var token: BearerToken?
        /// Such as `X-Scope-OrgID` for Mimir.
        package var headers: [RequestHeader]
        /// How long the server may evaluate a query; its own limit when nil.
        package var evaluationTimeout: Duration?
        /// A limit for each request instead of the client's.
        package var requestTimeout: Duration?

        package init(
            token: BearerToken? = nil, headers: [RequestHeader] = [],
            evaluationTimeout: Duration? = nil, requestTimeout: Duration? = nil
        ) {
            self.token = token
            self.headers = headers
            self.evaluationTimeout = evaluationTimeout
            self.requestTimeout = requestTimeout
        }
    }

    /// The URL below which `/api/v1` lies, with its path prefix.
    package let url: ServerURL
    let configuration: Configuration
    private let client: TelemetryClient

    /// - Parameters:
    ///   - url: where the server is, with its path prefix, such as `http://mimir:8080/prometheus`;
    ///     a trailing `/api/v1` is left out. A query, as some gateways want one, goes with every
    ///     request.
    ///   - client: makes the requests; its trust and limits hold.
    ///   - configuration: what goes with every request.
    package init(
        url: ServerURL, client: TelemetryClient, configuration: Configuration = Configuration()
    ) {
        self.url = url.dropping("/api/v1")
        self.client = client
        self.configuration = configuration
    }

    // MARK: - One request

    /// Longer parameters are posted: servers and proxies refuse request lines from 4 to 8 KiB on.
    private static let queryStringBytesMax = 2048

    /// Asks a path and decodes its data.
    ///
    /// - Parameters:
    ///   - path: below `/api/v1`, with a leading slash.
    ///   - parameters: sent in the URL, or as a form when they are long and `posts` allows it.
    ///   - posts: whether the path reads forms.
    ///   - type: what the data decodes to.
    /// - Returns: the data.
    /// - Throws: `PrometheusError`.
    func ask<Content: Decodable & Sendable>(
        _ path: String, _ parameters: [FormParameter] = [], posts: Bool,
        for type: Content.Type
    ) async throws(PrometheusError) -> PrometheusAnswer<Content> {
        let isLong = FormParameter.encode(parameters).utf8.count > Self.queryStringBytesMax
        let isPosted = posts && isLong
        var request = TelemetryRequest(
            url: url.appending("/api/v1" + path, parameters: isPosted ? [] : parameters))
        request.form = isPosted ? parameters : []
        request.token = configuration.token
        request.headers = configuration.headers
        request.accept = "application/json"
        request.timeout = configuration.requestTimeout
        request.keepsErrorAnswers = true
        let response: TelemetryResponse
        do throws(TelemetryError) {
            response = try await client.send(request)
        } catch {
            throw .request(error)
        }
        return try Self.answer(in: response, to: request)
    }

    /// The data in an answer of any status.
    static func answer<Content: Decodable & Sendable>(
        in response: TelemetryResponse, to request: TelemetryRequest
    ) throws(PrometheusError) -> PrometheusAnswer<Content> {
        let isSuccess = (200..<300).contains(response.status)
        let envelope: PrometheusEnvelope<Content>
        do throws(ProbeFailure) {
            envelope = try AnswerDecoder.decode(
                PrometheusEnvelope<Content>.self, from: response.body)
        } catch {
            guard isSuccess else {
                let text = String(decoding: response.body.prefix(4096), as: UTF8.self)
                let excerpt = error == .html ? "a web page" : request.shown(text)
                throw .request(
                    .status(url: response.url, code: response.status, excerpt: excerpt))
            }
            throw PrometheusError(error, url: response.url)
        }
        guard isSuccess, envelope.status == "success" else {
            // Errors quote the query, which may be long; the end says what is wrong.
            let message = request.shown(envelope.error ?? "", limit: 2000)
            throw .api(
                url: response.url, status: response.status, type: envelope.errorType ?? "",
                message: message)
        }
        guard let content = envelope.content else {
            throw .unexpectedShape(url: response.url, reason: "data is missing")
        }
        return PrometheusAnswer(
            content, warnings: (envelope.warnings ?? []).map { request.shown($0, limit: 2000) },
            isDeclaredPartial: envelope.isPartial ?? false)
    }
}

extension PrometheusError {
    /// What a body that could not be decoded means here.
    fileprivate init(_ failure: ProbeFailure, url: ServerURL) {
        self =
            switch failure {
            case .html: .html(url: url)
            case .empty: .empty(url: url)
            case .notJSON(let reason): .notJSON(url: url, reason: reason)
            case .unexpectedShape(let reason): .unexpectedShape(url: url, reason: reason)
            default: .unexpectedShape(url: url, reason: failure.description)
            }
    }
}
