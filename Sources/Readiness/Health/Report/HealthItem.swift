package import Estimates
package import Signals

/// One finding of a health report: a number or a rule, with its grade and what it rests on.
package struct HealthItem: Sendable, Hashable {
    /// What a grade counts for.
    package enum Role: String, Sendable, Hashable, Codable, CaseIterable {
        /// It moves the grade of its replica and of the whole.
        case judges
        /// It is told and graded, and moves nothing.
        case informs
    }

    /// A stable name: `ttft_p95`, `slot_plateau`.
    package var id: String
    package var section: HealthSection
    /// The replica it is about; nil for a finding about all of them.
    package var replica: String?
    /// The signal it is about; nil for a rule over several.
    package var signal: Signal?
    /// The number of the signal: `p95`, `max`, `rate`; empty for a rule.
    package var statistic: String
    /// The name in tables.
    package var title: String
    /// The number; nil when there is none.
    package var estimate: Estimate?
    package var unit: HealthUnit
    /// What the evidence shows; nil for a number without a range.
    package var grade: HealthGrade?
    /// The worst grade that the evidence does not exclude; nil where that is the grade itself.
    package var mayBe: HealthGrade?
    /// Whether an unknown grade keeps the whole from being called healthy.
    package var isVital: Bool
    package var role: Role
    /// The range it was graded by; nil for a rule or a number without one.
    package var range: HealthRange?
    /// What was found, in a few words for a headline; nil where the title and the grade say it.
    package var brief: String?
    /// What was found, as a sentence.
    package var evidence: String
    /// What to do about it; a clause.
    package var next: String?

    package init(
        id: String, section: HealthSection, replica: String?, title: String,
        signal: Signal? = nil, statistic: String = "", estimate: Estimate? = nil,
        unit: HealthUnit = .number, grade: HealthGrade?, mayBe: HealthGrade? = nil,
        isVital: Bool = false, role: Role = .judges, range: HealthRange? = nil,
        brief: String? = nil,
        evidence: String, next: String? = nil
    ) {
        self.id = id
        self.section = section
        self.replica = replica
        self.signal = signal
        self.statistic = statistic
        self.title = title
        self.estimate = estimate
        self.unit = unit
        self.grade = grade
        self.mayBe = mayBe
        self.isVital = isVital
        self.role = role
        self.range = range
        self.brief = brief
        self.evidence = evidence
        self.next = next
    }

    /// The grade it adds to the whole.
    ///
    /// An unknown grade counts only where it is vital: what was not served has no latency, and that
    /// is no fault.
    package var contribution: HealthGrade {
        guard role == .judges, let grade else { return .healthy }
        return grade == .unknown && !isVital ? .healthy : grade
    }
}

extension Sequence<HealthItem> {
    /// The worst that the items add to the whole; healthy for none.
    package var worstContribution: HealthGrade {
        reduce(.healthy) { HealthGrade.worse($0, $1.contribution) }
    }
}
