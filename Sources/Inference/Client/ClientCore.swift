import NIOCore
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What all requests of one client share.
final class ClientCore: Sendable {
    /// Endpoint, wire API, limits and connection mode.
    let configuration: ClientConfiguration

    /// Where everything happens.
    let eventLoop: any EventLoop

    /// Runs tasks where everything happens.
    let executor: EventLoopExecutor

    /// TLS settings; `nil` for plain HTTP.
    let tls: NIOSSLContext?

    /// Makes connections' transports.
    let dialer: any Dialer

    /// The idle connections; touched on the event loop only.
    let idle: NIOLoopBoundBox<IdleConnections>

    /// Looks after the limits of the requests under way; touched on the event loop only.
    let watch: NIOLoopBoundBox<LimitWatch>

    /// What every request for a stream begins with, up to the value of the content length.
    let streamedOpening: [UInt8]

    /// What every request for a whole answer begins with.
    let wholeOpening: [UInt8]

    /// Headers of a response that may name the replica that answered, in lower case.
    let replicaHeaders: [String]

    /// Takes the endpoint's secrets out of what a server says.
    let secrets: SecretFilter

    init(
        configuration: ClientConfiguration, eventLoop: any EventLoop
    ) throws(ClientConfigurationError) {
        self.configuration = configuration
        self.eventLoop = eventLoop
        executor = EventLoopExecutor(eventLoop)
        streamedOpening = try RequestHeaders.opening(of: configuration, isStreamed: true)
        wholeOpening = try RequestHeaders.opening(of: configuration, isStreamed: false)
        replicaHeaders = configuration.replicaHeaders.map { $0.lowercased() }
        secrets = SecretFilter(configuration.endpoint.secrets)
        tls = try ClientCore.context(for: configuration.endpoint)
        dialer = ClientCore.dialer(for: configuration.endpoint, tls: tls, on: eventLoop)
        idle = .makeBoxSendingValue(IdleConnections(), eventLoop: eventLoop)
        watch = NIOLoopBoundBox.makeBoxSendingValue(
            LimitWatch(eventLoop: eventLoop), eventLoop: eventLoop)
    }

    /// Sockets of the loop's own where it has them, channels elsewhere and wherever there is TLS.
    private static func dialer(
        for endpoint: Endpoint, tls: NIOSSLContext?, on eventLoop: any EventLoop
    ) -> any Dialer {
        #if os(Linux)
            if tls == nil, let loop = eventLoop as? ReactorLoop { return SocketDialer(loop: loop) }
        #endif
        let isLiteral = (try? SocketAddress(ipAddress: endpoint.host, port: 0)) != nil
        return ChannelDialer(
            eventLoop: eventLoop, tls: tls, serverName: isLiteral ? nil : endpoint.host)
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

    private static func context(
        for endpoint: Endpoint
    ) throws(ClientConfigurationError) -> NIOSSLContext? {
        guard endpoint.isSecure else { return nil }
        var settings = TLSConfiguration.makeClientConfiguration()
        settings.applicationProtocols = ["http/1.1"]
        if let file = endpoint.certificateAuthorityFile {
            do {
                let certificates = try NIOSSLCertificate.fromPEMFile(file)
                guard !certificates.isEmpty else {
                    throw ClientConfigurationError.certificateAuthorities(
                        file: file, reason: "it holds no certificate")
                }
                settings.trustRoots = .certificates(certificates)
            } catch let error as ClientConfigurationError {
                throw error
            } catch {
                throw .certificateAuthorities(file: file, reason: reason(file))
            }
        }
        do {
            return try NIOSSLContext(configuration: settings)
        } catch {
            throw .tls("\(error)")
        }
    }

    /// Now seconds since 1970, for `Retry-After` dates.
    var unixSecondsNow: Int { time(nil) }
}

extension ClientCore: CustomReflectable {
    /// A mirror with the endpoint alone: the openings hold the key.
    var customMirror: Mirror { Mirror(self, children: ["endpoint": configuration.endpoint]) }
}
