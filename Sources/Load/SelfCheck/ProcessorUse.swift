#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The processor time that this process has used.
package struct ProcessorUse: Sendable, Equatable {
    /// User and system time since the process began.
    package var time: Duration

    /// When it was read.
    package var instant: ContinuousClock.Instant

    /// Creates a reading.
    ///
    /// - Parameters:
    ///   - time: User and system time since the process began.
    ///   - instant: When it was read.
    package init(time: Duration, instant: ContinuousClock.Instant) {
        self.time = time
        self.instant = instant
    }

    /// Reads the present use.
    ///
    /// - Returns: Time used until now.
    package static func now() -> ProcessorUse {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return ProcessorUse(
            time: .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec)), instant: .now)
    }

    /// Processors kept busy on average since an earlier reading; 1.0 is one core.
    ///
    /// - Parameter earlier: The earlier reading.
    /// - Returns: Zero when no time has passed.
    package func coresSince(_ earlier: ProcessorUse) -> Double {
        let wall = earlier.instant.duration(to: instant)
        guard wall > .zero else { return 0 }
        return (time - earlier.time) / wall
    }
}
