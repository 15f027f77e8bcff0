/// A fault of the field's catalogue, as the simulator can show it.
package struct CataloguedFault: Sendable {
    /// The name on the command line and in reports, such as `slot-limit`.
    package let name: String
    /// One sentence: what is wrong.
    package let summary: String
    /// One sentence: what a measurement should find.
    package let shows: String
    /// Why a server on the loopback interface cannot show it; nil when it can.
    ///
    /// Virtual time shows all.
    package let notServable: String?
    /// The fault at a strength from 0 (barely there) to 1 (as bad as it gets), with draws from a seed.
    package let rehearsed: @Sendable (_ strength: Double, _ seed: UInt64) -> Rehearsed

    /// Describes a fault.
    package init(
        name: String, summary: String, shows: String, notServable: String? = nil,
        rehearsed: @escaping @Sendable (_ strength: Double, _ seed: UInt64) -> Rehearsed
    ) {
        self.name = name
        self.summary = summary
        self.shows = shows
        self.notServable = notServable
        self.rehearsed = rehearsed
    }
}
