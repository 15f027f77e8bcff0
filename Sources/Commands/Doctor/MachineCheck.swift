import Foundation
import Inference

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether this machine is fit to measure.
enum MachineCheck {
    /// Looks at the machine.
    ///
    /// - Parameter environment: The process's environment.
    /// - Returns: One finding for each thing looked at.
    static func findings(environment: [String: String]) -> [DoctorFinding] {
        [
            version(), processors(), openFiles(), clock(), trust(environment), results(),
            nameResolution(),
        ]
    }

    private static func version() -> DoctorFinding {
        let system = ProcessInfo.processInfo.operatingSystemVersionString
        return DoctorFinding(
            .machine, "version", .ok, "firstlight \(ToolVersion.current), \(system)")
    }

    private static func processors() -> DoctorFinding {
        let count = ProcessInfo.processInfo.activeProcessorCount
        var loads = [Double](repeating: 0, count: 3)
        guard getloadavg(&loads, 3) == 3 else {
            return DoctorFinding(.machine, "processors", .ok, "\(count) processors, load unknown")
        }
        let load = "\((loads[0] * 10).rounded() / 10)"
        let isBusy = loads[0] > Double(count)
        return DoctorFinding(
            .machine, "processors", isBusy ? .warning : .ok,
            "\(count) processors, load \(load)",
            advice: isBusy ? "the machine is busy: latencies will read high" : nil)
    }

    private static func openFiles() -> DoctorFinding {
        guard let limit = OpenFileLimit.current else {
            return DoctorFinding(.machine, "open-files", .warning, "the limit cannot be read")
        }
        let isLow = limit < 1024
        return DoctorFinding(
            .machine, "open-files", isLow ? .warning : .ok, "at most \(limit) open files",
            advice: isLow ? "raise it for many parallel requests: ulimit -n 65536" : nil)
    }

    /// The smallest step that the clock really makes.
    private static func clock() -> DoctorFinding {
        let clock = ContinuousClock()
        var smallest = Duration.seconds(1)
        for _ in 0..<1000 {
            let first = clock.now
            var second = clock.now
            while second == first { second = clock.now }
            smallest = min(smallest, first.duration(to: second))
        }
        let nanoseconds = smallest.nanoseconds
        let isCoarse = nanoseconds > 100_000
        return DoctorFinding(
            .machine, "clock", isCoarse ? .warning : .ok, "steps of \(nanoseconds) ns",
            advice: isCoarse ? "the clock is too coarse for gaps between tokens" : nil)
    }

    private static func trust(_ environment: [String: String]) -> DoctorFinding {
        let candidates = [
            environment["SSL_CERT_FILE"], "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem", "/etc/ssl/ca-bundle.pem",
        ].compactMap { $0 }
        if let found = candidates.first(where: { FileManager.default.isReadableFile(atPath: $0) }) {
            return DoctorFinding(.machine, "trust", .ok, "certificate authorities in \(found)")
        }
        return DoctorFinding(
            .machine, "trust", .warning, "no certificate authorities found",
            advice: "install ca-certificates, or name a file with --ca-file, for https endpoints")
    }

    private static func results() -> DoctorFinding {
        let folder = FileManager.default.currentDirectoryPath
        let runs = (folder as NSString).appendingPathComponent("runs")
        let place = FileManager.default.fileExists(atPath: runs) ? runs : folder
        let isWritable = FileManager.default.isWritableFile(atPath: place)
        return DoctorFinding(
            .machine, "results", isWritable ? .ok : .warning,
            isWritable ? "results go to runs/ here" : "results cannot be written here",
            advice: isWritable ? nil : "choose a folder with --output, or --no-output")
    }

    private static func nameResolution() -> DoctorFinding {
        do {
            let count = try HostResolver.addresses(host: "localhost", port: 80).count
            return DoctorFinding(
                .machine, "resolver", .ok,
                "localhost resolves to \(count) address\(count == 1 ? "" : "es")")
        } catch {
            return DoctorFinding(
                .machine, "resolver", .failed, "\(error)",
                advice: "check /etc/hosts and /etc/resolv.conf")
        }
    }
}
