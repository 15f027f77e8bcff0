extension Profile {
    /// The largest file that is read, in bytes.
    package static let fileSizeMax = 1_048_576

    /// Reads a profile from a file.
    ///
    /// - Parameters:
    ///   - path: The file; relative paths start at the working directory.
    ///   - environment: The environment that `${NAME}` refers to.
    ///   - needsSecrets: Whether the endpoint will be contacted; if not, a variable that is not set
    ///     is no problem.
    /// - Returns: A complete profile without contradictions.
    /// - Throws: ``ProfileErrors`` with every problem of the file, or the one that kept it from
    ///   being read.
    package static func load(
        path: String, environment: [String: String], needsSecrets: Bool = true
    ) throws(ProfileErrors) -> Profile {
        try parse(
            yaml: TextFile.read(path), file: path, environment: environment,
            needsSecrets: needsSecrets)
    }

    /// Reads a profile from a text.
    ///
    /// - Parameters:
    ///   - yaml: The text.
    ///   - file: What messages call the text.
    ///   - environment: The environment that `${NAME}` refers to.
    ///   - needsSecrets: As for ``load(path:environment:needsSecrets:)``.
    /// - Returns: A complete profile without contradictions.
    /// - Throws: ``ProfileErrors`` with every problem of the text; a syntax error comes alone.
    package static func parse(
        yaml: String, file: String, environment: [String: String], needsSecrets: Bool = true
    ) throws(ProfileErrors) -> Profile {
        let document = try YAMLDocument(yaml, file: file)
        return try ProfileReader(
            document: document, environment: environment, needsSecrets: needsSecrets
        ).read()
    }
}
