import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The process's terminal: results on stdout, everything else on stderr.
struct Console: Sendable {
    /// Writes bytes to standard output.
    var writeOut: @Sendable (Data) -> Delivery

    /// Writes bytes to standard error.
    var writeError: @Sendable (Data) -> Void

    /// Whether standard output is a terminal.
    var outIsTerminal: Bool

    /// Whether standard error is a terminal.
    var errorIsTerminal: Bool

    /// The process's environment.
    var environment: [String: String]

    /// Columns for results.
    var width: Int

    /// Columns for remarks and progress.
    var errorWidth: Int

    /// The columns where neither a terminal nor `COLUMNS` tells.
    private static let widthUnknown = 100

    /// Whether results may be coloured.
    var outHasColor: Bool { outIsTerminal && allowsColor }

    /// Whether remarks may be coloured.
    var errorHasColor: Bool { errorIsTerminal && allowsColor }

    /// Whether a line of remarks can be taken back and written anew.
    var errorHasCursor: Bool { errorIsTerminal && !isDumb }

    private var allowsColor: Bool { (environment["NO_COLOR"] ?? "").isEmpty && !isDumb }

    private var isDumb: Bool { environment["TERM"] == "dumb" }

    /// Writes a text to standard output, ended by a line feed.
    ///
    /// - Parameter text: The text.
    /// - Throws: `UsageError` when it is lost; a reader who has left is no error.
    func out(_ text: String) throws(UsageError) {
        let ended = text.hasSuffix("\n") ? text : text + "\n"
        if case .failed(let reason) = writeOut(Data(ended.utf8)) {
            throw UsageError.standardOutput(reason)
        }
    }

    /// Writes a line to standard error.
    ///
    /// Control characters, which an argument or a server may have brought, cannot play with the
    /// terminal: each becomes a replacement character.
    ///
    /// - Parameter text: The line; may hold line feeds.
    func note(_ text: String) {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isInert = scalar == "\n" || scalar.properties.generalCategory != .control
            shown.append(isInert ? scalar : "\u{FFFD}")
        }
        writeError(Data((String(shown) + "\n").utf8))
    }

    /// The console of this process.
    static func process() -> Console {
        let environment = ProcessInfo.processInfo.environment
        let stated = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
        let width = stated ?? widthUnknown
        return Console(
            writeOut: { write($0, to: STDOUT_FILENO) },
            writeError: { _ = write($0, to: STDERR_FILENO) },
            outIsTerminal: isatty(STDOUT_FILENO) == 1, errorIsTerminal: isatty(STDERR_FILENO) == 1,
            environment: environment, width: terminalWidth(STDOUT_FILENO) ?? width,
            errorWidth: terminalWidth(STDERR_FILENO) ?? width)
    }

    /// Writes all bytes to a descriptor, unbuffered, so that nothing is lost when the process ends.
    private static func write(_ data: Data, to descriptor: Int32) -> Delivery {
        data.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                #if canImport(Darwin)
                    let count = Darwin.write(descriptor, part.baseAddress, part.count)
                #elseif canImport(Musl)
                    let count = Musl.write(descriptor, part.baseAddress, part.count)
                #else
                    let count = Glibc.write(descriptor, part.baseAddress, part.count)
                #endif
                if count >= 0 {
                    rest = rest.dropFirst(count)
                    continue
                }
                switch errno {
                case EINTR: continue
                case EAGAIN:
                    // Somebody made the terminal non-blocking; wait until it takes more.
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&waiting, 1, -1)
                case EPIPE: return .closed
                default: return .failed(String(cString: strerror(errno)))
                }
            }
            return .written
        }
    }

    private static func terminalWidth(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
