/// Finds whole HTTP/1.1 requests in the bytes of a connection.
struct RequestScanner {
    /// Bytes that no request has taken yet.
    private(set) var bytes: [UInt8] = []

    /// Takes more bytes.
    mutating func append(_ more: some Sequence<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Takes the next whole request out.
    ///
    /// - Parameter connection: The connection's number, for the record.
    /// - Returns: The request, or `nil` when more bytes are needed.
    mutating func next(connection: Int) -> RecordedRequest? {
        let blankLine = Array("\r\n\r\n".utf8)
        guard
            let headEnd = bytes.indices.first(where: { bytes[$0...].starts(with: blankLine) })
        else { return nil }
        let lines = String(decoding: bytes[..<headEnd], as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 2).map(String.init)
        let headers = lines.dropFirst().map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return RecordedRequest.Header(
                name: String(line[..<colon]),
                value: String(
                    line[colon...].dropFirst().drop { $0 == " " }.reversed().drop { $0 == " " }
                        .reversed()))
        }
        var request = RecordedRequest(
            connection: connection, method: words.first ?? "",
            target: words.dropFirst().first ?? "", version: words.dropFirst(2).first ?? "",
            headers: headers, body: [])
        let length = request.header("content-length").flatMap(Int.init) ?? 0
        let bodyStart = headEnd + blankLine.count
        guard bytes.count >= bodyStart + length else { return nil }
        request.body = Array(bytes[bodyStart..<bodyStart + length])
        bytes.removeFirst(bodyStart + length)
        return request
    }
}
