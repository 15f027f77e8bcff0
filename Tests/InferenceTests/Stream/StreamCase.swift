import Testing

/// One case of the event stream conformance table.
struct StreamCase: Sendable, CustomTestStringConvertible {
    var name: String
    var stream: [UInt8]
    var events: [RecordedStream.Event]
    var comments = 0
    var id = ""
    var retry: Int?
    var unfinished = false

    var testDescription: String { name }

    init(
        _ name: String, _ stream: String, _ events: [RecordedStream.Event], comments: Int = 0,
        id: String = "", retry: Int? = nil, unfinished: Bool = false
    ) {
        self.init(
            name, bytes: Array(stream.utf8), events, comments: comments, id: id, retry: retry,
            unfinished: unfinished)
    }

    init(
        _ name: String, bytes: [UInt8], _ events: [RecordedStream.Event], comments: Int = 0,
        id: String = "", retry: Int? = nil, unfinished: Bool = false
    ) {
        self.name = name
        stream = bytes
        self.events = events
        self.comments = comments
        self.id = id
        self.retry = retry
        self.unfinished = unfinished
    }

    var expected: RecordedStream {
        var result = RecordedStream()
        result.events = events
        result.commentCount = comments
        result.lastEventID = Array(id.utf8)
        result.retryMilliseconds = retry
        result.hasUnfinishedEvent = unfinished
        return result
    }
}
