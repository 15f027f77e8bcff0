/// The index of an output folder: what firstlight wrote there, part by part.
///
/// By it the folder's own files are known from foreign and edited ones, and the README describes
/// the parts of all runs.
package struct FolderRecord: Sendable, Hashable, Codable {
    /// The form of the index.
    package static let form = 1

    /// The form that it is written in.
    package private(set) var form = Self.form
    /// The parts, in the order of ``GeneratedPart``.
    package private(set) var parts: [PartRecord] = []
    /// The digest of the README; nil before there is one.
    package var guide: String?

    /// Records parts.
    ///
    /// - Parameter parts: What one run made; no part twice.
    package init(_ parts: [PartRecord] = []) {
        self.parts = Self.sorted(parts)
    }

    /// All files, each once: parts may share one.
    package var files: [FileRecord] {
        var paths: Set<String> = []
        return parts.flatMap(\.files).filter { paths.insert($0.path).inserted }
    }

    /// Whether the index can be what firstlight wrote.
    package var isSound: Bool { form == Self.form && files.allSatisfy(\.isInside) }

    /// The index without files that are no longer there, and without parts all of whose files are
    /// gone.
    ///
    /// - Parameter isThere: Whether a file is in the folder.
    /// - Returns: What the README is to describe.
    package func present(_ isThere: (String) -> Bool) -> FolderRecord {
        var record = FolderRecord(
            parts.compactMap { part in
                var kept = part
                kept.files.removeAll { !isThere($0.path) }
                return kept.files.isEmpty && !part.files.isEmpty ? nil : kept
            })
        record.guide = guide
        return record
    }

    /// The index after a run.
    ///
    /// - Parameters:
    ///   - run: What the run made.
    ///   - isWhole: Whether it made all there is, so that no earlier part stays.
    /// - Returns: The run's parts beside the others; a file that they share is the run's.
    package func replaced(by run: FolderRecord, isWhole: Bool) -> FolderRecord {
        guard !isWhole else { return run }
        let names = Set(run.parts.map(\.part))
        let written = Dictionary(run.files.map { ($0.path, $0) }) { first, _ in first }
        var others = parts.filter { !names.contains($0.part) }
        for index in others.indices {
            others[index].files = others[index].files.map { written[$0.path] ?? $0 }
        }
        return FolderRecord(others + run.parts)
    }

    /// The files that no part makes any more after a run.
    ///
    /// - Parameter next: The index after the run.
    /// - Returns: Files of this index alone, in the order of their paths.
    package func obsolete(after next: FolderRecord) -> [FileRecord] {
        let kept = Set(next.files.map(\.path))
        return files.filter { !kept.contains($0.path) }.sorted { $0.path < $1.path }
    }

    /// The parts by what they were made from, in their order; one entry where all were made from
    /// the same.
    package var origins: [[PartRecord]] {
        var groups: [[PartRecord]] = []
        for part in parts {
            if let index = groups.firstIndex(where: { $0[0].hasInputs(of: part) }) {
                groups[index].append(part)
            } else {
                groups.append([part])
            }
        }
        return groups
    }

    /// What the parts were made from, in words; nil where all were made from the same.
    package var difference: String? {
        let origins = origins
        guard origins.count > 1 else { return nil }
        let hasSameWords = Set(origins.map { $0[0].inputs }).count < origins.count
        // The largest group stands last, and is not counted out.
        let largest = origins.max { $0.count < $1.count }
        let others = origins.filter { $0 != largest }
        return (others + [largest].compactMap { $0 }).map { group in
            let isRest = group == largest && group.count > 3
            let names =
                isRest
                ? "the other \(group.count) parts" : group.map(\.part).joined(separator: ", ")
            let state = group[0].profile.map { ", contents \($0)" } ?? ""
            return "\(names) from \(group[0].inputs)" + (hasSameWords ? state : "")
        }.joined(separator: "; ")
    }

    private static func sorted(_ parts: [PartRecord]) -> [PartRecord] {
        parts.sorted { ($0.place, $0.part) < ($1.place, $1.part) }
    }
}
