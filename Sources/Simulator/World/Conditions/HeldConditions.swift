/// The conditions that hold at one moment in one place, added up.
struct HeldConditions: Equatable, Sendable {
    /// A gateway's workers, and how long each is busy with a request.
    struct Gateway: Equatable, Sendable {
        var workers: Int
        var serviceSeconds: Double
    }

    /// All of them.
    let faults: [Fault]

    /// How many times as long a step takes.
    private(set) var stepFactor = 1.0
    /// Further work of the API server for each request, and for each token of its prompt.
    private(set) var apiSeconds = 0.0
    private(set) var apiSecondsPerPromptToken = 0.0
    private(set) var hangs = false
    private(set) var isDown = false
    private(set) var kvLeakTokensPerSecond = 0.0
    private(set) var hasColdPrefixCache = false
    private(set) var isDeafToHangUps = false
    private(set) var draftAcceptance: Double?
    /// What a new connection pays besides.
    private(set) var resolveSeconds = 0.0
    private(set) var connectSeconds = 0.0
    private(set) var secureSeconds = 0.0
    private(set) var gateway: Gateway?
    private(set) var hasFrozenGauges = false
    private(set) var hasFrozenPage = false
    private(set) var scrapeFails = false
    private(set) var renamedFamilies: [String: String] = [:]
    private(set) var clockSkewSeconds = 0.0

    /// Adds conditions up.
    init(_ faults: [Fault] = []) {
        self.faults = faults
        for fault in faults { add(fault) }
    }

    private mutating func add(_ fault: Fault) {
        switch fault {
        case .throttled(let factor, _), .neighbour(let factor, _): stepFactor *= factor
        case .apiWork(let perRequest, let perPromptToken):
            apiSeconds += perRequest / .seconds(1)
            apiSecondsPerPromptToken += perPromptToken / .seconds(1)
        case .hang: hangs = true
        case .down: isDown = true
        case .kvLeak(let rate): kvLeakTokensPerSecond += rate
        case .coldPrefixCache: hasColdPrefixCache = true
        case .deafToHangUps: isDeafToHangUps = true
        case .draftAcceptance(let share): draftAcceptance = share
        case .slowConnect(let resolve, let connect, let secure):
            resolveSeconds += resolve / .seconds(1)
            connectSeconds += connect / .seconds(1)
            secureSeconds += secure / .seconds(1)
        case .gatewayQueue(let workers, let service):
            gateway = Gateway(workers: max(1, workers), serviceSeconds: service / .seconds(1))
        case .frozenGauges: hasFrozenGauges = true
        case .frozenPage: hasFrozenPage = true
        case .scrapeFails: scrapeFails = true
        case .renamedFamilies(let names): renamedFamilies.merge(names) { $1 }
        case .clockSkew(let skew): clockSkewSeconds += skew / .seconds(1)
        default: break
        }
    }
}
