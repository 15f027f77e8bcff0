import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a server cannot listen at its address, and the way out.
package enum ListenFailure: Error, Sendable, Equatable {
    /// Another program listens there.
    case taken
    /// The port is one that only the superuser may take.
    case forbidden
    /// No interface of this machine has the address.
    case foreignAddress
    /// The host's name does not resolve.
    case unknownHost
    /// Anything else; the system's reason.
    case other(String)

    /// The reason behind what was thrown; `nil` when it is not about the address.
    init?(_ error: any Error) {
        switch error {
        case is SocketAddressError.UnknownHost: self = .unknownHost
        case let error as IOError:
            self =
                switch error.errnoCode {
                case EADDRINUSE: .taken
                case EACCES, EPERM: .forbidden
                case EADDRNOTAVAIL: .foreignAddress
                default: .other(String(cString: strerror(error.errnoCode)))
                }
        default: return nil
        }
    }
}

extension ListenFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .taken:
            "another program listens there; stop it, or take another port (0 takes a free one)"
        case .forbidden:
            "this user may not listen on that port; take one from 1024 on (0 takes a free one)"
        case .foreignAddress:
            "no network interface of this machine has that address; take 127.0.0.1, or 0.0.0.0 "
                + "for all of them"
        case .unknownHost:
            "the host name does not resolve; take an address such as 127.0.0.1"
        case .other(let reason): reason
        }
    }
}
