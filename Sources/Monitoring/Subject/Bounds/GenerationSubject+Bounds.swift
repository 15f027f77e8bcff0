package import Readiness
package import Signals

/// The histogram bounds that every part of a run assumes.
extension GenerationSubject {
    /// The finite bucket bounds of a signal's histogram in the signal's unit, ascending; nil where
    /// they are not known.
    ///
    /// Those that the live engine has where it was asked, else those that its release starts with;
    /// with the limits among them where the run assumes that.
    package func bounds(of signal: Signal) -> [Double]? {
        if let family = adjustableFamily(of: signal), let bounds = limitBounds[family] {
            return bounds
        }
        return knownBounds(of: signal)
    }

    /// The bounds that the engine has without anybody's doing: the live one's, else its release's.
    func knownBounds(of signal: Signal) -> [Double]? {
        guard let (selector, scale) = histogram(of: signal) else { return nil }
        if let live, let bounds = live.bounds(ofHistogram: selector.name) {
            return bounds.map { $0 * scale }
        }
        return releaseBounds(of: signal)
    }

    /// The bounds that the release starts with.
    private func releaseBounds(of signal: Signal) -> [Double]? {
        for case .histogram(let plain, let scale) in sources(of: signal).map(\.formula) {
            for family in KnownFamilies.families(named: plain.name) {
                if let bounds = family.buckets?.bounds(in: version) {
                    return bounds.map { $0 * scale }
                }
            }
        }
        return nil
    }

    /// What names a signal's histogram in the flag for bounds; nil where the release has no flag for
    /// it.
    func adjustableFamily(of signal: Signal) -> String? {
        guard let family = BucketFlag.family(of: signal, engine: engine),
            let since = boundsAdjustableSince(signal),
            version.map({ since <= $0 }) ?? true
        else { return nil }
        return family
    }

    /// The release from which a signal's histogram can be given bounds; nil when it never can.
    func boundsAdjustableSince(_ signal: Signal) -> EngineVersion? {
        for case .histogram(let selector, 1) in sources(of: signal).map(\.formula) {
            for family in KnownFamilies.families(named: selector.name) {
                if let since = family.buckets?.adjustableSince { return since }
            }
        }
        return nil
    }

    // MARK: - Limits

    /// The limits on percentiles of times: the profile's, hard ones first, else the gate's own.
    ///
    /// A limit on a mean is none: sums and counts tell it, and no bucket does.
    package var timeLimits: [Objective] {
        (profile?.allObjectives ?? ProfileDefaults.objectives)
            .filter {
                $0.metric.dimension == .duration && $0.comparison == .atMost
                    && $0.requiredShare != nil
            }
    }

    /// The engine's arguments with which it has the bounds that the run assumes; none where it
    /// starts with them by itself.
    var boundArguments: [String] {
        var lists: [String: [Double]] = [:]
        for signal in Signal.allCases {
            guard let family = adjustableFamily(of: signal), let assumed = bounds(of: signal),
                assumed != releaseBounds(of: signal)
            else { continue }
            lists[family] = assumed
        }
        return BucketPlan.arguments(lists.sorted { $0.key < $1.key }.map { ($0, $1) }, engine)
    }

    /// Has every part of the run assume that the engine is started with the limits among its bounds.
    ///
    /// - Throws: `GenerationError.impossible` for an engine or a release without a flag for bounds.
    package mutating func assumeLimitsAsBounds() throws(GenerationError) {
        guard Signal.allCases.contains(where: { adjustableFamily(of: $0) != nil }) else {
            let since = Signal.allCases.compactMap { signal in
                BucketFlag.family(of: signal, engine: engine)
                    .flatMap { _ in boundsAdjustableSince(signal) }
            }.min()
            throw .impossible(
                subject: "--limits-as-bounds",
                reason: "\(title) has no flag for the bounds of its histograms",
                advice: (since.map { "it came with \($0); " } ?? "")
                    + "leave the option out, and limits are counted at the next lower bound")
        }
        limitsAreBounds = true
        for list in BucketPlan(self).lists { limitBounds[list.family] = list.bounds }
    }

    /// What is to be said once about the bounds that a run assumes.
    var boundNotes: [GenerationNote] {
        guard limitsAreBounds else { return [] }
        let plan = BucketPlan(self)
        guard !plan.lists.isEmpty else {
            return [
                GenerationNote(
                    "--limits-as-bounds",
                    plan.misses.isEmpty
                        ? "every limit is a bound already" : "no flag makes the limits bounds")
            ]
        }
        let added = Set(plan.lists.flatMap(\.added)).sorted().map(ShortNumber.seconds)
            .joined(separator: ", ")
        let flag = BucketPlan.commandLine(boundArguments)
        let missing = live.map {
            "; the engine at \($0.url) has no such bound yet, so until it is started anew what is "
                + "counted there has no data and \(AlertID.bucketBoundMissing.rawValue) fires"
        }
        return [
            GenerationNote(
                "--limits-as-bounds",
                "\(engine.displayName) must be started with \(flag), as the manifests do: limits "
                    + "are counted at \(added)" + (missing ?? ""))
        ]
    }
}
