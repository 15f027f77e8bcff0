import Signals

/// The alert for one burn rate of one objective.
struct BurnAlert {
    let objective: ServiceObjective
    let rate: BurnRate

    init(_ objective: ServiceObjective, _ rate: BurnRate) {
        self.objective = objective
        self.rate = rate
    }

    private var long: String { PrometheusTime.text(rate.window.long) }
    private var short: String { PrometheusTime.text(rate.window.short) }
    private var period: String { PrometheusTime.text(rate.period) }

    /// The rule.
    var rule: AlertRule {
        AlertRule(
            objective.alert, rate.window.tier, expression, pending: nil,
            labels: ["slo": objective.id, "long_window": long, "short_window": short],
            summary: "{{ $labels.job }}: the error budget of \(objective.objective) burns "
                + pace,
            detail: "{{ $value | humanizePercentage }} of the \(objective.events) of the last "
                + "\(long) \(objective.fault), and it goes on; "
                + "\(ShortNumber.percent(objective.errorBudget)) may. The alert needs more than "
                + "\(ShortNumber.percent(rate.errorShare)) in \(long) and in \(short), and at "
                + "least \(rate.eventsMin) \(objective.events) in \(short).",
            resultLabels: objective.resultLabels,
            annotations: [
                "budget_exhausted":
                    "a whole budget of \(period) lasts \(ShortNumber.time(rate.exhaustion)) at "
                    + "this rate, or less"
            ],
            comment: comment
        ).labelled(objective.alertLabels)
    }

    private var pace: String {
        rate.factor > 1
            ? "\(ShortNumber.text(rate.factor)) times as fast as it may"
            : "as fast as it lasts"
    }

    private var expression: String {
        let limit = PromQLNumber.text(rate.factor) + " * " + PromQLNumber.text(rate.errorBudget)
        let parts = [
            SLORules.selector(SLOSeries.badShare(long), objective) + " > \(limit)",
            SLORules.selector(SLOSeries.badShare(short), objective) + " > \(limit)",
            SLORules.selector(SLOSeries.total(short), objective) + " >= \(rate.eventsMin)",
        ]
        return parts.joined(separator: "\nand\n")
    }

    private var comment: String {
        let share = ShortNumber.percent(rate.errorShare)
        let spent = ShortNumber.percent(rate.budgetShare)
        var lines = [
            "\(long)/\(short): burn rate \(ShortNumber.text(rate.factor)), more than \(share) bad; "
                + "\(spent) of the budget of \(period) is gone by then.",
            "At least \(rate.eventsMin) \(objective.events) in \(short): 3 / \(share), so that one "
                + "or two bad ones alert nobody.",
        ]
        if let detection = rate.detection(), let reset = rate.reset() {
            lines.append(
                "When everything fails it fires after \(ShortNumber.time(detection)) and ends "
                    + "\(ShortNumber.time(reset)) after the failures do.")
        }
        return lines.joined(separator: "\n")
    }
}
