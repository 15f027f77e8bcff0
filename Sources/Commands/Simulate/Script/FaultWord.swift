import Readiness
import Simulator

/// A fault as a script names it, and the keys that say how bad it is.
struct FaultWord: Sendable {
    /// The name.
    let name: String
    /// The keys it takes.
    let keys: [String]
    /// What it does, with its keys.
    let meaning: String
    /// Makes the fault; nil after a problem was reported.
    let make: @Sendable (FaultParameters) -> Fault?

    /// Describes a word.
    init(
        _ name: String, _ keys: [String], _ meaning: String,
        make: @escaping @Sendable (FaultParameters) -> Fault?
    ) {
        self.name = name
        self.keys = keys
        self.meaning = meaning
        self.make = make
    }

    /// Describes a word without keys.
    init(
        _ name: String, _ meaning: String,
        make: @escaping @Sendable (FaultParameters) -> Fault?
    ) {
        self.init(name, [], meaning, make: make)
    }

    /// All words, in the order they are listed.
    static let all = inEngine + onMachine + onPath + inStream + inAnswers + inTelling
}
