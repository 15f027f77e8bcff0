import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many files and sockets this process may have open at once.
///
/// A process that runs out of them would blame the endpoint for connections it never made.
enum OpenFileLimit {
    /// The limit; `nil` when the system does not tell.
    static var current: Int? { read().map { Int(clamping: $0.rlim_cur) } }

    /// Raises the limit as far as it goes without asking anybody.
    static func raise() {
        guard var limit = read(), limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(resource, &limit)
    }

    /// Makes sure that so many connections can be open at once.
    ///
    /// - Parameter connections: The most sockets that the measurement itself has open.
    /// - Throws: `UsageError` that says how many there may be.
    static func require(connections: Int) throws(UsageError) {
        guard let current else { return }
        // Event loops, results, standard streams: 26 to 32 were seen on two processors.
        let needed = 32 + 4 * ProcessInfo.processInfo.activeProcessorCount + connections
        guard current < needed else { return }
        throw UsageError(
            "this process may have \(current) files open at once and needs about \(needed); raise "
                + "the limit with ulimit -n \(needed), or lower --concurrency")
    }

    private static func read() -> rlimit? {
        var limit = rlimit()
        return getrlimit(resource, &limit) == 0 ? limit : nil
    }

    #if canImport(Glibc)
        private static var resource: __rlimit_resource_t {
            __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        }
    #else
        private static var resource: Int32 { RLIMIT_NOFILE }
    #endif
}
