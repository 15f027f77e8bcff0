import Readiness
import Signals

/// The file that says how the engine is started so that every limit is a bound.
enum BucketFile {
    /// Makes the file.
    ///
    /// - Parameter subject: Engine, release and profile.
    /// - Returns: The file, and a note for every limit that no flag makes a bound.
    static func set(for subject: GenerationSubject) -> GeneratedSet {
        let plan = BucketPlan(subject)
        var lines: [String] = []
        if subject.profile == nil {
            lines.append("No profile was named: the limits are those of firstlight gate.")
        }
        for list in plan.lists {
            let added = list.added.map { "\(BucketFlag.number($0)) s" }.joined(separator: ", ")
            lines.append("\(list.family): \(added) added; the other bounds stay.")
        }
        for miss in plan.misses {
            lines.append("\(miss.objective): \(sentence(miss, plan, subject)).")
        }
        if plan.lists.isEmpty, plan.misses.isEmpty {
            lines.append("Every limit is a bound already: nothing is to be set.")
        } else if plan.lists.isEmpty {
            lines.append("No flag is printed: \(noFlag(plan, subject)).")
        }
        var text = GeneratedHeader.comment(for: subject, lines)
        if !plan.lists.isEmpty { text += BucketPlan.commandLine(plan.arguments) + "\n" }
        var set = GeneratedSet()
        set.add(
            GeneratedFile(
                path: "engine/buckets.txt", text: text,
                purpose: plan.lists.isEmpty
                    ? "Which limits are histogram bounds; there is no flag to set."
                    : "Histogram bounds with every limit among them, as the engine's flag.",
                use: plan.lists.isEmpty
                    ? nil
                    : "append the line to the command that starts \(subject.engine.displayName)"
                        + (subject.limitsAreBounds
                            ? "; the generated manifests have it already"
                            : ", and generate with `--limits-as-bounds`: until then all other "
                                + "files count at the bounds that the engine has by itself")))
        if plan.lists.isEmpty, !plan.misses.isEmpty {
            set.add(GenerationNote("buckets", "no flag is printed: \(noFlag(plan, subject))"))
        }
        for miss in plan.misses {
            set.add(GenerationNote("\(miss.objective)", sentence(miss, plan, subject)))
        }
        return set
    }

    /// Why no flag can be printed.
    private static func noFlag(_ plan: BucketPlan, _ subject: GenerationSubject) -> String {
        switch plan.engine {
        case .vllm: "\(subject.title) takes no bounds for the histograms of these limits"
        case .sglang: "\(subject.title) has no flag for the histograms of these limits"
        default: "\(plan.engine.displayName) has no flag that sets histogram bounds"
        }
    }

    private static func sentence(
        _ miss: BucketPlan.Miss, _ plan: BucketPlan, _ subject: GenerationSubject
    ) -> String {
        let name = plan.engine.displayName
        guard let bounds = miss.bounds, !bounds.isEmpty else {
            if let histogram = subject.histogram(of: miss.signal) {
                return "the bounds of \(histogram.selector.name) depend on how the server was "
                    + "started, and no flag places one"
            }
            return "\(name) has no histogram of "
                + "\(miss.signal.definition.title), so no bound can hold the limit"
        }
        let limit = miss.objective.threshold
        let around = [bounds.last { $0 < limit }, bounds.first { $0 > limit }].compactMap { $0 }
            .map { "\(ShortNumber.text($0)) s" }.joined(separator: " and ")
        return "the limit is no bound of \(name)'s histogram of "
            + "\(miss.signal.definition.title); the nearest are \(around). "
            + advice(plan.engine)
    }

    /// What can be done instead.
    private static func advice(_ engine: EngineKind) -> String {
        switch engine {
        case .vllm:
            "Bounds can be set from 0.32 on, with --custom-histogram-buckets"
        case .dynamo:
            "DYN_METRICS_TTFT_MIN, _MAX and _COUNT, and those of ITL and REQUEST_DURATION, "
                + "move its bounds and place none exactly"
        default: "No flag sets them: require one of the bounds instead"
        }
    }
}
