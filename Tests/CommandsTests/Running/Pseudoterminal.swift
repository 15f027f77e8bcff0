import Foundation
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A terminal that a process prints to and a test reads.
struct Pseudoterminal {
    /// The side that the process gets.
    let slave: FileDescriptor
    private let master: FileDescriptor

    /// Opens a terminal.
    ///
    /// - Parameter columns: Its width.
    /// - Throws: `Errno` when the system has none to give.
    init(columns: Int) throws {
        var size = winsize()
        size.ws_row = 50
        size.ws_col = UInt16(clamping: columns)
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0 else {
            throw Errno(rawValue: errno)
        }
        // A process started meanwhile by another test must not keep the terminal open.
        for end in [ends.master, ends.slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        master = FileDescriptor(rawValue: ends.master)
        slave = FileDescriptor(rawValue: ends.slave)
    }

    /// Reads what is printed, on a thread of its own, until no process has the terminal any more.
    ///
    /// Carriage returns that the terminal puts before line feeds are left out.
    ///
    /// - Parameter transcript: Takes what is printed.
    func read(into transcript: Transcript) {
        let master = master
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 4096)
            var heldReturn = false
            // When the last process has closed its side, reading fails with EIO.
            while let count = try? buffer.withUnsafeMutableBytes({ try master.read(into: $0) }),
                count > 0
            {
                var text: [UInt8] = []
                for byte in buffer.prefix(count) {
                    if heldReturn, byte != 0x0A { text.append(0x0D) }
                    heldReturn = byte == 0x0D
                    if !heldReturn { text.append(byte) }
                }
                transcript.append(text)
            }
            try? master.close()
            transcript.complete()
        }
    }
}
