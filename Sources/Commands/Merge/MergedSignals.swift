import Diagnosis
import Foundation
import Load
import Readiness
import Reports

/// What the runs keep beside their requests: pages of metrics, values of signals, cheap requests,
/// and what each generator knows of itself.
struct MergedSignals {
    /// The generators' names and the paths of their runs.
    let runs: [(name: String, path: String)]

    /// Writes what there is into the joined run.
    ///
    /// Lines are kept as they are, in the order of their times; of the generators' own lag the
    /// worst counts.
    ///
    /// - Parameter folder: The joined run.
    /// - Returns: Remarks, each a sentence.
    /// - Throws: `UsageError` when a file cannot be read or written.
    func write(to folder: String) throws(UsageError) -> [String] {
        for name in ["scrapes.jsonl", "signals.jsonl", "beacons.jsonl"] {
            var lines: [(time: Double, line: Data)] = []
            for run in runs { lines += try self.lines(of: name, in: run.path) }
            guard !lines.isEmpty else { continue }
            // Stable, so that lines without a time stay in the order of their file.
            let order = lines.indices.sorted { (lines[$0].time, $0) < (lines[$1].time, $1) }
            var bytes = Data()
            for index in order { bytes += lines[index].line + Data([0x0A]) }
            try AtomicFile.write(bytes, to: (folder as NSString).appendingPathComponent(name))
        }
        return try mergeClients(into: folder)
    }

    private func lines(
        of name: String, in path: String
    ) throws(UsageError) -> [(time: Double, line: Data)] {
        let file = (path as NSString).appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw UsageError("\(file) cannot be read")
        }
        return bytes.split(separator: 0x0A).compactMap { line in
            // A crash leaves half a line behind.
            guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any]
            else {
                return nil
            }
            return (Self.time(object), Data(line))
        }
    }

    private static func time(_ object: [String: Any]) -> Double {
        if let seconds = object["time"] as? Double { return seconds }
        if let text = (object["timestamp"] ?? object["time"]) as? String,
            let date = ProbeTimestamp.date(text)
        {
            return date.timeIntervalSince1970
        }
        return 0
    }

    private func mergeClients(into folder: String) throws(UsageError) -> [String] {
        var notes: [String] = []
        var worst = ClientLine(lag: nil, processorUse: nil)
        var count = 0
        for run in runs {
            let file = EvidenceFile.client.path(in: run.path)
            guard let bytes = FileManager.default.contents(atPath: file) else { continue }
            guard let line = try? JSONDecoder().decode(ClientLine.self, from: bytes) else {
                notes.append("\(file) is no account of a client and was left out")
                continue
            }
            count += 1
            if let lag = line.lag, lag.p99 >= worst.lag?.p99 ?? .zero { worst.lag = lag }
            worst.processorUse = [worst.processorUse, line.processorUse].compactMap(\.self).max()
            if let lag = line.lag, lag.p99 > .milliseconds(50) {
                notes.append(
                    "\(run.name) ran late itself, \(DurationText.rounded(lag.p99, digits: 2)) at "
                        + "p99: its latencies read high")
            }
        }
        guard count > 0 else { return notes }
        do {
            try AtomicFile.write(try worst.bytes(), to: EvidenceFile.client.path(in: folder))
        } catch let error as UsageError {
            throw error
        } catch {
            throw UsageError("\(error)")
        }
        return notes
    }
}
