#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the process must settle about its three standard streams before it does anything else.
package enum StandardStreams {
    /// Makes sure that the three streams are open, and that a reader who leaves ends nothing.
    ///
    /// A stream that the caller closed is replaced by `/dev/null`: else the next file or socket
    /// would get its number, and a report meant for standard output would be written into it.
    /// `SIGPIPE` is ignored, so that `firstlight probe ... | head` sees a failed write and ends
    /// quietly.
    package static func prepare() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free number is taken, which is this one.
            _ = open("/dev/null", O_RDWR)
        }
        signal(SIGPIPE, SIG_IGN)
    }
}
