/// Reads a body line by line and hands its samples to a sink.
///
/// The two formats share the lines' grammar and differ in how lines make families.
struct ExpositionReader<Sink: SampleSink>: ~Copyable {
    private let body: ByteBody
    private let format: ExpositionFormat
    private let options: ExpositionOptions
    private let comparison: LineComparison
    private var table = FamilyTable()
    private var openMetrics: OpenMetricsFamilies
    private var checks: OpenMetricsChecks
    private var series = SeriesTable()
    private var line: SampleLine
    private var sampleCount = 0
    private var isComplete = false
    var sink: Sink

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, format: ExpositionFormat, options: ExpositionOptions,
        sink: Sink
    ) {
        body = ByteBody(bytes)
        self.format = format
        self.options = options
        self.sink = sink
        comparison = LineComparison(body: body, format: format, labelsMax: options.labelsMax)
        openMetrics = OpenMetricsFamilies(enforcesRules: options.enforcesRules)
        checks = OpenMetricsChecks(comparison: comparison)
        line = SampleLine(body: body, format: format, labelsMax: options.labelsMax)
    }

    /// The families in the order of their first mention.
    var heads: [FamilyHead] { format == .text ? table.heads : openMetrics.heads }

    /// Reads everything.
    mutating func read() throws(ExpositionError) {
        guard body.count <= options.bodyBytesMax, body.count < Int(UInt32.max) else {
            throw ExpositionError(
                line: 1, column: 1,
                reason: .bodyTooLong(limitBytes: min(options.bodyBytesMax, Int(UInt32.max) - 1)))
        }
        var start = 0
        var number = 0
        while start < body.count {
            number += 1
            var end = body.lineEnd(from: start)
            let next = end + 1
            if format == .text {
                while end > start, body[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            }
            guard end - start <= options.lineBytesMax else {
                throw ExpositionError(
                    line: number, column: options.lineBytesMax + 1,
                    reason: .lineTooLong(limitBytes: options.lineBytesMax))
            }
            var cursor = LineCursor(bytes: body, line: number, start: start, end: end)
            if format == .text {
                try readTextLine(&cursor)
            } else {
                try readOpenMetricsLine(&cursor)
            }
            start = next
        }
        if format == .openMetrics { try finishOpenMetrics(lineCount: number) }
    }

    @inline(__always)
    private mutating func readTextLine(_ cursor: inout LineCursor) throws(ExpositionError) {
        cursor.skipBlanks()
        if cursor.isAtEnd { return }
        if cursor.byte == UInt8(ascii: "#") {
            guard let metadata = try MetadataLine(text: &cursor) else { return }
            return try table.declare(metadata, cursor)
        }
        let first = cursor.position
        try line.read(&cursor)
        let family = table.index(for: line, cursor)
        line.type = table.heads[family].type
        try accept(family, cursor, at: first)
    }

    @inline(__always)
    private mutating func readOpenMetricsLine(_ cursor: inout LineCursor) throws(ExpositionError) {
        guard !isComplete else { throw cursor.error(.contentAfterEnd) }
        guard !cursor.isAtEnd else { throw cursor.error(.blankLine) }
        if cursor.byte == UInt8(ascii: "#") {
            if cursor.isEndMark {
                isComplete = true
                return
            }
            let metadata = try MetadataLine(openMetrics: &cursor)
            return try openMetrics.declare(metadata, cursor)
        }
        let first = cursor.position
        try line.read(&cursor)
        let family = try openMetrics.index(for: line, cursor)
        line.type = openMetrics.heads[family].type
        // Before the rules on groups: a repeated line says more than an interleaved one.
        guard try isFirst(cursor, at: first) else { return }
        if options.enforcesRules {
            try checks.check(line, openMetrics.role, family, of: openMetrics.heads, cursor)
        }
        try keep(family, cursor, at: first)
    }

    private mutating func finishOpenMetrics(lineCount: Int) throws(ExpositionError) {
        if options.enforcesRules { try checks.finish() }
        guard !isComplete else { return }
        // The place behind the last byte of the last line.
        var last = body.count
        if last > 0, body[last - 1] == UInt8(ascii: "\n") { last -= 1 }
        var start = last
        while start > 0, body[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        throw ExpositionError(
            line: max(1, lineCount), column: last - start + 1, reason: .endMissing)
    }

    // MARK: - Samples

    @inline(__always)
    private mutating func accept(
        _ family: Int, _ cursor: LineCursor, at first: Int
    ) throws(ExpositionError) {
        if try isFirst(cursor, at: first) { try keep(family, cursor, at: first) }
    }

    /// Whether no line before gave the same series at the same time.
    @inline(__always)
    private mutating func isFirst(
        _ cursor: LineCursor, at first: Int
    ) throws(ExpositionError) -> Bool {
        if options.duplicateSeries == .ignore { return true }
        var hash = ByteHash.combine(line.nameHash, line.labels.hashOfAll)
        if let timestamp = line.timestamp {
            let seconds = UInt64(bitPattern: timestamp.seconds)
            hash = ByteHash.combine(hash, seconds &* 1_000_003 &+ UInt64(timestamp.nanoseconds))
        }
        let comparison = comparison
        let earlier = series.note(hash, lineStart: cursor.start) { other in
            comparison.isSameSeries(other, cursor.start)
        }
        guard let earlier else { return true }
        guard options.duplicateSeries == .keepFirst else {
            throw cursor.error(
                .duplicateSeries(
                    name: line.name, firstLine: comparison.number(ofLineAt: earlier)), at: first)
        }
        return false
    }

    @inline(__always)
    private mutating func keep(
        _ family: Int, _ cursor: LineCursor, at first: Int
    ) throws(ExpositionError) {
        sampleCount += 1
        guard sampleCount <= options.samplesMax else {
            throw cursor.error(.tooManySamples(limit: options.samplesMax), at: first)
        }
        sink.add(&line, family: family)
    }
}
