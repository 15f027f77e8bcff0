/// What one run of the generator made, part by part.
package struct GenerationRun: Sendable {
    /// The files without the README, in the order in which it names them.
    package let files: [GeneratedFile]
    /// What whoever runs the generator has to know, each once.
    package let notes: [GenerationNote]
    /// The index of these files.
    package let record: FolderRecord
    /// Whether all parts were made.
    package let isWhole: Bool
    private let toolVersion: String

    /// Puts parts together.
    ///
    /// - Parameters:
    ///   - parts: Each part with its files and notes.
    ///   - subject: For what they were made.
    init(
        _ parts: [(part: GeneratedPart, set: GeneratedSet)], for subject: GenerationSubject
    ) {
        var all = GeneratedSet()
        for set in parts.map(\.set) {
            for file in set.files {
                // Parts may share a file, such as the one that makes the gate's image.
                if let same = all.files.first(where: { $0.path == file.path }) {
                    precondition(same == file, "\(file.path) is generated twice")
                } else {
                    all.add(file)
                }
            }
            for note in set.notes { all.add(note) }
        }
        files = all.files
        notes = all.notes
        record = FolderRecord(parts.map { PartRecord($0.part, $0.set, for: subject) })
        isWhole = parts.count == GeneratedPart.allCases.count
        toolVersion = subject.toolVersion
    }

    /// The README of a folder.
    ///
    /// - Parameter record: All that is in it after this run.
    /// - Returns: `README.md`.
    package func guide(to record: FolderRecord) -> GeneratedFile {
        FolderGuide.file(for: record, toolVersion: toolVersion)
    }
}
