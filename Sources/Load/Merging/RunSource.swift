package import Foundation
import Inference

/// The requests of one load generator, as a file keeps them, looked at without holding them all.
package struct RunSource: Sendable {
    /// Where a record lies, and by what it is put in order.
    struct Place: Sendable {
        /// When it was to start, by the generator's clock, in seconds since the Unix epoch.
        var unixSeconds: Double
        /// The same since the generator's run began; 0 where the record does not say.
        var startSeconds: Double
        var offset: Int
        var length: Int
    }

    /// The generator's name.
    package let name: String
    /// The file's name, for messages.
    package let file: String
    /// How many requests, warm-up included.
    package var count: Int { places.count }
    /// Requests of the warm-up.
    package private(set) var warmupCount = 0
    /// Requests that failed, warm-up apart.
    package private(set) var failedCount = 0
    /// The models asked for.
    package private(set) var models: Set<String> = []
    /// The names of the profiles.
    package private(set) var providers: Set<String> = []
    /// The token limits asked for.
    package private(set) var maxTokens: Set<Int> = []
    /// What the requests tell of the clocks.
    package private(set) var clock = ClockBounds()
    /// The first and the last start, by the generator's clock, in seconds since the Unix epoch.
    package private(set) var startsUnixSeconds: ClosedRange<Double> = 0...0
    /// When the generator's run began, in seconds since the Unix epoch.
    package private(set) var beganUnixSeconds = 0.0
    /// Remarks about the file, each a sentence.
    package private(set) var notes: [String] = []

    /// By what the requests are found again in another run.
    private(set) var marks = RequestMarks()
    private(set) var places: [Place] = []
    private let bytes: Data

    /// Looks through a file.
    ///
    /// - Parameters:
    ///   - bytes: The file's bytes; mapped, where it is large.
    ///   - name: The generator's name.
    ///   - file: The file's name, for messages.
    /// - Throws: `ProbeFileError` at the first line that is no record, or when there is none.
    package init(bytes: Data, name: String, file: String) throws(ProbeFileError) {
        self.bytes = bytes
        self.name = name
        self.file = file
        var line = 0
        var start = bytes.startIndex
        var offsets: [Double] = []
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            line += 1
            defer { start = end < bytes.endIndex ? end + 1 : end }
            let content = bytes[start..<end]
            guard content.contains(where: { $0 > 0x20 }) else { continue }
            let record: ProbeRecord
            do throws(ProbeFileError) {
                record = try Self.record(Data(content), file: file)
            } catch {
                if end == bytes.endIndex, !places.isEmpty, content.last != UInt8(ascii: "}") {
                    notes.append("\(file):\(line): the last line is cut off and was left out")
                    continue
                }
                var error = error
                error.line = line
                throw error
            }
            add(record, length: content.count, at: start - bytes.startIndex)
            offsets.append(record.timestamp.timeIntervalSince1970 - record.intendedStart.seconds)
        }
        // Times since the start are exact to the microsecond, dates to the millisecond.
        let began = offsets.isEmpty ? 0 : offsets.sorted()[offsets.count / 2]
        if places.contains(where: { $0.startSeconds > 0 }) {
            for index in places.indices {
                places[index].unixSeconds = began + places[index].startSeconds
            }
        }
        guard let first = places.map(\.unixSeconds).min(),
            let last = places.map(\.unixSeconds).max()
        else {
            throw ProbeFileError(file: file, line: 1, problem: "no probe in the file", found: "")
        }
        beganUnixSeconds = began
        startsUnixSeconds = first...last
    }

    private mutating func add(_ record: ProbeRecord, length: Int, at offset: Int) {
        places.append(
            Place(
                unixSeconds: record.timestamp.timeIntervalSince1970,
                startSeconds: record.intendedStart.seconds, offset: offset,
                length: length))
        marks.add(record)
        clock.add(record)
        models.insert(record.model)
        providers.insert(record.provider)
        if let limit = record.maxTokens { maxTokens.insert(limit) }
        if record.isWarmup {
            warmupCount += 1
        } else if record.outcomeClass == .failure || record.outcomeClass == .unreachable {
            failedCount += 1
        }
    }

    /// The record at a place.
    func record(at place: Place) throws(ProbeFileError) -> ProbeRecord {
        let start = bytes.startIndex + place.offset
        return try Self.record(Data(bytes[start..<(start + place.length)]), file: file)
    }

    private static func record(_ line: Data, file: String) throws(ProbeFileError) -> ProbeRecord {
        let read = try ProbeFile.read(line, file: file)
        return read.records[0]
    }
}
