#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files read without Foundation, whose libraries would be a good part of the memory measured.
enum BodyFile {
    /// The bytes of a file, or nil when it cannot be read.
    static func bytes(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        guard fseek(file, 0, SEEK_END) == 0 else { return stream(file) }
        let size = ftell(file)
        rewind(file)
        guard size > 0 else { return stream(file) }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = fread(buffer.baseAddress, 1, size, file)
        }
    }

    /// Writes a file anew; false when that fails.
    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        let written = fwrite(bytes, 1, bytes.count, file)
        return fclose(file) == 0 && written == bytes.count
    }

    /// The largest resident size of this process so far, in kB, as Linux tells it.
    static func peakKilobytes() -> Int? {
        guard let status = bytes(of: "/proc/self/status") else { return nil }
        for line in String(decoding: status, as: UTF8.self).split(separator: "\n")
        where line.hasPrefix("VmHWM:") {
            return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap
            {
                Int($0)
            }
        }
        return nil
    }

    /// Reads a file that does not know its size.
    private static func stream(_ file: UnsafeMutablePointer<FILE>) -> [UInt8] {
        var result: [UInt8] = []
        while true {
            let byte = fgetc(file)
            guard byte >= 0 else { return result }
            result.append(UInt8(truncatingIfNeeded: byte))
        }
    }
}
