package import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The process's terminal: results on stdout, everything else on stderr.
package struct Console: Sendable {
    /// Writes bytes to standard output; `false` when nobody reads them any more.
    package var writeOut: @Sendable (Data) -> Bool

    /// Writes bytes to standard error.
    package var writeError: @Sendable (Data) -> Void

    /// Whether standard output is a terminal.
    package var outIsTerminal: Bool

    /// Whether standard error is a terminal.
    package var errorIsTerminal: Bool

    /// The process's environment.
    package var environment: [String: String]

    /// The terminal's width in columns; 100 when unknown.
    package var width: Int

    /// Creates a console.
    ///
    /// - Parameters:
    ///   - writeOut: Writes to standard output.
    ///   - writeError: Writes to standard error.
    ///   - outIsTerminal: Whether standard output is a terminal.
    ///   - errorIsTerminal: Whether standard error is a terminal.
    ///   - environment: The environment.
    ///   - width: Columns.
    package init(
        writeOut: @escaping @Sendable (Data) -> Bool,
        writeError: @escaping @Sendable (Data) -> Void,
        outIsTerminal: Bool, errorIsTerminal: Bool, environment: [String: String], width: Int
    ) {
        self.writeOut = writeOut
        self.writeError = writeError
        self.outIsTerminal = outIsTerminal
        self.errorIsTerminal = errorIsTerminal
        self.environment = environment
        self.width = width
    }

    /// Whether results may be coloured.
    package var outHasColor: Bool {
        outIsTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Writes a text to standard output, ended by a line feed.
    ///
    /// - Parameter text: The text.
    package func out(_ text: String) {
        let ended = text.hasSuffix("\n") ? text : text + "\n"
        _ = writeOut(Data(ended.utf8))
    }

    /// Writes a line to standard error.
    ///
    /// - Parameter text: The line.
    package func note(_ text: String) {
        writeError(Data((text + "\n").utf8))
    }

    /// The console of this process.
    package static func process() -> Console {
        Console(
            writeOut: { write($0, to: STDOUT_FILENO) },
            writeError: { _ = write($0, to: STDERR_FILENO) },
            outIsTerminal: isatty(STDOUT_FILENO) == 1, errorIsTerminal: isatty(STDERR_FILENO) == 1,
            environment: ProcessInfo.processInfo.environment, width: terminalWidth())
    }

    /// Writes all bytes to a descriptor, unbuffered, so that nothing is lost when the process ends.
    private static func write(_ data: Data, to descriptor: Int32) -> Bool {
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
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    private static func terminalWidth() -> Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 100
        }
        return Int(size.ws_col)
    }
}
