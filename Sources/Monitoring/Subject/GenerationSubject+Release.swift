import Signals

extension GenerationSubject {
    /// What is to be said about a release outside those that are known.
    ///
    /// - Returns: nil for a release among them, for none, and where the live engine told its names.
    /// - Throws: `GenerationError.impossible` for a release before the first one with metrics.
    func releaseNote() throws(GenerationError) -> GenerationNote? {
        guard let version, live == nil, let known = KnownReleases(engine) else { return nil }
        let way = "compare them with the live engine's by --from URL"
        if version > known.newest {
            return GenerationNote(
                title,
                "newer than \(known.newest), the newest release that is known: its names are used; "
                    + way)
        }
        guard version < known.oldest else { return nil }
        if known.isFirst {
            throw .impossible(
                subject: title,
                reason:
                    "older than \(known.oldest), the oldest release with metrics that are known",
                advice: "name a release from \(known.oldest) to \(known.newest), or none for "
                    + "queries that fit all of them")
        }
        return GenerationNote(
            title,
            "older than \(known.oldest), the oldest release that was looked at: its names are used; "
                + way)
    }
}
