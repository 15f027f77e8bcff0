import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The processor cores that this process may use.
package enum ProcessorCores {
    /// How many there are: those of the machine, less what affinity and container limits forbid.
    package static var available: Int {
        max(1, min(System.coreCount, allowed(text("/proc/self/status")) ?? .max))
    }

    /// How many cores a process may run on, from the text of `/proc/PID/status`.
    ///
    /// The C library's own call is not visible to Swift.
    ///
    /// - Parameter status: The text.
    /// - Returns: The bits of `Cpus_allowed`, a hexadecimal mask; `nil` where there is none.
    static func allowed(_ status: String) -> Int? {
        let name = "Cpus_allowed:"
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else {
            return nil
        }
        let count = line.dropFirst(name.count).reduce(0) {
            $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount
        }
        return count > 0 ? count : nil
    }

    private static func text(_ path: String) -> String {
        #if os(Linux)
            guard let file = fopen(path, "r") else { return "" }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 16 << 10)
            let count = fread(&bytes, 1, bytes.count, file)
            return String(decoding: bytes[..<count], as: UTF8.self)
        #else
            return ""
        #endif
    }
}
