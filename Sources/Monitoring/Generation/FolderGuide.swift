/// The README of an output folder: what each file is and how to put it to use.
enum FolderGuide {
    /// The README for a set of files.
    ///
    /// - Parameters:
    ///   - subject: For what they were generated.
    ///   - set: The files.
    /// - Returns: `README.md`.
    static func file(for subject: GenerationSubject, _ set: GeneratedSet) -> GeneratedFile {
        var text = "# Monitoring for \(subject.title)\n\n"
        text += GeneratedHeader.lines(for: subject).joined(separator: " ") + "\n"
        text += "\n| file | what it is |\n|---|---|\n"
        for file in set.files { text += "| [`\(file.path)`](\(file.path)) | \(file.purpose) |\n" }
        text += FolderChoices.text(for: set.files)
        let uses = set.files.compactMap { file in file.use.map { (file.path, $0) } }
        if !uses.isEmpty {
            text += "\n## How to use them\n"
            for (path, use) in uses { text += "\n* `\(path)`: \(use)\n" }
        }
        if !set.notes.isEmpty {
            text += "\n## To know\n\n"
            for note in set.notes { text += "* \(note.subject): \(note.text).\n" }
        }
        return GeneratedFile(
            path: "README.md", text: text, purpose: "What each file is and how to use it.")
    }
}
