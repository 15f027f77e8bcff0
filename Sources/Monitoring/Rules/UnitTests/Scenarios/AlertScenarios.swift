import Signals

/// The stories for all alerts of a subject.
///
/// Each fault begins at a minute, lasts, and ends: before it there is silence, within it the alert
/// fires with these labels and annotations, after it there is silence again. Beside it stands the
/// case that looks alike and must stay silent.
struct AlertScenarios {
    let subject: GenerationSubject
    let rules: [AlertRule]

    init(_ subject: GenerationSubject) {
        self.subject = subject
        rules = AlertRules.groups(for: subject).flatMap(\.alerts)
    }

    /// The files of tests: their names below the folder of tests, and their texts.
    static func files(for subject: GenerationSubject) -> [(name: String, text: String)] {
        let all = AlertScenarios(subject)
        let file = RuleTestFile(subject)
        let files: [(String, [AlertScenario], String, RuleTestFile.Scope)] = [
            ("latency", all.latency, "2m", .engine),
            ("availability", all.availability, "2m", .engine),
            ("capacity", all.capacity, "2m", .engine),
            ("pace", all.pace, "2m", .engine),
            ("replicas", all.replicas, "2m", .engine),
            ("measurement", all.measurement, "2m", .engine),
            ("machine", all.machine, "2m", .machine),
            ("health", all.health, "5m", .all),
            ("history", all.history, "5m", .engine),
            ("baseline", all.baseline, "15m", .engine),
        ]
        return files.filter { !$0.1.isEmpty }.map { name, scenarios, interval, scope in
            ("llm-\(name).test.yml", file.text(scenarios, interval: interval, scope))
        }
    }

    /// All stories.
    var all: [AlertScenario] {
        latency + availability + capacity + pace + replicas + measurement + machine + health
            + history + baseline
    }

    /// What is compared with hours before, which takes long stories.
    var history: [AlertScenario] { dropping + outcome + outage }

    /// Whether the subject has a rule.
    func has(_ alert: AlertID, _ tier: AlertTier? = nil, _ signal: Signal? = nil) -> Bool {
        rules.contains {
            $0.alert == alert && (tier == nil || $0.tier == tier)
                && (signal == nil || $0.labels["signal"] == signal?.rawValue)
        }
    }

    /// The labels of a replica; rules of the service use some of them.
    func labels(_ replica: String = "a") -> [String: String] {
        ScenarioWorld(subject).labels(of: .running, replica: replica).merging(
            ScenarioWorld(subject).service(replica)
        ) { $1 }
    }

    /// An expectation for each of some tiers that the alert has.
    func expect(
        _ alert: AlertID, _ tiers: [AlertTier], _ labels: [String: String], value: String? = nil,
        other: String? = nil, signal: Signal? = nil
    ) -> [AlertExpectation] {
        tiers.filter { has(alert, $0, signal) }.map {
            AlertExpectation($0, labels, value: value, other: other, signal: signal)
        }
    }

    /// The phases of a fault that begins after 10 minutes, lasts 20 and is over for 20.
    func fault(_ healthy: Double, _ faulty: Double) -> [ScenarioPhase] {
        [ScenarioPhase(10, healthy), ScenarioPhase(20, faulty), ScenarioPhase(20, healthy)]
    }

    /// The phases of a change after more than two hours, for what is compared with an hour ago.
    func change(_ before: Double, _ after: Double) -> [ScenarioPhase] {
        [ScenarioPhase(130, before), ScenarioPhase(30, after), ScenarioPhase(30, before)]
    }

    /// A level that never changes.
    func steady(_ value: Double, minutes: Int = 50) -> [ScenarioPhase] {
        [ScenarioPhase(minutes, value)]
    }

    /// The value of the label by which finished requests are told apart.
    func reason(_ value: String) -> [String: String] {
        guard let label = subject.sources(of: .requestsFinished).first?.reasonLabel else {
            return [:]
        }
        return [label: label == "status" ? "success" : value]
    }

    /// Silence before, alerts within and silence after a fault that lasts from minute 10 to 30.
    func story(
        _ alert: AlertID, _ firing: [AlertExpectation], at minute: Int = 28
    ) -> [AlertScenario.Check] {
        [.silent(9, alert), .at(minute, alert, firing), .silent(48, alert)]
    }

    /// Silence before, alerts within and silence after a change that lasts from minute 130 to 160.
    func lateStory(
        _ alert: AlertID, _ firing: [AlertExpectation]
    ) -> [AlertScenario.Check] {
        [.silent(129, alert), .at(155, alert, firing), .silent(185, alert)]
    }
}
