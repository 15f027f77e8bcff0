import NIOCore
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Tells the errors of sockets and of TLS apart.
enum ConnectionErrorClassifier {
    /// The outcome of a connection attempt that failed.
    ///
    /// - Parameters:
    ///   - error: What the attempt failed with.
    ///   - address: What it tried to reach.
    /// - Returns: Refused, timed out or unreachable, with the address in words.
    static func connectOutcome(_ error: any Error, address: SocketAddress) -> Outcome {
        let place = placeText(address)
        // The TLS handler refuses some host names before anything is sent.
        if error is NIOSSLExtraError || error is NIOSSLError { return tlsOutcome(error) }
        if let error = error as? IOError {
            switch error.errnoCode {
            case ECONNREFUSED: return .connectFailed(.refused, place)
            case ETIMEDOUT: return .connectFailed(.timeout, place)
            default:
                let reason = String(cString: strerror(error.errnoCode))
                return .connectFailed(.unreachable, "\(place): \(reason)")
            }
        }
        if case .some(.connectTimeout) = error as? ChannelError {
            return .connectFailed(.timeout, place)
        }
        return .connectFailed(.unreachable, "\(place): \(error)")
    }

    /// The outcome of a TLS handshake that failed.
    ///
    /// - Parameter error: What the handshake failed with.
    /// - Returns: Certificate, host name or handshake, with the reason in words.
    static func tlsOutcome(_ error: any Error) -> Outcome {
        if let error = error as? NIOSSLExtraError {
            if error == .failedToValidateHostname {
                return .tlsFailed(.hostname, "the certificate is for another host name")
            }
            return .tlsFailed(.handshake, "\(error)")
        }
        let words = "\(error)"
        if words.contains("CERTIFICATE_VERIFY_FAILED") {
            return .tlsFailed(
                .certificate,
                "the certificate does not verify (unknown issuer, self-signed or out of date)")
        }
        if words.contains("WRONG_VERSION_NUMBER") {
            return .tlsFailed(.handshake, "the peer does not speak TLS on this port")
        }
        if isUncleanShutdown(error) || words.contains("uncleanShutdown") {
            return .tlsFailed(.handshake, "the peer closed the connection during the handshake")
        }
        return .tlsFailed(.handshake, words)
    }

    /// Whether a TLS peer just closed the socket without saying goodbye.
    ///
    /// - Parameter error: The error.
    /// - Returns: True for an unclean shutdown.
    static func isUncleanShutdown(_ error: any Error) -> Bool {
        if case .some(.uncleanShutdown) = error as? NIOSSLError { return true }
        return false
    }

    private static func placeText(_ address: SocketAddress) -> String {
        guard let ip = address.ipAddress, let port = address.port else { return "\(address)" }
        return ip.contains(":") ? "[\(ip)]:\(port)" : "\(ip):\(port)"
    }
}
