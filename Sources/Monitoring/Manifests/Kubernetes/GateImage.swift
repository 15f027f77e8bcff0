/// How the image is made that gates run in.
enum GateImage {
    /// Where the file is, below the output folder.
    static let path = "gate/Dockerfile"

    /// The parts whose files start firstlight in a container.
    static let users: Set<GeneratedPart> = [.job, .argo, .flagger, .compose]

    /// The file.
    ///
    /// - Parameter subject: For what, and with which version of firstlight.
    /// - Returns: A Dockerfile.
    static func file(for subject: GenerationSubject) -> GeneratedFile {
        let image = GateObjects.image(subject)
        let text = """
            # Put the static binary beside this file as gate/firstlight.
            FROM debian:12-slim
            # The system's libraries that the binary is linked with, and certificate authorities.
            RUN apt-get update \\
             && apt-get install --yes --no-install-recommends ca-certificates libsqlite3-0 libstdc++6 zlib1g \\
             && rm -rf /var/lib/apt/lists/*
            COPY --chmod=0755 firstlight /usr/local/bin/firstlight
            # Writes nothing but what is mounted.
            USER 65534:65534
            CMD ["firstlight", "--version"]
            """
        return GeneratedFile(
            path: path, text: GeneratedHeader.comment(for: subject) + text,
            purpose: "Makes the image that the gate runs in.",
            use: "`docker build --tag \(image) gate` with a name of yours, push it, and put the "
                + "name in the place of `\(image)` in the manifests")
    }
}
