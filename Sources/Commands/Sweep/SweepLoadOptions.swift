import ArgumentParser
import Capacity
import Load
import Readiness

/// The options that say which levels there are and how much each may take.
struct SweepLoadOptions: ParsableArguments {
    /// How the starts of an open loop scatter.
    enum Arrivals: String, ExpressibleByArgument, CaseIterable {
        case constant, poisson
    }

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Requests in flight, level by level, from low to high. Default: 1,2,4,8,16.",
            valueName: "N,N,..."))
    var concurrency: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Requests started a second, level by level, whatever the server does.",
            valueName: "R,R,..."))
    var rate: String?

    @Flag(
        name: .long,
        help: """
            Search instead: double from the first level until one is not met, then halve between \
            the highest met one and the lowest that is not.
            """)
    var find = false

    @Option(
        name: .long,
        help: ArgumentHelp("With --find: no higher level. Default: 1024.", valueName: "LEVEL"))
    var max: Double?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "With --find: how near to come to the highest load. Default: 10%.", valueName: "P"))
    var resolution: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Requests that count at each level, looked at once. Default: until the level is "
                + "decided, looked at after 150, 300 and 600.", valueName: "N"))
    var requests: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Longest time of each level. Default: 5m unless --requests is given.",
            valueName: "TIME"))
    var duration: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Time under load before requests count; what comes before the level is reached is left "
                + "out in any case. Default: none, with --rate 2s.", valueName: "TIME"))
    var warmup: String?

    @Option(
        name: .long, help: "With --rate: how starts scatter, constant or poisson.")
    var arrivals: Arrivals = .poisson

    @Flag(
        name: .customLong("all-levels"),
        help: "Go on after a level that violates an objective, for the whole curve.")
    var goesOn = false

    @Option(name: .long, help: ArgumentHelp("Equal seeds send equal requests.", valueName: "N"))
    var seed: UInt64?

    /// The plan that these options stand for.
    ///
    /// - Parameters:
    ///   - seed: The seed where none is given.
    ///   - confidence: The confidence of the answer; the default for `nil`.
    /// - Returns: The plan.
    /// - Throws: `ValidationError` with the option that is wrong.
    func plan(seed: UInt64, confidence: Double?) throws -> SweepPlan {
        if concurrency != nil, rate != nil {
            throw ValidationError("--concurrency and --rate exclude each other")
        }
        let axis: SweepAxis = rate == nil ? .concurrency : .rate
        do {
            var plan = try SweepPlan(
                axis: axis, search: try search(axis), budget: try budget(axis),
                confidence: confidence ?? ProfileDefaults.confidence, seed: self.seed ?? seed)
            plan.arrivals = arrivals == .poisson ? .poisson : .constant
            plan.goesOn = goesOn
            return plan
        } catch let error as SweepPlanError {
            throw ValidationError("\(error)")
        }
    }

    private func search(_ axis: SweepAxis) throws -> SweepPlan.Search {
        let text = axis == .rate ? rate : concurrency
        let levels = try text.map { try Self.numbers($0, "--\(axis.rawValue)") }
        guard find else {
            if max != nil || resolution != nil {
                throw ValidationError("--max and --resolution go with --find")
            }
            return .levels(levels ?? [1, 2, 4, 8, 16])
        }
        if goesOn { throw ValidationError("--all-levels goes with named levels, not with --find") }
        let starts = levels ?? [1]
        guard starts.count == 1, let start = starts.first else {
            throw ValidationError(
                "--find starts at one level and finds the others; give --\(axis.rawValue) one number"
            )
        }
        var bounds = SweepBounds(start: start, limit: max ?? 1024)
        if let resolution {
            do {
                bounds.resolution = try RatioText.parse(resolution).double
            } catch {
                throw ValidationError("--resolution: \(error)")
            }
        }
        return .find(bounds)
    }

    private func budget(_ axis: SweepAxis) throws -> LevelBudget {
        let time = try FlagTime.duration(duration, "--duration")
        let warm = try warmup.map { text in
            text == "0" ? .zero : try FlagTime.duration(text, "--warmup") ?? .zero
        }
        let warmup = warm ?? (axis == .rate ? .seconds(2) : .zero)
        guard requests == nil, time == nil || find else {
            return LevelBudget(requests: requests, duration: time, warmup: warmup)
        }
        return .untilDecided(from: 150, duration: time ?? .seconds(300), warmup: warmup)
    }

    private static func numbers(_ text: String, _ flag: String) throws(ValidationError) -> [Double]
    {
        var numbers: [Double] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let word = part.filter { $0 != " " }
            guard let number = Double(word), number.isFinite else {
                throw ValidationError(
                    "\(flag) has \"\(word)\" where a number belongs; write levels separated by "
                        + "commas, such as 1,2,4,8")
            }
            numbers.append(number)
        }
        return numbers
    }
}
