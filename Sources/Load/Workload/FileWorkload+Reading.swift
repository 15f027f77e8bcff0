import Foundation

extension FileWorkload {
    /// A file that was read.
    package struct Reading: Sendable {
        /// The sessions.
        package var workload: FileWorkload
        /// The lines that were left out.
        package var skipped: [WorkloadFileProblem]
    }

    /// The lines that cannot be used, or the file that cannot be read.
    package struct Refusal: Error, CustomStringConvertible {
        /// What is wrong, line by line.
        package var problems: [WorkloadFileProblem]
        /// How many more there are than are named.
        package var furtherCount = 0

        package var description: String {
            let more =
                furtherCount > 0
                ? ["and \(furtherCount) more; --skip-bad-lines goes on without them"]
                : problems.contains { $0.line != nil }
                    ? ["--skip-bad-lines goes on without such lines"] : []
            return (problems.map(\.description) + more).joined(separator: "\n")
        }
    }

    /// The most bad lines named.
    private static let namedMax = 20
    private static let chunkBytes = 1 << 20

    /// Reads a file of JSON lines, or of one JSON list.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - settings: What the file does not say.
    ///   - skipsBadLines: Whether to go on without lines that cannot be used.
    /// - Returns: The sessions, and what was left out.
    /// - Throws: ``Refusal`` with every bad line, up to a number, or because nothing is left.
    package static func read(
        path: String, settings: Settings, skipsBadLines: Bool
    ) throws(Refusal) -> Reading {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Refusal(problems: [
                WorkloadFileProblem(
                    file: path, line: nil, problem: String(cString: strerror(errno)))
            ])
        }
        defer { try? handle.close() }
        var lines: [WorkloadLine] = []
        var problems: [WorkloadFileProblem] = []
        var badCount = 0
        func bad(_ line: Int?, _ text: String) {
            badCount += 1
            if problems.count < namedMax {
                problems.append(WorkloadFileProblem(file: path, line: line, problem: text))
            }
        }
        func take(_ piece: JSONPieces.Piece) {
            do {
                lines.append(try WorkloadLine(piece.bytes))
            } catch {
                bad(piece.number, error.text)
            }
        }
        var pieces = JSONPieces()
        do {
            while let chunk = try handle.read(upToCount: chunkBytes), !chunk.isEmpty {
                pieces.take(chunk, take)
                guard !pieces.isTooLong else {
                    throw WorkloadFileProblem(
                        file: path, line: nil,
                        problem: "a value is longer than \(JSONPieces.bytesMax) bytes")
                }
            }
            pieces.end(take)
        } catch {
            throw Refusal(problems: [
                (error as? WorkloadFileProblem)
                    ?? WorkloadFileProblem(file: path, line: nil, problem: "\(error)")
            ])
        }
        if !skipsBadLines, badCount > 0 {
            throw Refusal(problems: problems, furtherCount: badCount - problems.count)
        }
        guard !lines.isEmpty else {
            throw Refusal(
                problems: problems + [
                    WorkloadFileProblem(file: path, line: nil, problem: "holds no request")
                ])
        }
        return Reading(
            workload: FileWorkload(name: name, lines: lines, settings: settings),
            skipped: problems)
    }
}
