import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension TelemetryError {
    /// The failure behind an error of the HTTP client, its transport or its TLS.
    ///
    /// - Parameters:
    ///   - error: what was thrown.
    ///   - url: what was asked for.
    ///   - limit: the time limit of the request.
    init(_ error: any Error, url: ServerURL, limit: Duration) {
        self =
            switch error {
            case let error as TelemetryError: error
            case is CancellationError: .cancelled
            case let error as HTTPClientError: Self.client(error, url: url, limit: limit)
            case let error as NIOConnectionError: Self.connection(error, url: url, limit: limit)
            case let error as IOError: Self.system(error, url: url)
            case ChannelError.connectTimeout: .timeout(url: url, after: limit)
            case let error as NIOSSLError: Self.tls(error, url: url)
            case let error as NIOSSLExtraError: Self.tls(error, url: url)
            case let error as BoringSSLError: .tls(url: url, failure: Self.handshake(error))
            // The stream ended inside a response that was HTTP so far.
            case HTTPParserError.invalidEOFState: .connectionClosed(url: url)
            case let error as HTTPParserError: .notHTTP(url: url, reason: "\(error)")
            case is ChannelError: .connectionClosed(url: url)
            default: .other(url: url, reason: "\(error)")
            }
    }

    private static func client(
        _ error: HTTPClientError, url: ServerURL, limit: Duration
    ) -> TelemetryError {
        switch error {
        case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
            .getConnectionFromPoolTimeout:
            .timeout(url: url, after: limit)
        case .remoteConnectionClosed: .connectionClosed(url: url)
        case .cancelled, .requestStreamCancelled: .cancelled
        // The short text never holds the values of headers.
        default: .other(url: url, reason: error.shortDescription)
        }
    }

    private static func connection(
        _ error: NIOConnectionError, url: ServerURL, limit: Duration
    ) -> TelemetryError {
        // A name often has addresses of one family only; then the other look-up failed as well.
        guard let first = error.connectionErrors.first else {
            let reason = error.dnsAError ?? error.dnsAAAAError
            return .nameNotResolved(
                host: error.host, reason: reason.map { Self.resolverReason($0) } ?? "no address")
        }
        let refused = error.connectionErrors.lazy.map(\.error).first { Self.isRefusal($0) }
        return TelemetryError(refused ?? first.error, url: url, limit: limit)
    }

    private static func resolverReason(_ error: any Error) -> String {
        guard let error = error as? SocketAddressError.UnknownHost else { return "\(error)" }
        return error.errorDescription
    }

    private static func isRefusal(_ error: any Error) -> Bool {
        (error as? IOError)?.errnoCode == ECONNREFUSED
    }

    private static func system(_ error: IOError, url: ServerURL) -> TelemetryError {
        switch error.errnoCode {
        case ECONNREFUSED: .connectionRefused(host: url.host, port: url.port)
        case ECONNRESET, EPIPE: .connectionClosed(url: url)
        default:
            .unreachable(
                host: url.host, port: url.port, reason: String(cString: strerror(error.errnoCode)))
        }
    }

    // MARK: - TLS

    private static func tls(_ error: NIOSSLError, url: ServerURL) -> TelemetryError {
        switch error {
        case .handshakeFailed(let cause): .tls(url: url, failure: handshake(cause))
        case .unableToValidateCertificate, .noCertificateToValidate:
            .tls(url: url, failure: .untrustedCertificate)
        case .uncleanShutdown: .connectionClosed(url: url)
        default: .tls(url: url, failure: .handshake("\(error)"))
        }
    }

    private static func tls(_ error: NIOSSLExtraError, url: ServerURL) -> TelemetryError {
        error == .failedToValidateHostname
            ? .tls(url: url, failure: .nameMismatch)
            : .tls(url: url, failure: .handshake("\(error)"))
    }

    /// BoringSSL's reasons come as words of its error strings only.
    private static func handshake(_ error: BoringSSLError) -> TLSFailure {
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") { return .untrustedCertificate }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") { return .notTLS }
        return .handshake(text)
    }
}
