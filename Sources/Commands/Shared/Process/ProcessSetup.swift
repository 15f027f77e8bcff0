#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the process must settle with the system before it does anything else.
package enum ProcessSetup {
    /// Makes sure that the three standard streams are open, that a reader who leaves ends nothing,
    /// that many connections can be open at once, and that threads share memory.
    ///
    /// A stream that the caller closed is replaced by `/dev/null`: else the next file or socket
    /// would get its number, and a report meant for standard output would be written into it.
    /// `SIGPIPE` and `SIGXFSZ` are ignored: a reader who leaves (`firstlight probe ... | head`) and
    /// a limit on the size of files show as failed writes, which cost no verdict.
    package static func prepare() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free number is taken, which is this one.
            _ = open("/dev/null", O_RDWR)
        }
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        OpenFileLimit.raise()
        ProcessMemory.prepare()
    }
}
