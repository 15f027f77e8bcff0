/// The files of one run of the generator, and what is to be said about them.
package struct GeneratedSet: Sendable {
    /// In the order in which the README names them; no path occurs twice.
    package private(set) var files: [GeneratedFile]
    /// What whoever runs the generator has to know, each once.
    package private(set) var notes: [GenerationNote]

    /// Creates a set.
    ///
    /// - Parameters:
    ///   - files: The files.
    ///   - notes: What is to be said about them.
    package init(files: [GeneratedFile] = [], notes: [GenerationNote] = []) {
        self.files = []
        self.notes = []
        for file in files { add(file) }
        for note in notes { add(note) }
    }

    /// Adds a file.
    ///
    /// - Parameter file: The file; two files of one path are a mistake of the program.
    package mutating func add(_ file: GeneratedFile) {
        precondition(!files.contains { $0.path == file.path }, "\(file.path) is generated twice")
        files.append(file)
    }

    /// Adds a note, unless the same has been said.
    ///
    /// - Parameter note: The note.
    package mutating func add(_ note: GenerationNote) {
        if !notes.contains(note) { notes.append(note) }
    }

    /// Adds all of another set.
    ///
    /// - Parameter other: The set; its paths are other ones.
    package mutating func add(_ other: GeneratedSet) {
        for file in other.files { add(file) }
        for note in other.notes { add(note) }
    }
}
