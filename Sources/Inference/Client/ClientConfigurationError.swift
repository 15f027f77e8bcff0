/// Why a measuring client cannot be made.
package enum ClientConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The certificate authority file cannot be read or holds no certificate.
    case certificateAuthorities(file: String, reason: String)

    /// TLS cannot be set up.
    case tls(String)

    /// A header's name or value holds characters that HTTP does not allow.
    ///
    /// The value is not told: it may be a secret.
    case header(name: String)

    /// A header that the client itself must write, such as `Content-Length`.
    case reservedHeader(name: String)

    package var description: String {
        switch self {
        case .certificateAuthorities(let file, let reason):
            "the certificate authority file \(file) cannot be used: \(reason); "
                + "expected PEM certificates"
        case .tls(let reason): "TLS cannot be set up: \(reason)"
        case .header(let name):
            "the header \"\(name)\" holds characters that HTTP does not allow "
                + "(line breaks or control characters)"
        case .reservedHeader(let name):
            "the header \"\(name)\" is written by the client itself; leave it out"
        }
    }
}
