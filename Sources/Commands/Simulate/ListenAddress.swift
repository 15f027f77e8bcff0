/// Reads the value of `--listen`.
enum ListenAddress {
    /// Splits an address.
    ///
    /// - Parameter text: `127.0.0.1:8000`, `[::1]:8000`, `:8000` (loopback) or `8000`.
    /// - Returns: Host and port.
    /// - Throws: `UsageError` that shows what is expected.
    static func parse(_ text: String) throws(UsageError) -> (host: String, port: Int) {
        var host = "127.0.0.1"
        var portText = Substring(text)
        if let colon = text.lastIndex(of: ":") {
            let before = text[..<colon]
            if before.hasPrefix("["), before.hasSuffix("]") {
                host = String(before.dropFirst().dropLast())
            } else if !before.isEmpty {
                host = String(before)
            }
            portText = text[text.index(after: colon)...]
        }
        guard let port = Int(portText), (0...65535).contains(port) else {
            throw UsageError(
                "--listen is \"\(text)\"; expected HOST:PORT such as 127.0.0.1:8000 (port 0 to 65535)"
            )
        }
        return (host, port)
    }
}
