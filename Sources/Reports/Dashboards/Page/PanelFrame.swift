import Monitoring

/// The range of time that all panels share.
struct PanelFrame {
    let startSeconds: Double
    let endSeconds: Double
    let stepSeconds: Double

    init(_ preview: DashboardPreview) {
        startSeconds = preview.startSeconds
        endSeconds = preview.endSeconds
        stepSeconds = preview.stepSeconds
    }

    /// Times worth a mark, at round times of the clock.
    func ticks(about count: Int) -> [Double] {
        let span = endSeconds - startSeconds
        let steps: [Double] = [
            5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
        ]
        let step = steps.first { span / $0 <= Double(count) } ?? 86_400
        let first = (startSeconds / step).rounded(.up) * step
        return Array(stride(from: first, through: endSeconds, by: step))
    }

    /// The time on the clock: with seconds where marks are that close.
    func label(_ timeSeconds: Double) -> String {
        ClockText.time(timeSeconds, withSeconds: endSeconds - startSeconds < 300)
    }
}
