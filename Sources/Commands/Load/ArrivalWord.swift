import ArgumentParser
import Load

/// An arrival process as it is typed: `constant`, `poisson`, `gamma` or `gamma:0.5`.
struct ArrivalWord: ExpressibleByArgument, Equatable {
    /// The process.
    let process: ArrivalProcess

    /// The shape of `gamma` alone: twice as bursty as Poisson.
    private static let usualShape = 0.25
    private static let shapes = 0.01...1000.0

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("constant", 1): process = .constant
        case ("poisson", 1): process = .poisson
        case ("gamma", 1): process = .gamma(shape: Self.usualShape)
        case ("gamma", 2):
            guard let shape = Double(parts[1]), Self.shapes.contains(shape) else { return nil }
            process = .gamma(shape: shape)
        default: return nil
        }
    }
}
