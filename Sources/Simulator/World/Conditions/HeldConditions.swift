/// The conditions that hold at one moment in one place, added up.
struct HeldConditions: Equatable, Sendable {
    /// A gateway's workers, and how long each is busy with a request.
    struct Gateway: Equatable, Sendable {
        var workers: Int
        var serviceSeconds: Double
    }

    /// All of them.
    let faults: [Fault]

    /// What holds around the engine.
    let engine: EngineConditions
    /// What holds for the answers.
    let answers: AnswerConditions
    /// What a new connection pays besides.
    private(set) var resolveSeconds = 0.0
    private(set) var connectSeconds = 0.0
    private(set) var secureSeconds = 0.0
    private(set) var gateway: Gateway?
    private(set) var hasFrozenGauges = false
    private(set) var hasFrozenPage = false
    private(set) var scrapeFails = false
    private(set) var clockSkewSeconds = 0.0

    /// Adds conditions up.
    init(_ faults: [Fault] = []) {
        self.faults = faults
        engine = EngineConditions(faults)
        answers = AnswerConditions(faults)
        for fault in faults { add(fault) }
    }

    private mutating func add(_ fault: Fault) {
        switch fault {
        case .slowConnect(let resolve, let connect, let secure):
            resolveSeconds += resolve / .seconds(1)
            connectSeconds += connect / .seconds(1)
            secureSeconds += secure / .seconds(1)
        case .gatewayQueue(let workers, let service):
            gateway = Gateway(workers: max(1, workers), serviceSeconds: service / .seconds(1))
        case .frozenGauges: hasFrozenGauges = true
        case .frozenPage: hasFrozenPage = true
        case .scrapeFails: scrapeFails = true
        case .clockSkew(let skew): clockSkewSeconds += skew / .seconds(1)
        default: break
        }
    }
}
