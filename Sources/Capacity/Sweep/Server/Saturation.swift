/// What a level ran into.
package struct Saturation: Sendable, Equatable {
    /// The bottleneck.
    package enum Bottleneck: String, Sendable, Equatable, Codable, CaseIterable {
        /// Nothing: no request waits, and steps take no longer than without load.
        case none
        /// Every slot runs a request while others wait for one.
        case slots
        /// The KV cache is full: requests wait for blocks, or lose theirs.
        case cache
        /// Every request runs, and steps take longer the more there are.
        case compute
        /// Requests wait although neither slots nor cache are full.
        case admission
        /// The path between client and engine.
        case path
        /// firstlight itself.
        case client
        /// The servers did not tell, and the client's figures alone do not show it.
        case unknown
    }

    /// What a finding rests on.
    package enum Basis: String, Sendable, Equatable, Codable, CaseIterable {
        /// What the servers said of themselves.
        case server
        /// The client's measurements alone.
        case client
    }

    /// The bottleneck.
    package var bottleneck: Bottleneck

    /// What it rests on.
    package var basis: Basis

    /// The finding with its figures, as a sentence without a full stop.
    package var statement: String

    /// Creates a finding.
    ///
    /// - Parameters:
    ///   - bottleneck: The bottleneck.
    ///   - basis: What it rests on.
    ///   - statement: The finding with its figures.
    package init(_ bottleneck: Bottleneck, _ basis: Basis, _ statement: String) {
        self.bottleneck = bottleneck
        self.basis = basis
        self.statement = statement
    }
}
