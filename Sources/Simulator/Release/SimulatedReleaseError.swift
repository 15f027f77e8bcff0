/// Why a release cannot be simulated.
package enum SimulatedReleaseError: Error, Equatable, CustomStringConvertible {
    /// The text is no release number.
    case notAVersion(SimulatedEngine, String)
    /// Older than anything known here.
    case tooOld(SimulatedEngine, ReleaseVersion)
    /// The engine was gone by then.
    case tooNew(SimulatedEngine, ReleaseVersion, end: ReleaseVersion)

    /// A sentence that names the release found and those that are known.
    package var description: String {
        switch self {
        case .notAVersion(let engine, let text):
            "\"\(text)\" is no release of \(engine.rawValue); expected a number such as "
                + "\(engine.defaultVersion)"
        case .tooOld(let engine, let version):
            "\(engine.rawValue) \(version) is not simulated; the oldest release is "
                + "\(engine.firstVersion), the newest known is \(engine.defaultVersion)"
        case .tooNew(let engine, let version, let end):
            "\(engine.rawValue) \(version) is not simulated; it was last seen before \(end), try "
                + "\(engine.defaultVersion)"
        }
    }
}
