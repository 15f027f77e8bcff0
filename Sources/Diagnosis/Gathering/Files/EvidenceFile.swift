/// The files of an evidence directory.
package enum EvidenceFile: String, Sendable, Hashable, CaseIterable {
    /// A measured request a line.
    case probes = "probes.jsonl"
    /// A cheap request beside them a line.
    case beacons = "beacons.jsonl"
    /// A page of metrics a line, or why it could not be had.
    case scrapes = "scrapes.jsonl"
    /// What the client knows of itself: one object.
    case client = "client.json"

    /// The path of the file in a folder.
    ///
    /// - Parameter folder: The folder's path.
    /// - Returns: The path.
    package func path(in folder: String) -> String {
        folder.hasSuffix("/") ? folder + rawValue : "\(folder)/\(rawValue)"
    }
}
