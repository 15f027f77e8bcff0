/// Which server a simulated one pretends to be: the engine and its release.
package struct SimulatedRelease: Equatable, Sendable, CustomStringConvertible {
    /// The engine.
    package let engine: SimulatedEngine
    /// Its release.
    package let version: ReleaseVersion

    /// The newest release of an engine that is known here.
    package init(_ engine: SimulatedEngine) {
        self.engine = engine
        version = engine.defaultVersion
    }

    /// A release of an engine.
    ///
    /// - Parameters:
    ///   - engine: The engine.
    ///   - text: Its release, such as `0.9.2`.
    /// - Throws: ``SimulatedReleaseError`` when the text is no number, or the words of that release are not known.
    package init(_ engine: SimulatedEngine, version text: String) throws(SimulatedReleaseError) {
        guard let version = ReleaseVersion(text) else {
            throw .notAVersion(engine, text)
        }
        guard version >= engine.firstVersion else {
            throw .tooOld(engine, version)
        }
        if let end = engine.endVersion, version >= end {
            throw .tooNew(engine, version, end: end)
        }
        self.engine = engine
        self.version = version
    }

    /// A release named in the source text, which is one of those known.
    init(known engine: SimulatedEngine, _ version: ReleaseVersion) {
        self.engine = engine
        self.version = version
    }

    /// `sglang 0.5.9`.
    package var description: String {
        "\(engine.rawValue) \(version)"
    }

    /// Whether the release is a given one or a later one.
    func isAtLeast(_ version: ReleaseVersion) -> Bool {
        self.version >= version
    }
}
