/// What holds around one engine at one moment, of all the conditions of a ``FaultScript``.
struct EngineConditions: Equatable, Sendable {
    /// Every step takes this many times as long.
    var stepFactor = 1.0
    /// The API server's extra work on a request, in seconds.
    var apiSeconds = 0.0
    /// The same for each token of its prompt.
    var apiSecondsPerPromptToken = 0.0
    /// Whether no step begins or ends.
    var isHanging = false
    /// Whether the process is gone.
    var isDown = false
    /// Whether clients that went away are not heard of.
    var isDeafToHangUps = false
    /// Tokens of KV cache that are lost every second.
    var leakedTokensPerSecond = 0.0
    /// Whether nothing is found in the prefix cache.
    var isPrefixCacheDefeated = false
    /// Share of the drafted tokens that the model accepts; nil as the engine is set up.
    var draftAcceptance: Double?
    /// How many requests may wait before others are turned away; nil for any number.
    var queueLimit: Int?

    /// Nothing is wrong.
    static let none = EngineConditions()

    /// Nothing is wrong.
    init() {}

    /// Sums up conditions; those that do not touch the engine are passed over.
    init(_ faults: [Fault]) {
        for fault in faults {
            switch fault {
            case .throttled(let factor, _), .neighbour(let factor, _): stepFactor *= factor
            case .apiWork(let perRequest, let perPromptToken):
                apiSeconds += perRequest / .seconds(1)
                apiSecondsPerPromptToken += perPromptToken / .seconds(1)
            case .hang: isHanging = true
            case .down: isDown = true
            case .deafToHangUps: isDeafToHangUps = true
            case .kvLeak(let tokensPerSecond): leakedTokensPerSecond += tokensPerSecond
            case .coldPrefixCache: isPrefixCacheDefeated = true
            case .draftAcceptance(let share): draftAcceptance = share
            case .queueLimit(let requests): queueLimit = min(requests, queueLimit ?? requests)
            default: continue
            }
        }
    }
}
