import Inference

/// What a parser made of a stream, to compare one way of cutting it with another.
struct RecordedStream: Equatable, CustomStringConvertible {
    struct Event: Equatable, CustomStringConvertible {
        var type: [UInt8]
        var data: [UInt8]

        init(_ data: String, type: String = "") {
            self.type = Array(type.utf8)
            self.data = Array(data.utf8)
        }

        init(_ event: ServerSentEvent) {
            type = Array(event.type)
            data = Array(event.data)
        }

        init(typeBytes: [UInt8], dataBytes: [UInt8]) {
            type = typeBytes
            data = dataBytes
        }

        var description: String {
            let shownType = type.isEmpty ? "" : "\(String(decoding: type, as: UTF8.self)) "
            return shownType + String(decoding: data, as: UTF8.self).debugDescription
        }
    }

    var events: [Event] = []
    var commentCount = 0
    var lastEventID: [UInt8] = []
    var retryMilliseconds: Int?
    var hasUnfinishedEvent = false

    var description: String {
        "events \(events), \(commentCount) comments, id \(lastEventID), "
            + "retry \(retryMilliseconds.map(String.init) ?? "-"), unfinished \(hasUnfinishedEvent)"
    }

    init() {}

    /// Parses a stream that is cut at the given offsets, which must be in order.
    init(_ stream: [UInt8], cuts: some Sequence<Int>, eventBytesMax: Int = 1 << 20) throws {
        var parser = ServerSentEventParser(eventBytesMax: eventBytesMax)
        var found: [Event] = []
        try stream.withUnsafeBytes { bytes in
            var start = 0
            for end in Array(cuts) + [stream.count] {
                let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                try parser.feed(piece) { found.append(Event($0)) }
                start = end
            }
        }
        events = found
        commentCount = parser.commentCount
        lastEventID = parser.lastEventID
        retryMilliseconds = parser.retryMilliseconds
        hasUnfinishedEvent = parser.hasUnfinishedEvent
    }
}
