/// One step of what a scripted server does on a connection.
///
/// Steps run in order, each after the one before it is done: a send is done when the kernel has
/// taken the bytes, so that each send is a write of its own. When a script has run out, the
/// connection stays open until either side closes it.
package enum ServerStep: Sendable {
    /// Reads one whole request (head, and as much body as its `Content-Length` says) and keeps it.
    case awaitRequest

    /// Waits for any byte that no request has taken yet.
    case awaitBytes

    /// Sends bytes as they are.
    case send([UInt8])

    /// Sends the same bytes again and again until so many bytes are out, as fast as the client
    /// takes them.
    case flood([UInt8], totalBytes: Int)

    /// Waits by the clock; keep it short and rare.
    case pause(Duration)

    /// Waits until the test calls `open` for this gate; once open, a gate stays open.
    case gate(String)

    /// Leaves a mark that the test can wait for.
    case mark(String)

    /// Runs steps over and over.
    case forever([ServerStep])

    /// Takes no more bytes from the socket.
    case stopReading

    /// Waits until the client closes the connection.
    case awaitClose

    /// Says that nothing more will be sent (FIN) and keeps reading.
    case closeOutput

    /// Closes the connection.
    case close

    /// Closes the connection with a reset (RST).
    case reset
}
