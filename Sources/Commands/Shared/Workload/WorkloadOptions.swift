import ArgumentParser
import Foundation
import Load
import Readiness

/// The options that say what is asked; shared by every command that puts a load on an endpoint.
struct WorkloadOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What is asked: short-chat, long-context, code, rag, or a file of JSON lines, a ShareGPT "
                + "list or a trace. Default: short-chat.", valueName: "NAME|FILE"))
    var workload: String?

    @Option(
        name: .customLong("cache-hit"),
        help: ArgumentHelp(
            "Share of each prompt, from its beginning, that all prompts share: 0 (differ from the "
                + "first word) to 1 (one text).", valueName: "0..1"))
    var cacheHit: Double?

    @Option(
        name: .customLong("prompt-tokens"),
        help: ArgumentHelp(
            "Prompt length: \(TokenDistribution.forms).", valueName: "TOKENS"))
    var promptTokens: String?

    @Option(
        name: [.customLong("output-tokens"), .customLong("max-tokens")],
        help: ArgumentHelp(
            "Most tokens of an answer, a number or a distribution. Default: 32.",
            valueName: "TOKENS"))
    var outputTokens: String?

    @Option(name: .long, help: ArgumentHelp("Turns of a session. Default: 1.", valueName: "N"))
    var turns: Int?

    @Option(
        name: .customLong("think-time"),
        help: ArgumentHelp(
            "Time between an answer and the next turn. Default: none.", valueName: "TIME"))
    var thinkTime: String?

    @Option(
        name: .long,
        help: "What a turn carries of the turns before it: none or grow. Default: none.")
    var history: HistoryMode = .none

    @Flag(name: .customLong("no-stream"), help: "Ask for whole answers instead of streams.")
    var isWhole = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Equal seeds give equal prompts and schedules. Default: new each time.", valueName: "N")
    )
    var seed: UInt64?

    @Flag(
        name: .customLong("skip-bad-lines"),
        help: "Go on without lines of a file that cannot be used, naming them.")
    var skipsBadLines = false

    func validate() throws {
        if let cacheHit, !(0...1).contains(cacheHit) {
            throw ValidationError("--cache-hit is \(cacheHit); expected a share from 0 to 1")
        }
        if let turns, !(1...1000).contains(turns) {
            throw ValidationError("--turns is \(turns); expected 1 to 1000")
        }
        _ = try distribution(promptTokens, "--prompt-tokens")
        _ = try distribution(outputTokens, "--output-tokens")
        _ = try FlagTime.duration(thinkTime, "--think-time")
        guard isFile else {
            if thinkTime != nil, (turns ?? 1) == 1 {
                throw ValidationError("--think-time passes between turns; give --turns as well")
            }
            if history == .grow, (turns ?? 1) == 1 {
                throw ValidationError(
                    "--history grow needs turns to grow over; give --turns as well")
            }
            return
        }
        let given = [
            ("--cache-hit", cacheHit != nil), ("--prompt-tokens", promptTokens != nil),
            ("--turns", turns != nil),
        ].filter(\.1).map(\.0)
        if let first = given.first {
            throw ValidationError("\(first) goes with a built-in set; the file says its own")
        }
    }

    /// Whether the workload is a file.
    var isFile: Bool { workload.map { PromptSet(rawValue: $0) == nil } ?? false }

    /// The seed to use: the one given, or one drawn anew, since generators that start together must not
    /// send the same requests at the same moments.
    var chosenSeed: UInt64 { seed ?? UInt64.random(in: 1...(1 << 53)) }

    /// Makes the workload.
    ///
    /// - Parameters:
    ///   - profile: Says what the options do not.
    ///   - seed: The seed.
    ///   - cycles: Whether a file begins anew at its end.
    /// - Returns: The workload, and remarks about it.
    /// - Throws: `UsageError` for an unknown name or a file that cannot be used.
    func make(
        profile: Profile, seed: UInt64, cycles: Bool
    ) throws -> (workload: any Workload, notes: [String]) {
        let output =
            try distribution(outputTokens, "--output-tokens")
            ?? .fixed(profile.workload.maxTokens)
        if isFile, let path = workload {
            return try read(path, output: output, seed: seed, cycles: cycles)
        }
        guard !skipsBadLines else {
            throw UsageError("--skip-bad-lines goes with a workload file or a trace")
        }
        if workload == nil, case .text(let text) = profile.workload.prompt {
            return try fixed(text, output: output)
        }
        let name = workload ?? profileSet(profile).rawValue
        guard let set = PromptSet(rawValue: name) else {
            throw UsageError("no workload is called \"\(name)\"")
        }
        var settings = BuiltInWorkload.Settings(set: set, outputTokens: output, seed: seed)
        if let tokens = try distribution(promptTokens, "--prompt-tokens") {
            settings.promptTokens = tokens
        } else if workload == nil {
            settings.promptTokens = .fixed(profile.workload.promptTokens)
        }
        settings.turns = turns ?? 1
        settings.thinkTime = try FlagTime.duration(thinkTime, "--think-time") ?? .zero
        settings.cacheHit = cacheHit
        return (BuiltInWorkload(settings), [])
    }

    private func fixed(
        _ text: String, output: TokenDistribution
    ) throws(UsageError) -> (workload: any Workload, notes: [String]) {
        guard case .fixed(let maxTokens) = output, turns == nil, promptTokens == nil,
            cacheHit == nil
        else {
            throw UsageError(
                "the profile has one fixed prompt; --turns, --prompt-tokens, --cache-hit and "
                    + "distributions of answers need --workload with a built-in set")
        }
        return (
            FixedPromptWorkload(text: text, maxTokens: maxTokens),
            ["every request sends the same prompt, which a prefix cache makes look fast"]
        )
    }

    private func profileSet(_ profile: Profile) -> PromptSet {
        guard case .named(let name) = profile.workload.prompt else { return .shortChat }
        return PromptSet(rawValue: name) ?? .shortChat
    }

    private func read(
        _ path: String, output: TokenDistribution, seed: UInt64, cycles: Bool
    ) throws -> (workload: any Workload, notes: [String]) {
        guard FileManager.default.fileExists(atPath: path) else {
            let names = PromptSet.allCases.map(\.rawValue)
            let nearest = NearestSpelling.of(path, among: names).map { "; did you mean \($0)?" }
            throw UsageError(
                "\(path) is neither a file nor one of \(names.joined(separator: ", "))"
                    + (nearest ?? ""))
        }
        guard case .fixed(let maxTokens) = output else {
            throw UsageError("--output-tokens takes one number beside a workload file")
        }
        var settings = FileWorkload.Settings(maxTokens: maxTokens, seed: seed)
        settings.thinkTime = try FlagTime.duration(thinkTime, "--think-time") ?? .zero
        settings.cycles = cycles
        do {
            let reading = try FileWorkload.read(
                path: path, settings: settings, skipsBadLines: skipsBadLines)
            return (reading.workload, reading.skipped.map { "left out \($0)" })
        } catch {
            throw UsageError("\(error)")
        }
    }

    private func distribution(_ text: String?, _ flag: String) throws -> TokenDistribution? {
        guard let text else { return nil }
        guard let distribution = TokenDistribution.parse(text) else {
            throw ValidationError(
                "\(flag): \"\(text)\" is no number of tokens; write \(TokenDistribution.forms)")
        }
        return distribution
    }
}

extension HistoryMode: ExpressibleByArgument {}
