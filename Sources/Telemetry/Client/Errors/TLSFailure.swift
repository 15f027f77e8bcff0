/// Why a TLS connection did not come about.
package enum TLSFailure: Sendable, Hashable, CustomStringConvertible {
    /// No trusted authority vouches for the certificate, or it has expired.
    case untrustedCertificate
    /// The certificate is for other names than the one asked for.
    case nameMismatch
    /// The server does not speak TLS on this port.
    case notTLS
    /// Anything else, in the library's words.
    case handshake(String)

    package var description: String {
        switch self {
        case .untrustedCertificate: "the server's certificate is not trusted or has expired"
        case .nameMismatch: "the server's certificate is for another name"
        case .notTLS: "the server does not speak TLS on this port"
        case .handshake(let reason): "the handshake failed: \(reason)"
        }
    }
}
