#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What this process has used of the machine.
struct ProcessUsage {
    /// Processor time in user and system mode, in seconds.
    var processorSeconds: Double

    /// The most memory resident so far, in megabytes.
    var peakMegabytes: Double

    /// Context switches so far.
    var switches: Int

    /// The use up to now.
    static var now: ProcessUsage {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        func seconds(_ time: timeval) -> Double {
            Double(time.tv_sec) + Double(time.tv_usec) / 1e6
        }
        #if os(Linux)
            let bytes = Double(usage.ru_maxrss) * 1024
        #else
            let bytes = Double(usage.ru_maxrss)
        #endif
        return ProcessUsage(
            processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peakMegabytes: bytes / 1e6, switches: Int(usage.ru_nvcsw + usage.ru_nivcsw))
    }
}
