/// The README of an output folder: what each file is and how to put it to use.
enum FolderGuide {
    static let path = "README.md"

    /// The README of a folder.
    ///
    /// - Parameters:
    ///   - record: All that is in the folder.
    ///   - toolVersion: The version of firstlight.
    /// - Returns: `README.md`.
    static func file(for record: FolderRecord, toolVersion: String) -> GeneratedFile {
        let origins = record.origins
        var titles: [String] = []
        for part in record.parts where !titles.contains(part.title) { titles.append(part.title) }
        var text = "# Monitoring for \(titles.joined(separator: ", "))\n\n"
        let inputs = origins.count == 1 ? origins[0][0].inputs : "they differ by part, see below"
        text +=
            GeneratedHeader.lines(toolVersion: toolVersion, inputs: inputs)
            .joined(separator: " ") + "\n"
        if origins.count > 1 {
            text += "\n| parts | inputs |\n|---|---|\n"
            for group in origins {
                let names = group.map(\.part).joined(separator: ", ")
                text += "| \(names) | \(group[0].inputs.replacing("|", with: "\\|")) |\n"
            }
        }
        let files = record.files
        text += "\n| file | what it is |\n|---|---|\n"
        for file in files { text += "| [`\(file.path)`](\(file.path)) | \(file.purpose) |\n" }
        text += FolderChoices.text(for: files.map(\.path))
        let uses = files.compactMap { file in file.use.map { (file.path, $0) } }
        if !uses.isEmpty {
            text += "\n## How to use them\n"
            for (path, use) in uses { text += "\n* `\(path)`: \(use)\n" }
        }
        let notes = GeneratedSet(notes: record.parts.flatMap(\.notes)).notes
        if !notes.isEmpty {
            text += "\n## To know\n\n"
            for note in notes { text += "* \(note.subject): \(note.text).\n" }
        }
        return GeneratedFile(
            path: path, text: text, purpose: "What each file is and how to use it.")
    }
}
