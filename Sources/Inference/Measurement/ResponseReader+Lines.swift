/// Streams of JSON lines.
extension ResponseReader {
    /// Whether a successful answer to a streamed request of an API with lines is read line by line.
    ///
    /// Whatever the type says, except a page for people: proxies relabel.
    func isLineStream(contentType: String) -> Bool {
        request.stream && api.framing == .jsonLines && !contentType.hasPrefix("text/html")
    }

    /// Whether a content type says itself that a line is an event.
    static func isLineType(_ contentType: String) -> Bool {
        let type = contentType.prefix { $0 != ";" && $0 != " " }
        return ["application/x-ndjson", "application/jsonl", "application/json-seq"].contains(type)
            || type.hasSuffix("/x-jsonlines") || type.hasSuffix("/ndjson")
    }

    /// Takes the line that the end of the stream left without a line feed.
    ///
    /// A line that was cut off is no answer to judge: the end tells that the stream is truncated.
    ///
    /// - Parameter instant: When the end was seen.
    mutating func readLastLine(at instant: ContinuousClock.Instant) {
        guard lines.hasUnfinishedLine, !isDecided,
            !lines.unfinishedLine.withUnsafeBytes(Self.isCutOff)
        else { return }
        var parser = JSONLinesParser(lineBytesMax: limits.eventBytesMax)
        swap(&parser, &lines)
        parser.finish { line in
            _ = take(ServerSentEvent(type: Self.noType, data: line), at: lastByte ?? instant)
        }
    }

    /// The type of an event whose framing has none.
    static var noType: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

    /// Whether a text begins like JSON and lacks its end.
    private static func isCutOff(_ line: UnsafeRawBufferPointer) -> Bool {
        var reader = JSONReader(line)
        do {
            try reader.skipValue()
            return false
        } catch {
            return error.found == nil
        }
    }
}
