package import NIOCore
import AsyncHTTPClient
import NIOHTTP1
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The HTTP client for every call that is not a measured request.
///
/// One request per call: bounded in time and size, certificates verified, redirects reported
/// and never followed. Tokens and further headers are given per call, so that
/// they go to the server they are meant for.
/// Safe to use from several tasks.
package struct TelemetryClient: Sendable {
    /// What holds for every request of a client.
    package struct Configuration: Sendable {
        /// The limit from the start of a call to the last byte of its answer.
        package var timeout: Duration
        package var bodyBytesMax: Int
        /// A PEM file of the authorities to trust instead of the system's.
        package var certificateAuthorityFile: String?

        package init(
            timeout: Duration = .seconds(10), bodyBytesMax: Int = 16 * 1024 * 1024,
            certificateAuthorityFile: String? = nil
        ) {
            self.timeout = timeout
            self.bodyBytesMax = bodyBytesMax
            self.certificateAuthorityFile = certificateAuthorityFile
        }
    }

    private let client: HTTPClient
    private let configuration: Configuration
    private let timer: any Clock<Duration>

    /// Runs `body` with a client and closes its connections afterwards.
    ///
    /// - Parameters:
    ///   - configuration: limits and trust.
    ///   - eventLoopGroup: where its connections run; the process-wide group when nil.
    ///   - timer: measures the time limit.
    ///   - body: uses the client; the client is dead once it returns or throws.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, or `TelemetryError.certificateAuthorities`.
    package static func withClient<Result: Sendable>(
        _ configuration: Configuration = Configuration(),
        eventLoopGroup: (any EventLoopGroup)? = nil,
        timer: any Clock<Duration> = ContinuousClock(),
        _ body: (TelemetryClient) async throws -> Result
    ) async throws -> Result {
        let settings = try httpConfiguration(configuration)
        return try await HTTPClient.withHTTPClient(
            eventLoopGroup: eventLoopGroup ?? HTTPClient.defaultEventLoopGroup,
            configuration: settings
        ) { http in
            try await body(
                TelemetryClient(client: http, configuration: configuration, timer: timer))
        }
    }

    /// Reads a URL.
    ///
    /// - Parameters:
    ///   - url: what to read.
    ///   - token: sent as `Authorization: Bearer`.
    ///   - headers: sent as well.
    ///   - accept: the `Accept` header.
    ///   - timeout: a limit for this call instead of the configuration's.
    /// - Returns: the answer, if its status is in 200...299.
    /// - Throws: `TelemetryError` for everything else.
    package func get(
        _ url: ServerURL, token: BearerToken? = nil, headers: [RequestHeader] = [],
        accept: String = "*/*", timeout: Duration? = nil
    ) async throws(TelemetryError) -> TelemetryResponse {
        try await send(
            TelemetryRequest(
                url: url, token: token, headers: headers, accept: accept, timeout: timeout))
    }

    /// Makes a request: a POST when it has a form, else a GET.
    ///
    /// - Returns: the answer, if its status is in 200...299, or from 400 on where the request says so.
    /// - Throws: `TelemetryError` for everything else.
    func send(_ request: TelemetryRequest) async throws(TelemetryError) -> TelemetryResponse {
        let wire = try wireRequest(request)
        let limit = request.timeout ?? configuration.timeout
        return try await withLimit(limit, of: request.url) { () async throws(TelemetryError) in
            try await receive(wire, for: request, limit: limit)
        }
    }

    // MARK: - One request

    private func wireRequest(
        _ request: TelemetryRequest
    ) throws(TelemetryError) -> HTTPClientRequest {
        var wire = HTTPClientRequest(url: request.url.requestText)
        wire.headers.add(name: "Accept", value: request.accept)
        wire.headers.add(name: "User-Agent", value: "firstlight")
        for header in request.headers { wire.headers.add(name: header.name, value: header.value) }
        if let token = request.token {
            guard let authorization = token.authorization else { throw .invalidToken }
            wire.headers.replaceOrAdd(name: "Authorization", value: authorization)
        }
        if !request.form.isEmpty {
            wire.method = .POST
            wire.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            wire.body = .bytes(ByteBuffer(string: FormParameter.encode(request.form)))
        }
        return wire
    }

    private func receive(
        _ wire: HTTPClientRequest, for request: TelemetryRequest, limit: Duration
    ) async throws(TelemetryError) -> TelemetryResponse {
        let url = request.url
        do {
            let response = try await client.execute(wire, timeout: TimeAmount(limit))
            let status = Int(response.status.code)
            if (300..<400).contains(status) {
                let location = response.headers.first(name: "Location")
                throw TelemetryError.redirect(
                    url: url, status: status, location: location.map { request.shown($0) })
            }
            let body = try await collect(response, from: url)
            guard (200..<300).contains(status) || (request.keepsErrorAnswers && status >= 400)
            else {
                let text = String(decoding: body.prefix(4096), as: UTF8.self)
                throw TelemetryError.status(url: url, code: status, excerpt: request.shown(text))
            }
            return TelemetryResponse(
                url: url, status: status, contentType: response.headers.first(name: "Content-Type"),
                server: response.headers.first(name: "Server"), body: body)
        } catch {
            throw TelemetryError(error, url: url, limit: limit)
        }
    }

    private func collect(
        _ response: HTTPClientResponse, from url: ServerURL
    ) async throws -> [UInt8] {
        if let encoding = response.headers.first(name: "Content-Encoding"),
            encoding.lowercased() != "identity"
        {
            throw TelemetryError.encodedBody(url: url, encoding: encoding)
        }
        let tooLarge = TelemetryError.bodyTooLarge(
            url: url, limitBytes: configuration.bodyBytesMax)
        if let declared = response.headers.first(name: "Content-Length").flatMap({ Int($0) }),
            declared > configuration.bodyBytesMax
        {
            throw tooLarge
        }
        var body: [UInt8] = []
        for try await part in response.body {
            guard part.readableBytes <= configuration.bodyBytesMax - body.count else {
                throw tooLarge
            }
            body.append(contentsOf: part.readableBytesView)
        }
        return body
    }

    // MARK: - The time limit

    private enum Race {
        case answered(Swift.Result<TelemetryResponse, TelemetryError>)
        case timeIsUp
        case cancelled
    }

    /// Runs `operation` until it ends or the limit is over, whichever comes first.
    private func withLimit(
        _ limit: Duration, of url: ServerURL,
        _ operation: @escaping @Sendable () async throws(TelemetryError) -> TelemetryResponse
    ) async throws(TelemetryError) -> TelemetryResponse {
        let timer = timer
        let first = await withTaskGroup(of: Race.self) { group in
            group.addTask {
                do throws(TelemetryError) {
                    return .answered(.success(try await operation()))
                } catch {
                    return .answered(.failure(error))
                }
            }
            group.addTask {
                do {
                    try await timer.sleep(for: limit)
                    return .timeIsUp
                } catch {
                    return .cancelled
                }
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? .cancelled
        }
        switch first {
        case .answered(let result): return try result.get()
        case .timeIsUp: throw .timeout(url: url, after: limit)
        case .cancelled: throw .cancelled
        }
    }

    // MARK: - Configuration

    private static func httpConfiguration(
        _ configuration: Configuration
    ) throws(TelemetryError) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let file = configuration.certificateAuthorityFile {
            tls.trustRoots = .certificates(try certificates(in: file))
        }
        var settings = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(configuration.timeout)))
        // A refused connection is an answer, not something to try again until the time is up.
        settings.connectionPool.retryConnectionEstablishment = false
        // Engines close idle connections after 5 s (uvicorn, llama.cpp); be first, so that no
        // request is sent into a connection that is being closed.
        settings.connectionPool.idleTimeout = .seconds(2)
        return settings
    }

    /// Why a file gave no certificates, in words of our own: those of the library are its names.
    private static func reason(_ file: String) -> String {
        var facts = stat()
        guard stat(file, &facts) == 0, access(file, R_OK) == 0 else {
            return String(cString: strerror(errno))
        }
        return facts.st_mode & S_IFMT == S_IFDIR
            ? "it is a folder" : "it holds no certificate in PEM form that can be read"
    }

    private static func certificates(
        in file: String
    ) throws(TelemetryError) -> [NIOSSLCertificate] {
        do {
            let found = try NIOSSLCertificate.fromPEMFile(file)
            guard !found.isEmpty else {
                throw TelemetryError.certificateAuthorities(
                    file: file, problem: "it holds no certificate in PEM form")
            }
            return found
        } catch let error as TelemetryError {
            throw error
        } catch {
            throw .certificateAuthorities(file: file, problem: reason(file))
        }
    }
}
