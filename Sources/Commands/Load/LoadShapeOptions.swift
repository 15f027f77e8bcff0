import ArgumentParser
import Foundation
import Load

/// The options that say when requests start and when that ends.
struct LoadShapeOptions: ParsableArguments {
    @Option(
        name: [.customLong("concurrency"), .customLong("sessions")],
        help: ArgumentHelp(
            "Sessions at once, each sending its next turn when the last is answered; or steps such "
                + "as 1:30s,4:30s. Default: 4.", valueName: "N"))
    var sessions: LoadLevel?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Sessions started a second, whatever the server does; or steps such as 5:1m,10:1m.",
            valueName: "R"))
    var rate: LoadLevel?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How starts scatter: constant, poisson, gamma or gamma:SHAPE (below 1: bursts). "
                + "Default: poisson.", valueName: "PROCESS"))
    var arrivals: ArrivalWord?

    @Option(
        name: .long,
        help: ArgumentHelp("Replay the starts of a trace.", valueName: "FILE"))
    var trace: String?

    @Option(
        name: .customLong("time-scale"),
        help: ArgumentHelp("Stretch a trace: 2 is half the speed. Default: 1.", valueName: "X"))
    var timeScale: Double?

    @Option(
        name: .long,
        help: ArgumentHelp("Grow evenly from nothing to N or R.", valueName: "TIME"))
    var ramp: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How long requests are started after the warm-up. Default: 30s, unless --requests, steps "
                + "or a file end the run.", valueName: "TIME"))
    var duration: String?

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("Most requests started.", valueName: "N"))
    var requests: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "First time of the run, whose requests count for nothing. Default: none.",
            valueName: "TIME"))
    var warmup: String?

    @Option(
        name: .customLong("token-budget"),
        help: ArgumentHelp(
            "Start nothing more once so many tokens were used, prompts and answers.",
            valueName: "N"))
    var tokenBudget: Int?

    @Option(
        name: .customLong("max-in-flight"),
        help: ArgumentHelp(
            "Stop as over-saturated when a rate or a trace has so many requests open. Default: 1024.",
            valueName: "N"))
    var inFlightMax: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How long requests may go on once nothing more starts. Default: 30s; with --requests, "
                + "until a request's own limit.", valueName: "TIME"))
    var drain: String?

    func validate() throws {
        let shapes = [
            ("--concurrency", sessions != nil), ("--rate", rate != nil), ("--trace", trace != nil),
        ].filter(\.1).map(\.0)
        if shapes.count > 1 {
            throw ValidationError("\(shapes.joined(separator: " and ")) exclude each other")
        }
        if arrivals != nil, rate == nil { throw ValidationError("--arrivals goes with --rate") }
        if let timeScale {
            guard trace != nil else { throw ValidationError("--time-scale goes with --trace") }
            guard (0.001...1000).contains(timeScale) else {
                throw ValidationError("--time-scale is \(timeScale); expected 0.001 to 1000")
            }
        }
        if let sessions, sessions.most > 10_000 || sessions.steps.contains(where: \.isBroken) {
            throw ValidationError("--concurrency takes whole numbers up to 10000")
        }
        if inFlightMax != nil, rate == nil, trace == nil {
            throw ValidationError("--max-in-flight goes with --rate or --trace")
        }
        for (flag, value) in [
            ("--requests", requests), ("--token-budget", tokenBudget),
            ("--max-in-flight", inFlightMax),
        ] {
            if let value, value < 1 {
                throw ValidationError("\(flag) is \(value); expected 1 or more")
            }
        }
        let steps = (rate ?? sessions)?.length
        if ramp != nil, steps != nil || trace != nil {
            throw ValidationError("--ramp goes with a single --concurrency or --rate")
        }
        _ = try times()
        let warmupTime = try FlagTime.duration(warmup, "--warmup") ?? .zero
        if let steps, steps <= warmupTime {
            throw ValidationError("--warmup is as long as all steps; nothing would count")
        }
    }

    private func times() throws -> [Duration?] {
        try [(ramp, "--ramp"), (duration, "--duration"), (warmup, "--warmup"), (drain, "--drain")]
            .map { try FlagTime.duration($0.0, $0.1) }
    }

    private static let usualDuration = Duration.seconds(30)
    private static let usualDrain = Duration.seconds(30)
    private static let usualInFlight = 1024

    /// Whether the clock starts requests.
    var isOpen: Bool { rate != nil || trace != nil }

    /// Whether something beside the workload ends the run.
    var isLimited: Bool {
        duration != nil || requests != nil || tokenBudget != nil
            || (rate ?? sessions)?.length != nil
    }

    /// The most requests that can be in flight.
    ///
    /// - Parameter usual: Sessions at once when nobody says.
    /// - Returns: How many.
    func inFlightMost(usual: Int) -> Int {
        isOpen ? inFlightMax ?? Self.usualInFlight : Int(sessions?.most ?? Double(usual))
    }

    /// Makes the plan.
    ///
    /// - Parameters:
    ///   - usual: Sessions at once when nobody says.
    ///   - seed: The seed.
    ///   - history: What a turn carries.
    ///   - isFinite: Whether the workload ends by itself.
    ///   - requestMax: The longest time of one request.
    /// - Returns: The plan.
    /// - Throws: `ValidationError` for a text that is no duration.
    func plan(
        usual: Int, seed: UInt64, history: HistoryMode, isFinite: Bool, requestMax: Duration
    ) throws -> LoadPlan {
        let times = try times()
        let shape: LoadShape
        if let rate {
            shape = .open(
                rate: rate.curve(ramp: times[0]), arrivals: arrivals?.process ?? .poisson)
        } else if trace != nil {
            shape = .replay(timeScale: timeScale ?? 1)
        } else {
            let curve = sessions?.curve(ramp: times[0])
            shape = .closed(
                sessions: curve
                    ?? .ramp(to: Double(usual), overSeconds: (times[0] ?? .zero) / .seconds(1)))
        }
        var plan = LoadPlan(shape: shape, seed: seed)
        plan.history = history
        plan.warmup = times[2] ?? .zero
        plan.requestsMax = requests
        plan.tokensMax = tokenBudget
        plan.inFlightMax = isOpen ? inFlightMost(usual: usual) : nil
        let steps = (rate ?? sessions)?.length.map { $0 - plan.warmup }
        plan.duration =
            times[1] ?? steps
            ?? (requests == nil && tokenBudget == nil && !isFinite ? Self.usualDuration : nil)
        plan.drain = times[3] ?? (plan.duration == nil ? requestMax : Self.usualDrain)
        return plan
    }
}

extension LoadLevel.Step {
    /// Whether the value is no whole number.
    var isBroken: Bool { value != value.rounded() }
}
