import Exposition

extension RecordedBody {
    /// The largest file of one body; engines write some tens of kilobytes.
    private static let bytesMax = 256 * 1024 * 1024

    /// Reads a file with one body, or with the samples of several moments.
    ///
    /// The format is told by the content: OpenMetrics ends in `# EOF`, everything else is Prometheus
    /// text. When a series is there more than once, at different times, every time is a moment of
    /// its own; otherwise the file is one moment, as late as its latest timestamp.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - unixSeconds: the time of the body; nil takes it from the timestamps of its samples, or
    ///     from when the file was last written.
    /// - Returns: the moments in the order of time; at least one.
    /// - Throws: `RecordedBodyError`.
    package static func read(
        file path: String, at unixSeconds: Double? = nil
    ) throws(RecordedBodyError) -> [RecordedBody] {
        let bytes: [UInt8]
        let modified: Double
        do throws(FileError) {
            bytes = try FileReading.bytes(of: path, bytesMax: bytesMax)
            modified = try FileReading.modificationSeconds(of: path)
        } catch {
            throw .file(error)
        }
        return try parse(bytes, name: path, at: unixSeconds, modified: modified)
    }

    /// Reads a body that is in memory, such as one from standard input.
    ///
    /// - Parameters:
    ///   - bytes: the body.
    ///   - name: what to call it in messages.
    ///   - unixSeconds: its time; nil takes it from the timestamps of its samples.
    ///   - modified: its time when nothing else tells one.
    /// - Returns: the moments in the order of time; at least one.
    /// - Throws: `RecordedBodyError`.
    package static func parse(
        _ bytes: [UInt8], name: String, at unixSeconds: Double? = nil, modified: Double? = nil
    ) throws(RecordedBodyError) -> [RecordedBody] {
        let families = try families(in: bytes, name: name)
        if let unixSeconds {
            return [
                RecordedBody(
                    name: name, unixSeconds: unixSeconds, timeSource: .given, families: families)
            ]
        }
        let times = Set(families.lazy.flatMap(\.samples).compactMap(\.timestamp))
        guard let latest = times.max() else {
            guard let modified else { throw .timeUnknown(name: name) }
            return [
                RecordedBody(
                    name: name, unixSeconds: modified, timeSource: .modification,
                    families: families)
            ]
        }
        guard times.count > 1, holdsSeveralMoments(families) else {
            return [
                RecordedBody(
                    name: name, unixSeconds: latest.secondsValue, timeSource: .samples,
                    families: families)
            ]
        }
        return moments(of: families, name: name)
    }

    /// Reads files as one window.
    ///
    /// - Parameters:
    ///   - paths: of files, in the order of time.
    ///   - times: one for each file, in seconds since the Unix epoch; nil takes them as
    ///     `read(file:at:)` does.
    /// - Returns: the moments of all files, each later than the one before.
    /// - Throws: `RecordedBodyError`.
    package static func window(
        files paths: [String], at times: [Double]? = nil
    ) throws(RecordedBodyError) -> [RecordedBody] {
        precondition(times == nil || times?.count == paths.count, "a time for every file")
        var bodies: [RecordedBody] = []
        for (index, path) in paths.enumerated() {
            for body in try read(file: path, at: times?[index]) {
                if let last = bodies.last, last.unixSeconds >= body.unixSeconds {
                    throw .notAscending(
                        first: last.name, firstSeconds: last.unixSeconds, second: body.name,
                        secondSeconds: body.unixSeconds)
                }
                bodies.append(body)
            }
        }
        return bodies
    }

    // MARK: - Content

    private static func families(
        in bytes: [UInt8], name: String
    ) throws(RecordedBodyError) -> [MetricFamily] {
        // A metrics body may begin with a brace; JSON that was saved does not say its type.
        let isQuotedName = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
        switch BodyKind(contentType: isQuotedName ? "text/plain" : nil, body: bytes) {
        case .html: throw .html(name: name)
        case .json: throw .json(name: name)
        case .empty: throw .empty(name: name)
        case .text: break
        }
        let families: [MetricFamily]
        do throws(ExpositionError) {
            families = try ExpositionParser.parse(
                bytes, format: format(of: bytes),
                options: ExpositionOptions(duplicateSeries: .keepFirst, enforcesRules: false))
        } catch {
            if isQuotedName, error.line == 1 { throw .json(name: name) }
            throw .malformed(name: name, error)
        }
        guard !families.isEmpty else { throw .empty(name: name) }
        return families
    }

    private static func format(of bytes: [UInt8]) -> ExpositionFormat {
        var end = bytes[...]
        while let last = end.last, last <= 0x20 { end = end.dropLast() }
        let line = end.suffix(6)
        guard line.elementsEqual("# EOF".utf8) || line.dropFirst().elementsEqual("# EOF".utf8)
        else { return .text }
        return line.count == 5 || line.first == UInt8(ascii: "\n") ? .openMetrics : .text
    }

    // MARK: - Moments

    /// Whether a series is there more than once.
    private static func holdsSeveralMoments(_ families: [MetricFamily]) -> Bool {
        families.contains { family in
            var seen: Set<Sample> = []
            return family.samples.contains { sample in
                !seen.insert(Sample(name: sample.name, labels: sample.labels, value: 0)).inserted
            }
        }
    }

    /// The samples of each time; those without one belong to no moment.
    private static func moments(of families: [MetricFamily], name: String) -> [RecordedBody] {
        var byTime: [Timestamp: [MetricFamily]] = [:]
        for family in families {
            let groups = Dictionary(grouping: family.samples, by: \.timestamp)
            for case (let time?, let samples) in groups {
                var part = family
                part.samples = samples
                byTime[time, default: []].append(part)
            }
        }
        return byTime.sorted { $0.key < $1.key }.map { time, families in
            RecordedBody(
                name: name, unixSeconds: time.secondsValue, timeSource: .samples,
                families: families)
        }
    }
}
