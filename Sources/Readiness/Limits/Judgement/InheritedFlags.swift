/// Scheduler flags that outlived the model they were chosen for.
///
/// They live in the manifest and not in the model, so nothing forces a review when the model
/// changes.
struct InheritedFlags {
    /// What changed, each as `model: a -> b`.
    let changes: [String]
    /// The scheduler's flags that are set in both and did not change.
    let kept: [DeclaredSetting]

    init(from old: DeclaredEngine, to new: DeclaredEngine) {
        changes = Self.roles.compactMap { role in
            let (before, after) = (old.setting(role), new.setting(role))
            guard !Self.isSame(before, after) else { return nil }
            return "\(role.title): \(Self.text(before)) -> \(Self.text(after))"
        }
        kept = [SettingRole.limit(.runningRequests), .limit(.batchedTokens)].compactMap { role in
            guard let before = old.setting(role), let after = new.setting(role),
                Self.isSame(before, after)
            else { return nil }
            return after
        }
    }

    /// The finding; nil unless something changed and a flag did not.
    ///
    /// - Parameter outcome: what the capacity check says of the flags: slots that still fit are
    ///   worth no more than a note.
    /// - Returns: the finding.
    func finding(_ outcome: AdmissionRule.Outcome) -> LimitFinding? {
        guard !changes.isEmpty, let first = kept.first else { return nil }
        let flags = kept.map { "\($0.flag) \($0.value)" }.joined(separator: " and ")
        return LimitFinding(
            .flagsInherited, outcome == .fits ? .note : .warning, kind: .runningRequests,
            "\(changes.joined(separator: "; ")); \(flags) stayed as it was"
                + (outcome == .fits ? ", and still fits" : ""),
            next: outcome == .fits
                ? nil : "derive the scheduler's flags anew whenever what fills the memory changes",
            place: first.place)
    }

    private static let roles: [SettingRole] = [
        .model, .quantization, .kvCacheType, .hardware, .tensorParallel, .pipelineParallel,
        .dataParallel, .memoryShare, .limit(.contextTokens), .sharedContextTokens,
        .limit(.kvCacheTokens), .limit(.kvCacheBlocks),
    ]

    private static func isSame(_ left: DeclaredSetting?, _ right: DeclaredSetting?) -> Bool {
        if let left = left?.number, let right = right?.number { return left == right }
        return left?.value == right?.value
    }

    private static func text(_ setting: DeclaredSetting?) -> String {
        setting.map { $0.value.printable(limit: 60) } ?? "not set"
    }
}
